import type {Dictionary} from '../../i18n/en/index.ts';
import {keyBindings, type Command, type KeyBinding} from './key-bindings.ts';
import type {ScreenKind} from '../session/state.ts';

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
export function commandLines(group: KeyBinding['group'], screenKind: ScreenKind): readonly CommandLine[] {
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
