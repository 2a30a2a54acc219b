import {toLatinKey} from '../input/keyboard.ts';
import type {Dictionary} from '../../i18n/en/index.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {Mode} from '../session/mode.ts';
import type {ScreenKind} from '../session/state.ts';

/**
One key binding. Dispatch, footer, help and docs all read it from here. The dictionary has the description of the command under the same
name. The actions of a resource declare their own keys.
*/
export type KeyBinding = {
	readonly command: Command;
	/** Equivalent keys; the first one is shown. */
	readonly keys: readonly string[];
	readonly group: KeyGroup;
	/** Order in the footer, ascending; absent: not shown there. */
	readonly footerOrder?: number;
	/** Kinds of screen on which it works. */
	readonly activeOn: readonly ScreenKind[];
};

/** The sections of the help. */
export type KeyGroup = 'move' | 'find' | 'select' | 'act' | 'see' | 'out';

/** Name of a command. */
export type Command = keyof Dictionary['tui']['commands'];

const allScreens: readonly ScreenKind[] = ['list', 'menu', 'explorer'];

/** All key bindings, in the order of the help. */
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
	{command: 'menu', keys: ['0', 'f9'], group: 'move', activeOn: allScreens},
	{command: 'portal', keys: ['P'], group: 'move', activeOn: allScreens},
	{command: 'back', keys: ['escape'], group: 'move', activeOn: allScreens},
	{command: 'filter', keys: ['/', 'f4'], group: 'find', footerOrder: 3, activeOn: ['list', 'menu']},
	{command: 'sort', keys: ['s', 'f6'], group: 'find', footerOrder: 8, activeOn: ['list']},
	{command: 'sort-second', keys: ['z'], group: 'find', activeOn: ['list']},
	{command: 'reverse-sort', keys: ['S'], group: 'find', activeOn: ['list']},
	{command: 'columns', keys: ['c', 'f2'], group: 'find', activeOn: ['list']},
	{command: 'wide', keys: ['w'], group: 'find', activeOn: ['list']},
	{
		command: 'show-view',
		keys: ['alt-1', 'alt-2', 'alt-3', 'alt-4', 'alt-5', 'alt-6', 'alt-7', 'alt-8', 'alt-9'],
		group: 'find',
		activeOn: ['list'],
	},
	{command: 'column-left', keys: ['<'], group: 'find', activeOn: ['list']},
	{command: 'column-right', keys: ['>'], group: 'find', activeOn: ['list']},
	{command: 'fit-column', keys: ['_'], group: 'find', activeOn: ['list']},
	{command: 'hide-column', keys: ['-'], group: 'find', activeOn: ['list']},
	{command: 'reset-columns', keys: ['C'], group: 'find', activeOn: ['list']},
	{command: 'frequencies', keys: ['F'], group: 'find', activeOn: ['list']},
	{command: 'palette', keys: [':'], group: 'find', activeOn: allScreens},
	{command: 'select', keys: ['space', 'insert'], group: 'select', footerOrder: 4, activeOn: ['list']},
	{command: 'select-up', keys: ['shift-up'], group: 'select', activeOn: ['list']},
	{command: 'select-down', keys: ['shift-down'], group: 'select', activeOn: ['list']},
	{command: 'select-range', keys: ['v'], group: 'select', activeOn: ['list']},
	{command: 'select-all', keys: ['a'], group: 'select', activeOn: ['list']},
	{command: 'only-selected', keys: ['m'], group: 'select', activeOn: ['list']},
	{command: 'clear-selection', keys: ['U'], group: 'select', activeOn: ['list']},
	{command: 'fix', keys: ['f'], group: 'act', footerOrder: 2.7, activeOn: ['list']},
	{command: 'dry-run', keys: ['W'], group: 'act', activeOn: ['list']},
	{command: 'undo', keys: ['u'], group: 'act', footerOrder: 2.5, activeOn: allScreens},
	{command: 'stop', keys: ['x'], group: 'act', activeOn: allScreens},
	{command: 'open', keys: ['enter', 'f3'], group: 'see', footerOrder: 5, activeOn: ['list', 'menu']},
	{command: 'path', keys: ['enter', '/', 'f4'], group: 'see', footerOrder: 0, activeOn: ['explorer']},
	{command: 'view', keys: ['V'], group: 'see', footerOrder: 2, activeOn: ['explorer']},
	{command: 'detail-up', keys: ['['], group: 'see', activeOn: ['list']},
	{command: 'detail-down', keys: [']'], group: 'see', activeOn: ['list']},
	{command: 'go-related', keys: ['o'], group: 'see', activeOn: ['list']},
	{command: 'results', keys: ['J'], group: 'see', activeOn: allScreens},
	{command: 'retry', keys: ['R'], group: 'see', activeOn: allScreens},
	{command: 'journal', keys: ['H'], group: 'see', activeOn: allScreens},
	{command: 'messages', keys: ['!'], group: 'see', activeOn: allScreens},
	{command: 'refresh', keys: ['r'], group: 'see', activeOn: allScreens},
	{command: 'accept-short-list', keys: ['B'], group: 'see', activeOn: ['list']},
	{command: 'pause', keys: ['p'], group: 'see', activeOn: allScreens},
	{command: 'help', keys: ['?', 'f1'], group: 'see', footerOrder: 1, activeOn: allScreens},
	{command: 'copy', keys: ['y', 'f5'], group: 'out', activeOn: ['list', 'explorer']},
	{command: 'export', keys: ['e'], group: 'out', activeOn: ['list', 'explorer']},
	{command: 'save-screen', keys: ['D'], group: 'out', activeOn: allScreens},
	{command: 'redraw', keys: ['ctrl-l'], group: 'out', activeOn: allScreens},
	{command: 'suspend', keys: ['ctrl-z'], group: 'out', activeOn: allScreens},
	{command: 'quit', keys: ['q', 'f10'], group: 'out', footerOrder: 7, activeOn: allScreens},
];

