import {expect, test} from 'vitest';
import {mostTop} from '../../../source/tui/frame/frame.ts';
import type {Ask} from '../../../source/tui/mode.ts';
import type {Size, State} from '../../../source/tui/state.ts';
import {ask, cursorOn, mono, now, rowsAt, stateOf, textOf, words} from './scene.ts';

const small: Size = {columns: 80, rows: 24};
const {frame} = words.console;

/** The question about an action on the rows at these places, which are marked. */
function asking(action: string, places: readonly number[], change: Partial<Ask> = {}): State {
	const all = stateOf(small);
	const rows = rowsAt(all, ...places);
	const state = stateOf(small, {}, {...cursorOn(all, places[0]!), marked: new Set(rows.map(({key}) => key))});
	return {...state, mode: ask(state, action, rows, change)};
}

const scrolledTo = (state: State, top: number): State => ({
	...state,
	mode: {...(state.mode as Ask), top},
});

const upTo = (count: number): readonly number[] => Array.from({length: count}, (_, place) => place);

test('ten deletions are named on a small screen, and what is the same for all is said once', () => {
	const state = asking('delete', upTo(10));
	const text = textOf(state);
	for (const {key} of rowsAt(state, ...upTo(10))) expect(text).toContain(`· ${key}  00:1A:79`);
	expect(text.match(/billing is not touched/gi)).toHaveLength(1);
	expect(text.match(/Undo makes/g)).toHaveLength(1);
	expect(text).not.toContain('… and');
	expect(text).not.toContain('↑ ↓ scroll');
	expect(mostTop(state, words, mono, now)).toBe(0);
});

test('a row and what is to be known of it stand in one line', () => {
	const lines = textOf(asking('delete', [1, 2])).split('\n');
	expect(lines.find(line => line.includes(frame.online))).toMatch(
		/^ · user00002 {2}00:1A:79:\S+ {2}.+ONLINE$/,
	);
	const single = textOf(asking('delete', [1]))
		.split('\n')
		.find(line => line.startsWith(` ·  ${frame.online} `));
	expect(single).toContain('Delete “user00002” from Stalker');
});

test('rows that have no room are counted as rows, and the end can be reached', () => {
	const state = asking('delete', upTo(60));
	const text = textOf(state);
	const named = text.split('\n').filter(line => line.startsWith(' · user')).length;
	expect(text).toContain(frame.moreRows(60 - named));
	expect(text).toContain('↑ ↓ scroll');
	const top = mostTop(state, words, mono, now);
	const end = textOf(scrolledTo(state, top));
	expect(end).toContain(' · user00060 ');
	expect(end).not.toContain('… and');
	expect(textOf(scrolledTo(state, top - 1))).toContain(frame.moreRows(2));
});

test('that rows are refused is told first, and why after the others', () => {
	const lines = textOf(asking('add', [2, 4, 9, 14])).split('\n');
	const at = (part: string): number => lines.findIndex(line => line.includes(part));
	expect(at(frame.refusedBelow(3))).toBe(at('── add') + 1);
	expect(at('user00005:')).toBeGreaterThan(at('Add “user00003”'));
});

test('the title says so when the marked row is not the highlighted one', () => {
	const state = asking('delete', [3]);
	const title = (highlighted: number): string =>
		textOf({
			...state,
			lists: {...state.lists, accounts: {...state.lists['accounts']!, ...cursorOn(state, highlighted)}},
		})
			.split('\n')
			.find(line => line.startsWith('── delete'))!;
	expect(title(8)).toContain(frame.askMarked(1));
	expect(title(3)).not.toContain(frame.askMarked(1));
});

test('a wrong answer is told beside the field', () => {
	expect(textOf(asking('delete', [0, 1, 2], {wrong: '2'}))).toContain('“2” is not 3');
	expect(textOf(asking('delete', [0, 1, 2]))).not.toContain('is not 3');
	expect(textOf(asking('delete', [0], {wrong: 'letter'}))).toContain(frame.onlyLatin);
	expect(textOf(asking('delete', [0]))).toContain(frame.answerKeys);
});
