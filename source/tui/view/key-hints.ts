import {keyAliases, keyBindings, modeKeys} from '../commands/key-bindings.ts';
import {isFreeText} from '../commands/picker-state.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {List} from '../session/list.ts';
import type {Mode} from '../session/mode.ts';
import {activeListOf, screenKindOf, type State} from '../session/state.ts';
import {journalName} from '../journal/journal-list.ts';
import {shownResults} from '../actions/outcomes.ts';
import {isRetryable} from '../results/results-commands.ts';
import {resultsName} from '../results/results-list.ts';
import {confirmMaxTop} from './confirm-panel.ts';
import {renderLine, spansWidth, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';

type KeyHint = {readonly key: string; readonly text: string; readonly rank: number};

/** The line of key hints: as many as fit, the most important first. */
export function renderKeyHints(state: State, width: number, context: RenderContext): string {
	const {style, translator} = context;
	const dryRunTag: readonly Span[] = state.dryRun ? [['alert', ` ${translator.tui.texts.dryRun} `]] : [];
	let remaining = width - spansWidth(dryRunTag) - 1;
	const kept = new Set<KeyHint>();
	const hints = collectKeyHints(state, context);
	for (const hint of hints.toSorted((a, b) => a.rank - b.rank)) {
		const needed = spansWidth([hint.key, hint.text]) + 3;
		if (needed > remaining) continue;
		kept.add(hint);
		remaining -= needed;
	}

	return renderLine(
		[
			...dryRunTag,
			' ',
			...hints
				.filter(hint => kept.has(hint))
				.flatMap(({key, text}): readonly Span[] => [['title', key], ` ${text}  `]),
		],
		width,
		style,
	);
}

/** Key hints in display order: actions, other keys, help. Hints with the smallest rank are kept longest if the line is too short. */
function collectKeyHints(state: State, context: RenderContext): readonly KeyHint[] {
	const {translator} = context;
	const {mode, readOnly, running, notification, dryRun, undoStack, activeScreen} = state;
	const {commands, modeCommands, texts} = translator.tui;
	const scrolling: readonly KeyHint[] =
		mode.is === 'confirm' && confirmMaxTop(mode, state, context) > 0
			? [
					{
						key: ['up', 'down'].map(key => keyName(key, translator)).join(' '),
						text: modeCommands.scroll,
						rank: 9,
					},
				]
			: [];
	if (mode.is === 'confirm' && mode.requiredCount !== null)
		return [
			{
				key: `${mode.requiredCount} ${keyName('enter', translator)}`,
				text: modeCommands.agree,
				rank: 1,
			},
			{key: keyName('escape', translator), text: modeCommands.decline, rank: 0},
			...scrolling,
		];
	const list = activeListOf(state);
	const isReadOnly = readOnly !== null && !dryRun;
	const actions: readonly KeyHint[] = (isReadOnly || !list ? [] : list.resource.actions).map(
		({key, name}, index) => ({
			key,
			text: translator.actionTexts(list!.resource.name, name).label,
			rank: 2 + index / 10,
		}),
	);
	const hasFixes = !isReadOnly && (list?.resource.fixes ?? []).length > 0;
	if (mode.is !== 'browse')
		return [
			...(mode.is === 'record' ? actions : []),
			...(mode.is === 'record' && hasFixes ? [{key: 'f', text: commands.fix, rank: 1.9}] : []),
			...modeKeys[mode.is]
				.filter(
					({command}) =>
						!columnPickerCommands.has(command) || (mode.is === 'picker' && mode.purpose === 'columns'),
				)
				.filter(({command}) => command !== 'choose' || mode.is !== 'picker' || !isFreeText(mode))
				.map(({keys, command}, rank) => ({
					key: keys.map(key => keyName(key, translator)).join(' '),
					text: modeCommands[command],
					rank,
				})),
			...(mode.is === 'entry' && !isReadOnly ? [{key: 'u', text: commands.undo, rank: 0.5}] : []),
			...helpHint(mode, translator),
			...scrolling,
		];
	const shown = keyBindings.filter(
		({command, footerOrder, activeOn}) =>
			footerOrder !== undefined &&
			activeOn.includes(screenKindOf(state)) &&
			(command !== 'undo' || (!isReadOnly && (undoStack.length > 0 || activeScreen === journalName))) &&
			(command !== 'fix' || hasFixes),
	);
	return [
		...(list && notification?.related ? [{key: 'o', text: texts.goToRelated, rank: -1}] : []),
		...(dryRun ? [{key: list ? 'W' : keyName('escape', translator), text: texts.endDryRun, rank: -2}] : []),
		...(running ? [{key: 'x', text: commands.stop, rank: 0}] : []),
		...(activeScreen === resultsName ? resultHints(state, context) : []),
		...(list && leadsBack(list, state.backStack)
			? [{key: keyName('escape', translator), text: modeCommands.leave, rank: 2.15}]
			: []),
		...actions,
		...shown
			.toSorted(
				(a, b) =>
					Number(a.command === 'help') - Number(b.command === 'help') || a.footerOrder! - b.footerOrder!,
			)
			.map(({keys, command, footerOrder}) => ({
				key: keys.length > 3 ? `${keys[0]!}${texts.upTo}${keys.at(-1)!}` : keyName(keys[0]!, translator),
				text: commands[command],
				rank: footerOrder!,
			})),
	];
}

/** The key of the help, on the pages that it opens over. */
const helpHint = ({is}: Mode, {tui: {commands}}: Translator): readonly KeyHint[] =>
	pagesWithHelp.has(is) ? [{key: '?', text: commands.help, rank: 1.95}] : [];

const pagesWithHelp: ReadonlySet<Mode['is']> = new Set(['record', 'entry', 'messages', 'output']);

/** Whether `esc` returns to the screen before, and has nothing of the list itself to close first. */
const leadsBack = (
	{filter, onlySelected, rangeAnchor, detailKey}: List,
	backStack: State['backStack'],
): boolean =>
	backStack.length > 0 && filter === '' && !onlySelected && rangeAnchor === null && detailKey === null;

/** What the list of results has besides the keys of any list. */
function resultHints(state: State, {translator}: RenderContext): readonly KeyHint[] {
	const {commands, modeCommands} = translator.tui;
	const results = shownResults(state);
	return [
		...(results ? [{key: 'o', text: modeCommands['go-row'], rank: 2}] : []),
		...(results && isRetryable(results) ? [{key: 'R', text: commands.retry, rank: 2.1}] : []),
		...(state.earlierResults.length > 0
			? [{key: '[ ]', text: modeCommands['other-results'], rank: 2.2}]
			: []),
	];
}

/** Commands that only the column picker has. */
const columnPickerCommands: ReadonlySet<string> = new Set(['tick', 'reorder']);

/** Display name of a key. */
export const keyName = (key: string, translator: RenderContext['translator']): string =>
	translator.tui.keys[key] ?? key;

/** All keys of an action: its own key, then its aliases. */
export const actionKeys = (key: string): readonly string[] => [
	key,
	...Object.entries(keyAliases).flatMap(([other, own]) => (own === key ? [other] : [])),
];