/** Second keys of actions: key → the key that the action declares. */
export const keyAliases: Readonly<Record<string, string>> = {delete: 'd', f8: 'd'};

/** Whether the console itself, or an action of one of these resources, has this key. */
export const isBuiltInKey = (key: string, resources: readonly AnyResource[]): boolean =>
	key in keyAliases ||
	keyBindings.some(({keys}) => keys.includes(key)) ||
	resources.some(({actions}) =>
		actions.some(action => action.key === key || (action.scope === 'rows' && action.bulk?.key === key)),
	);

/** The sections in the order of the help. */
export const helpGroups: readonly KeyGroup[] = ['move', 'find', 'select', 'act', 'see', 'out'];

/** Finds the binding of a key on a kind of screen. Letters are translated from Cyrillic layouts. */
export function findBinding(name: string, screenKind: ScreenKind): KeyBinding | null {
	const key = toLatinKey(name);
	return keyBindings.find(({keys, activeOn}) => keys.includes(key) && activeOn.includes(screenKind)) ?? null;
}

/** Keys of the modes that handle keys themselves, for the footer and the help. */
export const modeKeys = {
	filter: [
		{keys: ['enter'], command: 'keep-filter'},
		{keys: ['escape'], command: 'drop-filter'},
		{keys: ['tab'], command: 'complete'},
		{keys: ['?'], command: 'filter-terms'},
		{keys: ['ctrl-u'], command: 'clear-field'},
		{keys: ['ctrl-p', 'ctrl-n'], command: 'earlier-filters'},
	],
	'filter-help': [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape'], command: 'leave'},
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
	help: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape'], command: 'leave'},
	],
	messages: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
	output: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
	entry: [
		{keys: ['up', 'down'], command: 'scroll'},
		{keys: ['o'], command: 'go-row'},
		{keys: ['escape', 'enter'], command: 'leave'},
	],
} as const satisfies Partial<
	Record<Mode['is'], ReadonlyArray<{readonly keys: readonly string[]; readonly command: ModeCommand}>>
>;

/** Name of what a key does in such a mode. */
type ModeCommand = keyof Dictionary['tui']['modeCommands'];
