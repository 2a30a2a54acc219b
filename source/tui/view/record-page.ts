import {markOfDifference} from '../../sync/difference.ts';
import type {Cell, Column, Row} from '../../sync/row.ts';
import {formatCell} from '../../output/format-cell.ts';
import {sanitizeJson} from '../../terminal/sanitize.ts';
import type {List} from '../session/list.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {journalName} from '../journal/journal-list.ts';
import {journalEntryLines} from './log-pages.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import {fitText, wrapText, type Span} from './line.ts';
import {toPrintable} from './printable.ts';
import {wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import {signOfRow} from '../../sync/statuses.ts';

/** Journal entries of a row: `null` while they are loading, `undefined` if they were not requested. */
export const rowHistory = (
	{key}: Row,
	{rowHistory: history}: State,
): readonly JournalEntry[] | null | undefined => (history?.key === key ? history.entries : undefined);

/** Minimum width for showing both systems side by side, in cells. */
const minSideBySideCells = 70;

type RecordPage = {
	/** Lines above the fields: how the two records were matched, and the differences. */
	readonly intro: readonly Line[];
	readonly heading: Line;
	readonly content: readonly Line[];
};

/**
Content of a record page: matching rule, differences, every field in both systems, and the journal of the row. `journal` is `null` while it
is loading, `undefined` if it was not requested.
*/
export function buildRecordPage(
	row: Row,
	list: List,
	journal: readonly JournalEntry[] | null | undefined,
	width: number,
	context: RenderContext,
): RecordPage {
	const {translator} = context;
	const {texts} = translator.tui;
	// An unreadable record has no fields; its raw JSON is shown instead.
	const isRead = row.stalker !== null || row.billing !== null;
	const isWide = width >= minSideBySideCells;
	const fields = isRead
		? list.resource.columns.map(column =>
				fieldValues(column, row, fieldName(column, list, isWide, context), context),
			)
		: [];
	const label = Math.max(...fields.map(({name}) => textWidth(name)), textWidth(texts.field));
	const drifts = row.differences.flatMap(drift =>
		wrapParagraph(
			[' ', [markOfDifference(drift), markOfDifference(drift)], ' '],
			translator.formatDifference(drift),
			width - 4,
		),
	);
	return {
		intro: [
			...wrapParagraph([' '], matchText(row, context), width - 4).filter(([, text]) => text !== ''),
			...drifts,
		],
		heading: isWide
			? [
					'   ',
					fitText(texts.field, label),
					'  ',
					fitText(texts.stalker, sideCells(width, label)),
					'  ',
					texts.billing,
				]
			: [' ', [row.mark, signOfRow(row)], ' ', list.resource.describe(row)],
		content: [
			...fields
				.filter(({stalker, billing}) => isWide || stalker.length + billing.length > 0)
				.flatMap(field =>
					isWide ? sideBySideLines(field, label, width) : stackedLines(field, label, width, context),
				),
			...rawRecordLines(row, list, width, context),
			...(journal === undefined
				? []
				: [
						[''],
						[' ', ['title', translator.screenTexts(journalName).title] as const],
						...historyLines(journal, width, context),
					]),
		],
	};
}

function historyLines(
	journal: readonly JournalEntry[] | null,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const {texts} = translator.tui;
	if (journal === null) return [[` ${texts.loading}`]];
	if (journal.length === 0) return [[` ${texts.journalEmpty}`]];
	return journal.flatMap(entry => journalEntryLines(entry, width, translator));
}

function matchText(
	{mark, matchedBy, stalker, billing, differences}: Row,
	{translator}: RenderContext,
): string {
	const {texts} = translator.tui;
	const matched =
		matchedBy === null
			? stalker === null || billing === null
				? mark === '?'
					? texts.notCompared
					: texts.unmatched
				: ''
			: texts.matchedBy(matchedBy);
	return differences.length === 0 && matchedBy !== null ? `${matched} ${texts.inSync}` : matched;
}

type FieldValues = {
	readonly name: string;
	readonly sign: Span;
	/** Lines of the value; empty if the system has no value. */
	readonly stalker: readonly string[];
	readonly billing: readonly string[];
};

/** Label of a field; on a wide page followed by the API's field name, which filters and `--columns` accept. */
function fieldName({id}: Column, {resource}: List, isWide: boolean, {translator}: RenderContext): string {
	const label = toPrintable(translator.columnLabel(resource.name, id));
	return isWide && label.toLowerCase() !== id ? `${label} ${id}` : label;
}

/** The column's value in each system alone. If billing has no value of its own, the value in the difference is used. */
function fieldValues(column: Column, row: Row, name: string, {translator}: RenderContext): FieldValues {
	const drift = row.differences.find(({field}) => field === column.id);
	const text = (cell: Cell) => formatCell(cell, column, translator);
	const lines = (side: Row): readonly string[] => {
		const detail = column.detail?.(side) ?? [];
		return detail.length > 0 ? detail : [text(column.value(side))].filter(Boolean);
	};
	const stalkerLines = row.stalker === null ? [] : lines({...row, billing: null});
	const billingValues = row.billing === null ? [] : lines({...row, stalker: null});
	const billingLines = billingValues.length === 0 && drift?.ours ? [drift.ours] : billingValues;
	const mark = drift && markOfDifference(drift);
	const isSame = stalkerLines.length > 0 && stalkerLines.join('\n') === billingLines.join('\n');
	return {
		name,
		sign: mark && mark !== '=' ? [mark, mark] : isSame ? '=' : ' ',
		stalker: stalkerLines,
		billing: billingLines,
	};
}

/** Width of one system's values, in cells. */
const sideCells = (width: number, label: number): number => Math.floor((width - label - 8) / 2);

function sideBySideLines(
	{name, sign, stalker, billing}: FieldValues,
	label: number,
	width: number,
): readonly Line[] {
	const valueWidth = sideCells(width, label);
	const full = (lines: readonly string[]) =>
		(lines.length === 0 ? [signs.empty] : lines).flatMap(line => wrapText(line, valueWidth));
	const [left, right] = [full(stalker), full(billing)];
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => [
		' ',
		index === 0 ? sign : ' ',
		' ',
		fitText(index === 0 ? name : '', label),
		'  ',
		fitText(left[index] ?? '', valueWidth),
		'  ',
		right[index] ?? '',
	]);
}

