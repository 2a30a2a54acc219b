import {commandOf} from './keyboard/layout.ts';
import type {Dictionary} from '../words/en/index.ts';
import type {Mode} from './mode.ts';
import type {Place} from './state.ts';

/**
One thing that a key does, declared once: the session looks it up, the last line, `?` and the README are read from it. What it does in words stands in
the dictionary under the same name. The actions of a tab bring their own keys.
*/
export type Binding = {
	readonly command: Command;
	/** The first is shown; all of them work. */
	readonly keys: readonly string[];
	readonly group: Group;
	/** Where it stands on the last line, if it is shown there: the smaller, the sooner. */
	readonly footer?: number;
	/** Where it means something. */
	readonly on: readonly Place[];
};

/** The parts of the help. */
export type Group = 'move' | 'find' | 'mark' | 'act' | 'see' | 'out';

export type Command = keyof Dictionary['console']['commands'];

const everywhere: readonly Place[] = ['list', 'menu', 'explorer'];

/** Every key, in the order of the help. */
export const bindings: readonly Binding[] = [
	{command: 'up', keys: ['up', 'k'], group: 'move', on: everywhere},
	{command: 'down', keys: ['down', 'j'], group: 'move', on: everywhere},
	{command: 'page-up', keys: ['page-up'], group: 'move', on: ['list', 'explorer']},
	{command: 'page-down', keys: ['page-down'], group: 'move', on: ['list', 'explorer']},
	{command: 'first', keys: ['g', 'home'], group: 'move', on: ['list', 'explorer']},
	{command: 'last', keys: ['G', 'end'], group: 'move', on: ['list', 'explorer']},
	{command: 'columns-left', keys: ['left'], group: 'move', on: ['list', 'explorer']},
	{command: 'columns-right', keys: ['right'], group: 'move', on: ['list', 'explorer']},
	{command: 'next-problem', keys: ['n'], group: 'move', on: ['list']},
	{command: 'previous-problem', keys: ['N'], group: 'move', on: ['list']},
	{command: 'screen', keys: ['1', '2', '3', '4', '5', '6'], group: 'move', footer: 9, on: everywhere},
	{command: 'next-screen', keys: ['tab'], group: 'move', on: everywhere},
	{command: 'previous-screen', keys: ['shift-tab'], group: 'move', on: everywhere},
	{command: 'menu', keys: ['0'], group: 'move', on: ['list', 'explorer']},
	{command: 'back', keys: ['escape'], group: 'move', on: everywhere},
	{command: 'filter', keys: ['/'], group: 'find', footer: 3, on: ['list', 'menu']},
	{command: 'sort', keys: ['s'], group: 'find', footer: 8, on: ['list']},
	{command: 'flip', keys: ['S'], group: 'find', on: ['list']},
	{command: 'columns', keys: ['c'], group: 'find', on: ['list']},
	{command: 'wide', keys: ['w'], group: 'find', on: ['list']},
	{command: 'palette', keys: [':'], group: 'find', on: everywhere},
	{command: 'mark', keys: ['space'], group: 'mark', footer: 4, on: ['list']},
	{command: 'mark-up', keys: ['shift-up'], group: 'mark', on: ['list']},
	{command: 'mark-down', keys: ['shift-down'], group: 'mark', on: ['list']},
	{command: 'range', keys: ['v'], group: 'mark', on: ['list']},
	{command: 'mark-all', keys: ['a'], group: 'mark', on: ['list']},
	{command: 'only-marked', keys: ['m'], group: 'mark', on: ['list']},
	{command: 'clear-marks', keys: ['U'], group: 'mark', on: ['list']},
	{command: 'simulate', keys: ['W'], group: 'act', on: ['list']},
	{command: 'undo', keys: ['u'], group: 'act', footer: 2.5, on: everywhere},
	{command: 'stop', keys: ['x'], group: 'act', on: everywhere},
	{command: 'open', keys: ['enter'], group: 'see', footer: 5, on: ['list', 'menu']},
	{command: 'path', keys: ['enter', '/'], group: 'see', footer: 0, on: ['explorer']},
	{command: 'view', keys: ['V'], group: 'see', footer: 2, on: ['explorer']},
	{command: 'lead', keys: ['o'], group: 'see', on: ['list']},
	{command: 'results', keys: ['J'], group: 'see', on: everywhere},
	{command: 'journal', keys: ['H'], group: 'see', on: everywhere},
	{command: 'messages', keys: ['!'], group: 'see', on: everywhere},
	{command: 'refresh', keys: ['r'], group: 'see', on: everywhere},
	{command: 'believe', keys: ['B'], group: 'see', on: ['list']},
	{command: 'pause', keys: ['p'], group: 'see', on: everywhere},
	{command: 'help', keys: ['?'], group: 'see', footer: 1, on: everywhere},
	{command: 'copy', keys: ['y'], group: 'out', on: ['list', 'explorer']},
	{command: 'export', keys: ['e'], group: 'out', on: ['list', 'explorer']},
	{command: 'dump', keys: ['D'], group: 'out', on: everywhere},
	{command: 'redraw', keys: ['ctrl-l'], group: 'out', on: everywhere},
	{command: 'suspend', keys: ['ctrl-z'], group: 'out', on: everywhere},
	{command: 'quit', keys: ['q'], group: 'out', footer: 7, on: everywhere},
];

/** Other keys for an action's own key. */
export const aliases: Readonly<Record<string, string>> = {delete: 'd'};

/** The groups, in the order of the help. */
export const groups: readonly Group[] = ['move', 'find', 'mark', 'act', 'see', 'out'];

/** What a key means outside prompts and fields; letters by their place on the keyboard, whatever the layout. */
export function bindingOf(name: string, place: Place): Binding | null {
	const key = commandOf(name);
	return bindings.find(({keys, on}) => keys.includes(key) && on.includes(place)) ?? null;
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
	ask: [
		{keys: ['y'], command: 'agree'},
		{keys: ['n', 'escape'], command: 'decline'},
		{keys: ['left', 'right'], command: 'choose-answer'},
		{keys: ['enter'], command: 'take-answer'},
	],
	choose: [
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
type ModeCommand = keyof Dictionary['console']['modeCommands'];
