import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {changesAnything, questionsOf, type ChangeSet} from '../../sync/changes/change.ts';
import {plannedChanges} from '../../sync/plan-runner.ts';
import {interruptsWatcher} from '../../sync/watched.ts';
import type {PendingAction} from '../session/mode.ts';
import type {List} from '../session/list.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {fitText, spansWidth, type Span} from './line.ts';
import {formatArguments} from '../custom-commands/custom-command.ts';
import {rowLabel, prefixRowLabel} from './row-label.ts';
import {previewSections} from './preview.ts';
import {joinSections, wrapParagraph, type Section, type Line, type ScrollText} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** Rows that are listed one by one; the remaining rows are only counted. */
const maxListedRows = 500;

/** The content of a confirmation, cached per pending action and terminal width. */
export function confirmContent(
	pendingAction: PendingAction,
	state: State,
	context: RenderContext,
): ScrollText {
	const {columns} = state.size;
	const cached = contentCache(pendingAction);
	const known =
		cached.get(columns) ?? joinSections(confirmSections(pendingAction, state, columns - 4, context));
	cached.set(columns, known);
	return known;
}

const contentCache = memoizeWeak((_task: PendingAction) => new Map<number, ScrollText>());

function confirmSections(
	pendingAction: PendingAction,
	state: State,
	width: number,
	context: RenderContext,
): readonly Section[] {
	const {translator} = context;
	switch (pendingAction.is) {
		case 'apply':
			return actionSections(pendingAction, state, width, context);
		case 'undo':
			return [
				...pendingAction.steps.map(({summary, questions}) => ({
					lines: [
						...wrapParagraph([` ${signs.dot} `], translator.t(summary), width),
						...questions.flatMap(question =>
							wrapParagraph(['   ', ['bad', `${signs.warn} `]], translator.t(question), width - 2),
						),
					],
				})),
				...pendingAction.refused.map(({message: reason}) => ({
					lines: wrapParagraph([' ', ['bad', `${signs.refused} `]], translator.t(reason), width),
					rowCount: 0,
				})),
			];
		case 'accept-short-list':
			return warningSections([translator.t({code: 'accept-short-list', values: pendingAction})], width);
		case 'run-command':
			return [
				{
					lines: wrapParagraph([' ', ['title', '$ ']], formatArguments(pendingAction.args), width),
					rowCount: 0,
				},
			];
		case 'quit':
			return warningSections(
				[translator.t({code: 'quit-working', values: {subject: state.running?.subject ?? ''}})],
				width,
			);
	}
}

/** One section with the given sentences, which belong to no row; empty if there are no sentences. */
function warningSections(texts: readonly string[], width: number): readonly Section[] {
	const text = texts.join(' ');
	return text === ''
		? []
		: [{lines: wrapParagraph([' ', ['bad', `${signs.warn} `]], text, width), rowCount: 0}];
}

type PlannedAction = Extract<PendingAction, {is: 'apply'}>;

