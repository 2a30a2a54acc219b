import {toLatinKey} from '../input/keyboard-layout.ts';
import type {Dictionary} from '../../i18n/en/index.ts';
import type {Mode} from '../session/mode.ts';
import type {ScreenKind} from '../session/state.ts';

/**
One thing that a key does, declared once: the session looks it up, the last line, `?` and the README are read from it. What it does in words stands in
the dictionary under the same name. The actions of a tab bring their own keys.
*/
export type KeyBinding = {
	readonly command: Command;
	/** The first is shown; all of them work. */
	readonly keys: readonly string[];
	readonly group: HelpGroup;
	/** Where it stands on the last line, if it is shown there: the smaller, the sooner. */
	readonly footerOrder?: number;
	/** Where it means something. */
	readonly activeOn: readonly ScreenKind[];
};

/** The parts of the help. */
export type HelpGroup = 'move' | 'find' | 'mark' | 'act' | 'see' | 'out';

export type Command = keyof Dictionary['tui']['commands'];

const allScreens: readonly ScreenKind[] = ['list', 'menu', 'explorer'];

/** Every key, in the order of the help. */
export const keyBindings: readonly KeyBinding[] = [
	{command: 'up', keys: ['up', 'k'], group: 'move', activeOn: allScreens},
	{command: 'down', keys: ['down', 'j'], group: 'move', activeOn: allScreens},
	{command: 'page-up', keys: ['page-up'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'page-down', keys: ['page-down'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'first', keys: ['g', 'home'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'last', keys: ['G', 'end'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'columns-left', keys: ['left'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'columns-right', keys: ['right'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'next-problem', keys: ['n'], group: 'move', activeOn: ['list']},
	{command: 'previous-problem', keys: ['N'], group: 'move', activeOn: ['list']},
	{
		command: 'screen',
		keys: ['1', '2', '3', '4', '5', '6'],
		group: 'move',
		footerOrder: 9,
		activeOn: allScreens,
	},
	{command: 'next-screen', keys: ['tab'], group: 'move', activeOn: allScreens},
	{command: 'previous-screen', keys: ['shift-tab'], group: 'move', activeOn: allScreens},
	{command: 'menu', keys: ['0'], group: 'move', activeOn: ['list', 'explorer']},
	{command: 'back', keys: ['escape'], group: 'move', activeOn: allScreens},
	{command: 'filter', keys: ['/'], group: 'find', footerOrder: 3, activeOn: ['list', 'menu']},
	{command: 'sort', keys: ['s'], group: 'find', footerOrder: 8, activeOn: ['list']},
	{command: 'flip', keys: ['S'], group: 'find', activeOn: ['list']},
	{command: 'columns', keys: ['c'], group: 'find', activeOn: ['list']},
	{command: 'wide', keys: ['w'], group: 'find', activeOn: ['list']},
	{command: 'palette', keys: [':'], group: 'find', activeOn: allScreens},
	{command: 'mark', keys: ['space'], group: 'mark', footerOrder: 4, activeOn: ['list']},
	{command: 'mark-up', keys: ['shift-up'], group: 'mark', activeOn: ['list']},
	{command: 'mark-down', keys: ['shift-down'], group: 'mark', activeOn: ['list']},
	{command: 'range', keys: ['v'], group: 'mark', activeOn: ['list']},
	{command: 'mark-all', keys: ['a'], group: 'mark', activeOn: ['list']},
	{command: 'only-marked', keys: ['m'], group: 'mark', activeOn: ['list']},
	{command: 'clear-marks', keys: ['U'], group: 'mark', activeOn: ['list']},
	{command: 'simulate', keys: ['W'], group: 'act', activeOn: ['list']},
	{command: 'undo', keys: ['u'], group: 'act', footerOrder: 2.5, activeOn: allScreens},
	{command: 'stop', keys: ['x'], group: 'act', activeOn: allScreens},
	{command: 'open', keys: ['enter'], group: 'see', footerOrder: 5, activeOn: ['list', 'menu']},
	{command: 'path', keys: ['enter', '/'], group: 'see', footerOrder: 0, activeOn: ['explorer']},
	{command: 'view', keys: ['V'], group: 'see', footerOrder: 2, activeOn: ['explorer']},
	{command: 'lead', keys: ['o'], group: 'see', activeOn: ['list']},
	{command: 'results', keys: ['J'], group: 'see', activeOn: allScreens},
	{command: 'journal', keys: ['H'], group: 'see', activeOn: allScreens},
	{command: 'messages', keys: ['!'], group: 'see', activeOn: allScreens},
	{command: 'refresh', keys: ['r'], group: 'see', activeOn: allScreens},
	{command: 'believe', keys: ['B'], group: 'see', activeOn: ['list']},
	{command: 'pause', keys: ['p'], group: 'see', activeOn: allScreens},
	{command: 'help', keys: ['?'], group: 'see', footerOrder: 1, activeOn: allScreens},
	{command: 'copy', keys: ['y'], group: 'out', activeOn: ['list', 'explorer']},
	{command: 'export', keys: ['e'], group: 'out', activeOn: ['list', 'explorer']},
	{command: 'dump', keys: ['D'], group: 'out', activeOn: allScreens},
	{command: 'redraw', keys: ['ctrl-l'], group: 'out', activeOn: allScreens},
	{command: 'suspend', keys: ['ctrl-z'], group: 'out', activeOn: allScreens},
	{command: 'quit', keys: ['q'], group: 'out', footerOrder: 7, activeOn: allScreens},
];

/** Other keys for an action's own key. */
export const keyAliases: Readonly<Record<string, string>> = {delete: 'd'};

/** The groups, in the order of the help. */
export const helpGroups: readonly HelpGroup[] = ['move', 'find', 'mark', 'act', 'see', 'out'];

/** What a key means outside prompts and fields; letters by their place on the keyboard, whatever the layout. */
export function findBinding(name: string, place: ScreenKind): KeyBinding | null {
	const key = toLatinKey(name);
	return keyBindings.find(({keys, activeOn}) => keys.includes(key) && activeOn.includes(place)) ?? null;
}

/** Keys of the modes in which nothing else works: what the last line and the help say there. */
export const modeKeys = {
	filter: [
		{keys: ['enter'], command: 'keep-filter'},
		{keys: ['escape'], command: 'drop-filter'},
		{keys: ['ctrl-u'], command: 'clear-field'},
	],
	path: [
		{keys: ['enter'], command: 'send'},
		{keys: ['tab'], command: 'complete'},
		{keys: ['up', 'down'], command: 'earlier'},
		{keys: ['escape'], command: 'leave'},
	],
	confirm: [
		{keys: ['y'], command: 'agree'},
		{keys: ['n', 'escape'], command: 'decline'},
		{keys: ['left', 'right'], command: 'choose-answer'},
		{keys: ['enter'], command: 'take-answer'},
	],
	picker: [
		{keys: ['space'], command: 'tick'},
		{keys: ['shift-up', 'shift-down'], command: 'reorder'},
		{keys: ['up', 'down'], command: 'choose'},
		{keys: ['enter'], command: 'take'},
		{keys: ['escape'], command: 'leave'},
	],
	record: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
	results: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['x'], command: 'stop'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
	help: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape'], command: 'leave'},
	],
	messages: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
	journal: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
} as const satisfies Partial<
	Record<Mode['is'], ReadonlyArray<{readonly keys: readonly string[]; readonly command: ModeCommand}>>
>;

/** What a key does in a mode of its own. */
type ModeCommand = keyof Dictionary['tui']['modeCommands'];
