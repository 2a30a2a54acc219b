import {differenceKinds} from '../../sync/difference.ts';
import type {Cell, Column, Row} from '../../sync/row.ts';
import {formatCell} from '../../output/format-cell.ts';
import {sanitizeJson} from '../../terminal/sanitize.ts';
import type {List} from '../session/state.ts';
import {signs} from './style.ts';
import {journalEntryLines} from './log-pages.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import {fitText, wrapText, type Span} from './line.ts';
import {toPrintable} from './printable.ts';
import {wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import type {JournalEntry} from '../../sync/journal.ts';

/** Cells from which on both sides stand beside one another. */
const minSideBySideCells = 70;

export type RecordPage = {
	/** What is to be seen first: how the two sides were matched, and what differs. */
	readonly intro: readonly Line[];
	readonly heading: Line;
	readonly content: readonly Line[];
};

/** One row in full: every field as both sides have it, how it was matched, what differs, what was done to it. */
export function buildRecordPage(
	row: Row,
	list: List,
	journal: readonly JournalEntry[] | null | undefined,
	width: number,
	context: RenderContext,
): RecordPage {
	const {words: translator} = context;
	const {texts} = translator.tui;
	// A record that could not be read has no fields yet; it is shown as it was sent.
	const isRead = row.stalker !== null || row.billing !== null;
	const isRoomy = width >= minSideBySideCells;
	const fields = isRead
		? list.resource.columns.map(column =>
				fieldValues(column, row, fieldName(column, list, isRoomy, context), context),
			)
		: [];
	const label = Math.max(...fields.map(({name}) => textWidth(name)), textWidth(texts.field));
	const drifts = row.differences.flatMap(drift =>
		wrapParagraph(
			[' ', [differenceKinds[drift.code].mark, differenceKinds[drift.code].mark], ' '],
			translator.formatDifference(drift),
			width - 4,
		),
	);
	return {
		intro: [
			...wrapParagraph([' '], matchText(row, context), width - 4).filter(([, text]) => text !== ''),
			...drifts,
		],
		heading: isRoomy
			? [
					'   ',
					fitText(texts.field, label),
					'  ',
					fitText(texts.stalker, sideCells(width, label)),
					'  ',
					texts.billing,
				]
			: [' ', [row.mark, row.mark], ' ', list.resource.describe(row)],
		content: [
			...fields
				.filter(({stalker, billing}) => isRoomy || stalker.length + billing.length > 0)
				.flatMap(field =>
					isRoomy ? sideBySideLines(field, label, width) : stackedLines(field, label, width, context),
				),
			...rawRecordLines(row, list, width, context),
			...(journal === undefined
				? []
				: [[''], [' ', ['title', texts.journal] as const], ...historyLines(journal, width, context)]),
		],
	};
}

function historyLines(
	journal: readonly JournalEntry[] | null,
	width: number,
	{words: translator}: RenderContext,
): readonly Line[] {
	const {texts} = translator.tui;
	if (journal === null) return [[` ${texts.reading}`]];
	if (journal.length === 0) return [[` ${texts.journalEmpty}`]];
	return journal.flatMap(entry => journalEntryLines(entry, width, translator));
}

function matchText(
	{matchedBy, stalker, billing, differences}: Row,
	{words: translator}: RenderContext,
): string {
	const {texts} = translator.tui;
	const matched =
		matchedBy === null
			? stalker === null || billing === null
				? texts.unmatched
				: ''
			: texts.matchedBy(matchedBy);
	return differences.length === 0 && matchedBy !== null ? `${matched} ${texts.inSync}` : matched;
}

type FieldValues = {
	readonly name: string;
	readonly sign: Span;
	/** In lines; none where the side has nothing. */
	readonly stalker: readonly string[];
	readonly billing: readonly string[];
};

/** A field's label; with the API's name behind it, which filters and `--columns` take, where there is room. */
function fieldName(
	{id}: Column,
	{resource}: List,
	isRoomy: boolean,
	{words: translator}: RenderContext,
): string {
	const label = toPrintable(translator.columnLabel(resource.name, id));
	return isRoomy && label.toLowerCase() !== id ? `${label} ${id}` : label;
}

/** What each side alone would show in the column; where a drift names the other side's value, that. */
function fieldValues(
	column: Column,
	row: Row,
	name: string,
	{words: translator}: RenderContext,
): FieldValues {
	const drift = row.differences.find(({field}) => field === column.id);
	const text = (cell: Cell) => formatCell(cell, column, translator);
	const lines = (side: Row): readonly string[] => {
		const detail = column.detail?.(side) ?? [];
		return detail.length > 0 ? detail : [text(column.value(side))].filter(Boolean);
	};
	const theirs = row.stalker === null ? [] : lines({...row, billing: null});
	const own = row.billing === null ? [] : lines({...row, stalker: null});
	const ours = own.length === 0 && drift?.ours ? [drift.ours] : own;
	const mark = drift && differenceKinds[drift.code].mark;
	const isSame = theirs.length > 0 && theirs.join('\n') === ours.join('\n');
	return {
		name,
		sign: mark && mark !== '=' ? [mark, mark] : isSame ? '=' : ' ',
		stalker: theirs,
		billing: ours,
	};
}

/** Cells of one side's values. */
const sideCells = (width: number, label: number): number => Math.floor((width - label - 8) / 2);

function sideBySideLines(
	{name, sign, stalker, billing}: FieldValues,
	label: number,
	width: number,
): readonly Line[] {
	const room = sideCells(width, label);
	const full = (lines: readonly string[]) =>
		(lines.length === 0 ? [signs.empty] : lines).flatMap(line => wrapText(line, room));
	const [left, right] = [full(stalker), full(billing)];
	return Array.from({length: Math.max(left.length, right.length)}, (_, place) => [
		' ',
		place === 0 ? sign : ' ',
		' ',
		fitText(place === 0 ? name : '', label),
		'  ',
		fitText(left[place] ?? '', room),
		'  ',
		right[place] ?? '',
	]);
}

/** Theirs; and below it ours, where it is not the same. */
function stackedLines(
	{name, sign, stalker, billing}: FieldValues,
	label: number,
	width: number,
	{words: translator}: RenderContext,
): readonly Line[] {
	const room = width - label - 5;
	const head: readonly Span[] = [' ', sign, ' ', fitText(name, label), '  '];
	const other: readonly Span[] = [
		'   ',
		['quiet', fitText(translator.tui.texts.billing, label, 'right')],
		'  ',
	];
	const side = (lead: readonly Span[], lines: readonly string[]): readonly Line[] =>
		lines
			.flatMap(line => wrapText(line, room))
			.map((line, place) => [...(place === 0 ? lead : [' '.repeat(label + 5)]), line]);
	if (stalker.join('\n') === billing.join('\n')) return side(head, stalker);
	return [...side(head, stalker), ...side(stalker.length === 0 ? head : other, billing)];
}

/** A record that could not be read, as it was sent. */
function rawRecordLines(
	{key, stalker, billing}: Row,
	{stalker: half}: List,
	width: number,
	{words: translator}: RenderContext,
): readonly Line[] {
	const bad =
		stalker === null && billing === null ? half.value?.invalid.find(one => one.key === key) : undefined;
	return bad
		? [[''], [` ${translator.tui.texts.raw}`], ...wrapParagraph([' '], sanitizeJson(bad.raw), width - 2)]
		: [];
}