/** Sections of an action. Order: totals and warnings, rows hidden by the filter or online, other rows, refused rows. */
function actionSections(
	pendingAction: PlannedAction,
	{lists}: State,
	width: number,
	context: RenderContext,
): readonly Section[] {
	const {translator} = context;
	const {texts} = translator.tui;
	const {action, refused} = pendingAction.plan;
	const planned = action.scope === 'list' ? pendingAction.plan.planned : plannedChanges(pendingAction.plan);
	const list = lists[pendingAction.listName];
	const interruptsTv = action.scope === 'rows' && action.confirmation === 'typed-count';
	const byKey = new Map(pendingAction.rows.map(row => [row.key, row]));
	const entries = planned.map(({key, intent}): PlannedRow => {
		const row = byKey.get(key);
		return {
			intent,
			name: (row && list?.resource.describe(row)) ?? key,
			isFilteredOut: pendingAction.hiddenKeys.has(key),
			isOnline:
				interruptsTv &&
				(interruptsWatcher(intent) ?? (row !== undefined && list?.resource.isOnline?.(row) === true)),
		};
	});
	const special = entries.filter(({isFilteredOut, isOnline}) => isFilteredOut || isOnline);
	const rest = entries.filter(({isFilteredOut, isOnline}) => !isFilteredOut && !isOnline);
	const hiddenCount = special.filter(({isFilteredOut}) => isFilteredOut).length;
	const onlineCount = special.filter(({isOnline}) => isOnline).length;
	// A text that is the same for all rows is shown once, so that more rows fit.
	const isList = interruptsTv && entries.length > 1 && !action.isListedInFull;
	const warnings = action.warning ? [translator.t(action.warning)] : [];
	const bad = (text: string): Section => ({lines: [[' ', ['bad', text]]], rowCount: 0});
	return [
		...(refused.length > 0 && entries.length > 0
			? [bad(`${signs.refused} ${texts.refusedBelow(refused.length)}`)]
			: []),
		...(isList
			? warningSections([...descriptionOf(action.name, pendingAction.listName, context), ...warnings], width)
			: []),
		...warningSections(
			[
				[
					...(hiddenCount > 0 ? [texts.hiddenRows(hiddenCount, entries.length)] : []),
					...(onlineCount > 0 && entries.length > 1 ? [texts.onlineRows(onlineCount)] : []),
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
				...questionsOf(entry.intent).flatMap(question =>
					wrapParagraph(['   ', ['title', '? ']], translator.t(question), width - 2),
				),
			],
		})),
		...planned.flatMap(({intent}) =>
			action.scope === 'list'
				? previewSections(action.preview(intent), pendingAction.listName, width, context)
				: [],
		),
		...remainderSections(entries.length, context),
		...(isList ? [] : warningSections(warnings, width)),
		...unchangedSections(pendingAction, list, width, context),
		...(refused.length > 0 && entries.length > 0 ? [bad(texts.refusedRows(refused.length))] : []),
		// Not counted: the rows below are those that the title counts.
		...[
			...refused.slice(0, maxListedRows).map(({key, message: reason}) => ({
				lines: wrapParagraph(
					[' ', ['bad', `${signs.refused} `]],
					prefixRowLabel(rowLabel(key, list), translator.t(reason)),
					width,
				),
			})),
			...remainderSections(refused.length, context),
		].map(section => ({...section, rowCount: 0})),
	];
}

/** Names of rows that need nothing; the others are only counted. */
const maxNamedRows = 20;

/** One section with the rows that are in that state already; empty if there are none. */
function unchangedSections(
	{plan: {planned}}: PlannedAction,
	list: List | undefined,
	width: number,
	{translator}: RenderContext,
): readonly Section[] {
	const unchanged = planned.filter(({intent}) => !changesAnything(intent));
	if (unchanged.length === 0) return [];
	const names = unchanged.slice(0, maxNamedRows).map(({key}) => rowLabel(key, list));
	const rest = unchanged.length > maxNamedRows ? [signs.more] : [];
	const text = `${translator.tui.texts.unchangedRows(unchanged.length)}: ${[...names, ...rest].join(', ')}`;
	return [{lines: wrapParagraph([' ', ['=', signs.same], ' '], toPrintable(text), width - 2), rowCount: 0}];
}

type PlannedRow = {
	readonly intent: ChangeSet;
	readonly name: string;
	readonly isFilteredOut: boolean;
	readonly isOnline: boolean;
};

/** What an action does; a fix says it by its warning. */
function descriptionOf(name: string, listName: string, {translator}: RenderContext): readonly string[] {
	const {description} = translator.actionTexts(listName, name);
	return description === name ? [] : [toSentence(description)];
}

const toSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const warningTags = ({isFilteredOut, isOnline}: PlannedRow, {translator}: RenderContext): readonly Span[] => {
	const {texts} = translator.tui;
	return [
		...(isFilteredOut ? [['alert', ` ${texts.hiddenRow} `] as const, ' '] : []),
		...(isOnline ? [['alert', ` ${texts.online} `] as const, ' '] : []),
	];
};

/** Row name and its tags in one line; the name is cut if both do not fit. */
function plannedRowLine(entry: PlannedRow, width: number, context: RenderContext): Line {
	const tags = warningTags(entry, context);
	const name = toPrintable(entry.name);
	const left = width - spansWidth(tags) - 2;
	return [` ${signs.dot} `, spansWidth([name]) > left ? fitText(name, left) : name, '  ', ...tags];
}

/** One section with the number of rows above `maxListedRows`; empty if all are listed. */
const remainderSections = (count: number, {translator}: RenderContext): readonly Section[] =>
	count > maxListedRows
		? [
				{
					lines: [[' ', translator.tui.texts.moreRows(count - maxListedRows)]],
					rowCount: count - maxListedRows,
				},
			]
		: [];
