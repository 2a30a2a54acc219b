import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {PendingAction} from '../session/mode.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {fitText, spansWidth, type Span} from './line.ts';
import {rowLabel, prefixRowLabel} from './row-label.ts';
import {previewSections} from './preview.ts';
import {joinSections, wrapParagraph, type Section, type Line, type ScrollText} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** Rows that are told one by one; more than anybody reads are only counted. */
const maxListedRows = 500;

/** All that a question tells before it asks, made once per width. */
export function confirmContent(task: PendingAction, state: State, context: RenderContext): ScrollText {
	const {columns} = state.size;
	const cached = contentCache(task);
	const known = cached.get(columns) ?? joinSections(confirmSections(task, state, columns - 4, context));
	cached.set(columns, known);
	return known;
}

const contentCache = memoizeWeak((_task: PendingAction) => new Map<number, ScrollText>());

function confirmSections(
	task: PendingAction,
	state: State,
	width: number,
	context: RenderContext,
): readonly Section[] {
	const {translator} = context;
	switch (task.is) {
		case 'apply':
			return actionSections(task, state, width, context);
		case 'undo':
			return [
				...task.steps.map(({summary, questions}) => ({
					lines: [
						...wrapParagraph([` ${signs.dot} `], translator.t(summary), width),
						...questions.flatMap(ask =>
							wrapParagraph(['   ', ['bad', `${signs.warn} `]], translator.t(ask), width - 2),
						),
					],
				})),
				...task.refused.map(({said}) => ({
					lines: wrapParagraph([' ', ['bad', `${signs.refused} `]], translator.t(said), width),
				})),
			];
		case 'accept-short-list':
			return warningSections([translator.t({code: 'believe-short', values: task})], width);
		case 'quit':
			return warningSections(
				[translator.t({code: 'quit-working', values: {subject: state.running?.subject ?? ''}})],
				width,
			);
	}
}

/** Sentences that are of no row in particular; nothing where there are none. */
function warningSections(texts: readonly string[], width: number): readonly Section[] {
	const text = texts.join(' ');
	return text === ''
		? []
		: [{lines: wrapParagraph([' ', ['bad', `${signs.warn} `]], text, width), rowCount: 0}];
}

type PlannedAction = Extract<PendingAction, {is: 'apply'}>;

/** What must not be overlooked stands first: totals, then rows that the filter hides or whose boxes are on. */
function actionSections(
	task: PlannedAction,
	{lists}: State,
	width: number,
	context: RenderContext,
): readonly Section[] {
	const {translator} = context;
	const {texts} = translator.tui;
	const {action, planned, refused} = task.plan;
	const list = lists[task.listName];
	const interruptsTv = action.on === 'rows' && action.guard === 'count';
	const byKey = new Map(task.rows.map(row => [row.key, row]));
	const entries = planned.map(({key, intent}): PlannedRow => {
		const row = byKey.get(key);
		return {
			intent,
			name: (row && list?.resource.describe(row)) ?? key,
			isFilteredOut: task.hiddenKeys.has(key),
			isOnline: interruptsTv && row !== undefined && list?.resource.isOnline?.(row) === true,
		};
	});
	const special = entries.filter(({isFilteredOut, isOnline}) => isFilteredOut || isOnline);
	const rest = entries.filter(({isFilteredOut, isOnline}) => !isFilteredOut && !isOnline);
	const hiddenOnes = special.filter(({isFilteredOut}) => isFilteredOut).length;
	const onlineOnes = special.filter(({isOnline}) => isOnline).length;
	// What is the same for all is said once, so that many rows are seen at a glance.
	const isList = interruptsTv && entries.length > 1;
	const warns = action.warning ? [translator.t(action.warning)] : [];
	const bad = (text: string): Section => ({lines: [[' ', ['bad', text]]], rowCount: 0});
	return [
		...(refused.length > 0 && entries.length > 0
			? [bad(`${signs.refused} ${texts.refusedBelow(refused.length)}`)]
			: []),
		...(isList
			? warningSections(
					[toSentence(translator.actionTexts(task.listName, action.name).description), ...warns],
					width,
				)
			: []),
		...warningSections(
			[
				[
					...(hiddenOnes > 0 ? [texts.hiddenRows(hiddenOnes, entries.length)] : []),
					...(onlineOnes > 0 && entries.length > 1 ? [texts.onlineRows(onlineOnes)] : []),
				].join(` ${signs.dot} `),
			],
			width,
		),
		...[...special, ...rest].slice(0, maxListedRows).map(entry => ({
			lines: [
				...(isList
					? [plannedRowLine(entry, width, context)]
					: wrapParagraph(
							[` ${signs.dot} `, ...warningTags(entry, context)],
							translator.t(action.summary(entry.intent)),
							width - spansWidth(warningTags(entry, context)),
						)),
				...action
					.questions(entry.intent)
					.flatMap(ask => wrapParagraph(['   ', ['title', '? ']], translator.t(ask), width - 2)),
			],
		})),
		...planned.flatMap(({intent}) =>
			action.on === 'list' ? previewSections(action.preview(intent), task.previousPreview, context) : [],
		),
		...remainderSections(entries.length, context),
		...(isList ? [] : warningSections(warns, width)),
		...(refused.length > 0 && entries.length > 0 ? [bad(texts.refusedRows(refused.length))] : []),
		...refused.slice(0, maxListedRows).map(({key, said}) => ({
			lines: wrapParagraph(
				[' ', ['bad', `${signs.refused} `]],
				prefixRowLabel(rowLabel(key, list), translator.t(said)),
				width,
			),
		})),
		...remainderSections(refused.length, context),
	];
}

type PlannedRow = {
	readonly intent: unknown;
	readonly name: string;
	readonly isFilteredOut: boolean;
	readonly isOnline: boolean;
};

const toSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const warningTags = ({isFilteredOut, isOnline}: PlannedRow, {translator}: RenderContext): readonly Span[] => {
	const {texts} = translator.tui;
	return [
		...(isFilteredOut ? [['alert', ` ${texts.hiddenRow} `] as const, ' '] : []),
		...(isOnline ? [['alert', ` ${texts.online} `] as const, ' '] : []),
	];
};

/** Who it is, and what is to be known of him: the name gives way, the rest does not. */
function plannedRowLine(entry: PlannedRow, width: number, context: RenderContext): Line {
	const tags = warningTags(entry, context);
	const name = toPrintable(entry.name);
	const left = width - spansWidth(tags) - 2;
	return [` ${signs.dot} `, spansWidth([name]) > left ? fitText(name, left) : name, '  ', ...tags];
}

/** Rows that are too many to be told. */
const remainderSections = (count: number, {translator}: RenderContext): readonly Section[] =>
	count > maxListedRows
		? [
				{
					lines: [[' ', translator.tui.texts.moreRows(count - maxListedRows)]],
					rowCount: count - maxListedRows,
				},
			]
		: [];