/** Stalker's value, then billing's value below it if it differs. */
function stackedLines(
	{name, sign, stalker, billing}: FieldValues,
	label: number,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const valueWidth = width - label - 5;
	const labelSpans: readonly Span[] = [' ', sign, ' ', fitText(name, label), '  '];
	const billingSpans: readonly Span[] = [
		'   ',
		['quiet', fitText(translator.tui.texts.billing, label, 'right')],
		'  ',
	];
	const side = (prefix: readonly Span[], lines: readonly string[]): readonly Line[] =>
		lines
			.flatMap(line => wrapText(line, valueWidth))
			.map((line, index) => [...(index === 0 ? prefix : [' '.repeat(label + 5)]), line]);
	if (stalker.join('\n') === billing.join('\n')) return side(labelSpans, stalker);
	return [...side(labelSpans, stalker), ...side(stalker.length === 0 ? labelSpans : billingSpans, billing)];
}

/** Raw JSON of an unreadable record; empty for other rows. */
function rawRecordLines(
	{key, stalker, billing}: Row,
	{stalker: side}: List,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const unreadable =
		stalker === null && billing === null ? side.value?.invalid.find(one => one.key === key) : undefined;
	return unreadable
		? [
				[''],
				[` ${translator.tui.texts.asSent}`],
				...wrapParagraph([' '], sanitizeJson(unreadable.raw), width - 2),
			]
		: [];
}
