import type {Action} from '../../sync/action.ts';
import {syncStatuses} from '../../sync/difference.ts';
import type {Message} from '../../i18n/message.ts';
import type {Translator} from '../../i18n/translator.ts';
import {keyBindings, type KeyGroup, type Command, type KeyBinding} from '../commands/key-bindings.ts';
import type {Mode} from '../session/mode.ts';
import {activeListOf, screenKindOf, type State, type ScreenKind} from '../session/state.ts';
import {keyName, actionKeys} from './key-hints.ts';
import {spansWidth} from './line.ts';
import {layoutHelp, type HelpEntry} from './help-layout.ts';
import {wrapGroups, wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {signs} from './style.ts';
import type {Dictionary} from '../../i18n/en/index.ts';

type HelpMode = Extract<Mode, {is: 'help'}>;

/** What belongs to this screen first: its filter and its actions. */
const groupOrder: readonly KeyGroup[] = ['find', 'act', 'select', 'see', 'move', 'out'];

/** Lines of the help: commands that are unavailable now with the reason, then all keys of the current screen. */
export function helpLines(
	mode: HelpMode,
	state: State,
	width: number,
	context: RenderContext,
): readonly Line[] {
	const {translator} = context;
	const {texts, groups: titles} = translator.tui;
	const typed = mode.typed.toLowerCase();
	const blocks = groupOrder.flatMap(group => {
		const entries = groupEntries(group, state, context).filter(({keys, text}) =>
			`${keys} ${text}`.toLowerCase().includes(typed),
		);
		return entries.length === 0 ? [] : [{title: titles[group], entries}];
	});
	const found = new Set(blocks.flatMap(({entries}) => entries.map(({name}) => name)));
	const reasons = Object.entries(mode.refusals).filter(([name]) => found.has(name));
	const disabled = new Set(reasons.map(([name]) => name));
	const search: Line = [
		' > ',
		mode.typed,
		['here', ' '],
		'  ',
		['quiet', mode.typed === '' ? texts.typeToFind : ''],
	];
	if (blocks.length === 0) return [search, [''], [` ${texts.nothingFound}`]];
	return [
		search,
		...refusalLines(reasons, state, width, context),
		...layoutHelp(blocks, disabled, width),
		...wrapGroups(
			[
				[' ', ['title', texts.syncStatusTitle]],
				...syncStatuses.map((mark): Line => ['   ', [mark, mark], ` ${translator.syncStatuses[mark]}`]),
			],
			width,
		),
		...wrapParagraph(
			[' '],
			[
				...(activeListOf(state) ? [texts.filterHelpHint] : []),
				texts.keyboardLayouts,
				texts.languageNote,
			].join(` ${signs.dot} `),
			width - 4,
		),
	];
}

/** Why actions are unavailable: one paragraph for each reason, with the keys that it concerns. */
function refusalLines(
	reasons: ReadonlyArray<readonly [name: string, reason: Message]>,
	state: State,
	width: number,
	context: RenderContext,
): readonly Line[] {
	const {translator} = context;
	const {unavailable} = translator.tui.texts;
	const byText = Map.groupBy(reasons, ([, reason]) => translator.t(reason));
	return [...byText].flatMap(([text, own], index) => {
		const names = own.map(
			([name]) =>
				`${commandKey(name, state, context)} ${translator.actionTexts(state.activeScreen ?? '', name).label}`,
		);
		const prefix: Line = index === 0 ? [' ', ['title', unavailable], '  '] : [' '];
		return wrapParagraph(prefix, `${names.join(', ')}: ${text}`, width - 4 - spansWidth(prefix));
	});
}

function commandKey(name: string, state: State, {translator}: RenderContext): string {
	const action = activeListOf(state)?.resource.actions.find(one => one.name === name);
	const binding = keyBindings.find(({command}) => command === name);
	return keyName(action?.key ?? binding?.keys[0] ?? '', translator);
}

/** Entries of a key group that apply to this screen; the actions of the resource come first. */
function groupEntries(group: KeyGroup, state: State, {translator}: RenderContext): readonly HelpEntry[] {
	const list = activeListOf(state);
	const screenKind = screenKindOf(state);
	const actions = group === 'act' ? (list?.resource.actions ?? []) : [];
	return [
		...actions.flatMap(action => actionEntries(action, list!.resource.name, translator)),
		...(group === 'act' && list ? state.customCommands : []).map(({key, name}) => ({
			name: `custom ${key}`,
			keys: keyName(key, translator),
			text: name,
		})),
		...commandLines(group, screenKind)
			.filter(({command}) => command !== 'portal' || state.portals.length > 1)
			.filter(({command}) => command !== 'fix' || (list?.resource.fixes ?? []).length > 0)
			.map(({command, combination, keys}) => ({
				name: command,
				keys:
					combination === null && keys.length > 3
						? `${keys[0]!}${translator.tui.texts.upTo}${keys.at(-1)!.replace(/^.*-/, '')}`
						: keys.map(key => keyName(key, translator)).join(' '),
				text:
					combination === null
						? translator.tui.commands[command]
						: translator.tui.combinedCommands[combination],
			})),
	];
}

function actionEntries(action: Action, listName: string, translator: Translator): readonly HelpEntry[] {
	const {name, key} = action;
	const {label, description} = translator.actionTexts(listName, name);
	const keys = actionKeys(key).map(one => keyName(one, translator));
	const bulkKey = action.scope === 'rows' ? action.bulk?.key : undefined;
	return [
		{name, keys: keys.join(' '), text: description},
		...(bulkKey ? [{name, keys: bulkKey, text: `${label}: ${translator.tui.texts.allSelected}`}] : []),
	];
}

/** Commands that the help shows on one line; the text is in the dictionary under the same name. */
const combinations: ReadonlyArray<{
	readonly name: keyof Dictionary['tui']['combinedCommands'];
	readonly commands: readonly Command[];
}> = [
	{name: 'move', commands: ['up', 'down']},
	{name: 'page', commands: ['page-up', 'page-down']},
	{name: 'ends', commands: ['first', 'last']},
	{name: 'scroll-columns', commands: ['columns-left', 'columns-right']},
	{name: 'problems', commands: ['next-problem', 'previous-problem']},
	{name: 'screens', commands: ['next-screen', 'previous-screen']},
	{name: 'sort', commands: ['sort', 'reverse-sort']},
	{name: 'choose-column', commands: ['column-left', 'column-right']},
	{name: 'column', commands: ['fit-column', 'hide-column', 'reset-columns']},
	{name: 'select-and-move', commands: ['select-up', 'select-down']},
	{name: 'select-all', commands: ['select-all', 'clear-selection']},
	{name: 'detail', commands: ['detail-up', 'detail-down']},
	{name: 'read-again', commands: ['refresh', 'pause']},
	{name: 'logs', commands: ['results', 'retry', 'journal', 'messages']},
];

/** A line of the help: one command, or several with their keys in turn. `combination`: the name of their text; `null` for one command. */
type CommandLine = {
	readonly command: Command;
	readonly combination: keyof Dictionary['tui']['combinedCommands'] | null;
	readonly keys: readonly string[];
};

/** The commands of a group that work on this kind of screen, each once. */
function commandLines(group: KeyBinding['group'], screenKind: ScreenKind): readonly CommandLine[] {
	const bindings = keyBindings.filter(one => one.group === group && one.activeOn.includes(screenKind));
	const bindingOf = (command: Command) => bindings.find(one => one.command === command);
	return bindings.flatMap(({command, keys}): readonly CommandLine[] => {
		const combination = combinations.find(
			({commands}) => commands.includes(command) && commands.every(one => bindingOf(one)),
		);
		if (!combination) return [{command, combination: null, keys}];
		if (combination.commands[0] !== command) return [];
		const all = combination.commands.map(one => bindingOf(one)!.keys);
		const places = Array.from({length: Math.max(...all.map(({length}) => length))}, (_, index) => index);
		return [
			{
				command,
				combination: combination.name,
				keys: places.flatMap(place => all.flatMap(own => own[place] ?? [])),
			},
		];
	});
}
