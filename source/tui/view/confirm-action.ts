import {changesAnything, questionsOf, type ChangeSet} from '../../sync/changes/change.ts';
import {plannedChanges, interruptsWatcher} from '../../sync/plan-runner.ts';
import type {PendingAction} from '../session/mode.ts';
import type {List} from '../session/list.ts';
import type {State} from '../session/state.ts';
import {signs} from './style.ts';
import {fitText, spansWidth, type Span} from './line.ts';
import {rowLabel, prefixRowLabel} from './row-label.ts';
import {previewSections} from './preview.ts';
import {warningSections, wrapParagraph, type Section, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** Rows that are listed one by one; the remaining rows are only counted. */
const maxListedRows = 500;

type PlannedAction = Extract<PendingAction, {is: 'apply'}>;

/** Sections of an action. Order: totals and warnings, rows hidden by the filter or online, other rows, refused rows. */
export function actionSections(
	pendingAction: PlannedAction,
	{lists}: State,
	width: number,
	context: RenderContext,
): readonly Section[] {
	const {translator} = context;
	const {texts} = translator.tui;
	const {action, planned, refused} = pendingAction.plan;
	const list = lists[pendingAction.listName];
	const interruptsTv = action.scope === 'rows' && action.confirmation === 'typed-count';
	const entries = plannedRows(pendingAction, interruptsTv, list);
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
		...(action.scope === 'list'
			? planned.flatMap(({intent}) =>
					previewSections(action.preview(intent), pendingAction.listName, width, context),
				)
			: []),
		...remainderSections(entries.length, context),
		...(isList ? [] : warningSections(warnings, width)),
		...unchangedSections(pendingAction, list, width, context),
		...(refused.length > 0 && entries.length > 0 ? [bad(texts.refusedRows(refused.length))] : []),
		...refusedSections(refused, list, width, context),
	];
}

/** The rows of the question: those that change, or the list for an action on a whole list. */
function plannedRows(
	{plan, rows, hiddenKeys}: PlannedAction,
	interruptsTv: boolean,
	list: List | undefined,
): readonly PlannedRow[] {
	const byKey = new Map(rows.map(row => [row.key, row]));
	const planned = plan.action.scope === 'list' ? plan.planned : plannedChanges(plan);
	return planned.map(({key, intent}) => {
		const row = byKey.get(key);
		return {
			intent,
			name: (row && list?.resource.describe(row)) ?? key,
			isFilteredOut: hiddenKeys.has(key),
			isOnline:
				interruptsTv &&
				(interruptsWatcher(intent) ?? (row !== undefined && list?.resource.isOnline?.(row) === true)),
		};
	});
}

/** The rows that are skipped, each with the reason. Not counted: the rows below are those that the title counts. */
const refusedSections = (
	refused: PlannedAction['plan']['refused'],
	list: List | undefined,
	width: number,
	context: RenderContext,
): readonly Section[] =>
	[
		...refused.slice(0, maxListedRows).map(({key, message: reason}) => ({
			lines: wrapParagraph(
				[' ', ['bad', `${signs.refused} `]],
				prefixRowLabel(rowLabel(key, list), context.translator.t(reason)),
				width,
			),
		})),
		...remainderSections(refused.length, context),
	].map(section => ({...section, rowCount: 0}));

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
