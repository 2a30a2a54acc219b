import type {Action} from '../../sync/action.ts';
import {marks} from '../../sync/drift.ts';
import type {Words} from '../../words/words.ts';
import {bindings, groups, type Group} from '../bindings.ts';
import {recordBeside} from '../room.ts';
import type {Mode} from '../mode.ts';
import {listAt, placeOf, type State} from '../state.ts';
import {keyName, keysOfAction} from './foot.ts';
import {cut, wrapped} from './line.ts';
import {flowing, told, type Content} from './panel.ts';
import type {Pen} from './pen.ts';

type Help = Extract<Mode, {is: 'help'}>;
type Entry = {readonly name: string; readonly keys: string; readonly text: string};

/** Cells of the keys of an entry. */
const keysWidth = 12;

/** What each key does here, and which do not work now, and why. */
export function helpContent(mode: Help, state: State, width: number, pen: Pen): readonly Content[] {
	const {words} = pen;
	const {frame, groups: titles} = words.console;
	const typed = mode.typed.toLowerCase();
	const blocks = groups.flatMap(group => {
		const entries = entriesOf(group, state, pen).filter(({keys, text}) =>
			`${keys} ${text}`.toLowerCase().includes(typed),
		);
		return entries.length === 0 ? [] : [{title: titles[group], entries}];
	});
	const found = new Set(blocks.flatMap(({entries}) => entries.map(({name}) => name)));
	const reasons = Object.entries(mode.reasons).filter(([name]) => found.has(name));
	const disabled = new Set(reasons.map(([name]) => name));
	const searching: readonly Content[] = [
		[' > ', mode.typed, ['here', ' '], '  ', ['quiet', mode.typed === '' ? frame.find : '']],
		[''],
	];
	if (blocks.length === 0) return [...searching, [` ${frame.nothingFound}`]];
	return [
		...searching,
		...(reasons.length > 0 ? [[' ', ['title', frame.notNow] as const]] : []),
		...reasons.flatMap(([name, said]) =>
			told(
				[' ', ['title', keyOf(name, state, pen)], '  '],
				`${words.action(state.at ?? '', name).label}: ${words.tell(said)}`,
				width - 6,
			),
		),
		...(reasons.length > 0 ? [['']] : []),
		...inColumns(blocks, disabled, recordBeside(state.size) ? 3 : 2, width),
		...flowing(
			[
				[' ', ['title', frame.marksTitle]],
				...marks.map((mark): Content => ['   ', [mark, mark], ` ${words.marks[mark]}`]),
			],
			width,
		),
		[''],
		...told([' '], frame.layouts, width - 4),
		...told([' '], frame.languageNote, width - 4),
	];
}

function keyOf(name: string, state: State, {words}: Pen): string {
	const action = listAt(state)?.tab.actions.find(one => one.name === name);
	const binding = bindings.find(({command}) => command === name);
	return keyName(action?.key ?? binding?.keys[0] ?? '', words);
}

/** The keys of a group that mean something on this screen; those of the tab's actions lead their group. */
function entriesOf(group: Group, state: State, {words}: Pen): readonly Entry[] {
	const list = listAt(state);
	const place = placeOf(state);
	const actions = group === 'act' ? (list?.tab.actions ?? []) : [];
	return [
		...actions.flatMap(action => actionEntries(action, list!.tab.name, words)),
		...bindings
			.filter(binding => binding.group === group && binding.on.includes(place))
			.map(({command, keys}) => ({
				name: command,
				keys:
					keys.length > 3
						? `${keys[0]!}${words.console.frame.upTo}${keys.at(-1)!}`
						: keys.map(key => keyName(key, words)).join(' '),
				text: words.console.commands[command],
			})),
	];
}

function actionEntries(action: Action, tab: string, words: Words): readonly Entry[] {
	const {name, key} = action;
	const {label, about} = words.action(tab, name);
	const keys = keysOfAction(key).map(one => keyName(one, words));
	const bulkKey = action.on === 'rows' ? action.bulk?.key : undefined;
	return [
		{name, keys: keys.join(' '), text: about},
		...(bulkKey ? [{name, keys: bulkKey, text: `${label}: ${words.console.frame.allSelected}`}] : []),
	];
}

type Block = {readonly title: string; readonly entries: readonly Entry[]};

/** Groups below one another in so many columns, each kept whole, each put where least stands so far. */
function inColumns(
	blocks: readonly Block[],
	disabled: ReadonlySet<string>,
	columns: number,
	width: number,
): readonly Content[] {
	const own = Math.floor((width - 2) / columns) - 2;
	const stacks: Content[][] = Array.from({length: columns}, () => []);
	for (const {title, entries} of blocks) {
		const stack = stacks.reduce((least, one) => (one.length < least.length ? one : least));
		stack.push([['title', cut(title, own)]]);
		for (const {name, keys, text} of entries) {
			const lines = wrapped(text, own - keysWidth - 1).map(
				(part, at) => `${cut(at === 0 ? keys : '', keysWidth)} ${cut(part, own - keysWidth - 1)}`,
			);
			stack.push(...lines.map((line): Content => [disabled.has(name) ? ['quiet', line] : line]));
		}

		stack.push([' '.repeat(own)]);
	}

	const blank: Content = [' '.repeat(own)];
	return Array.from({length: Math.max(...stacks.map(stack => stack.length))}, (_, place) => [
		' ',
		...stacks.flatMap(stack => [...(stack[place] ?? blank), '  ']),
	]);
}
