import {expect, test} from 'vitest';
import {plannedChanges} from '../../../source/sync/plan-runner.ts';
import {maxTop} from '../../../source/tui/view/render-frame.ts';
import type {Confirm} from '../../../source/tui/session/mode.ts';
import type {Size, State} from '../../../source/tui/session/state.ts';
import {confirmOf, cursorOn, monochrome, now, rowsAt, stateOf, renderText, translator} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};
const {texts} = translator.tui;

/** A confirmation of an action on the selected rows with these indexes. */
function confirmState(action: string, places: readonly number[], change: Partial<Confirm> = {}): State {
	const all = stateOf(small);
	const rows = rowsAt(all, ...places);
	const state = stateOf(
		small,
		{},
		{...cursorOn(all, places[0]!), selected: new Set(rows.map(({key}) => key))},
	);
	return {...state, mode: confirmOf(state, action, rows, change)};
}

const scrolledTo = (state: State, top: number): State => ({
	...state,
	mode: {...(state.mode as Confirm), top},
});

const indexesBelow = (count: number): readonly number[] => Array.from({length: count}, (_, place) => place);

test('ten deletions are listed on a small screen, and text common to all rows is shown once', () => {
	const state = confirmState('delete', indexesBelow(10));
	const text = renderText(state);
	for (const {key} of rowsAt(state, ...indexesBelow(10))) expect(text).toContain(`· ${key}  00:1A:79`);
	expect(text.match(/billing is not touched/gi)).toHaveLength(1);
	expect(text.match(/Undo makes/g)).toHaveLength(1);
	expect(text).not.toContain('… and');
	expect(text).not.toContain('↑ ↓ scroll');
	expect(maxTop(state, translator, monochrome, now)).toBe(0);
});

test('a row and its tags are shown in one line', () => {
	const lines = renderText(confirmState('delete', [1, 2])).split('\n');
	expect(lines.find(line => line.includes(texts.online))).toMatch(
		/^ · user00002 {2}00:1A:79:\S+ {2}.+ONLINE$/,
	);
	const single = renderText(confirmState('delete', [1]))
		.split('\n')
		.find(line => line.startsWith(` ·  ${texts.online} `));
	expect(single).toContain('Delete “user00002” from Stalker');
});

test('rows that do not fit are counted, and the end can be reached by scrolling', () => {
	const state = confirmState('delete', indexesBelow(60));
	const text = renderText(state);
	const named = text.split('\n').filter(line => line.startsWith(' · user')).length;
	expect(text).toContain(texts.moreRows(60 - named));
	expect(text).toContain('↑ ↓ scroll');
	const top = maxTop(state, translator, monochrome, now);
	const end = renderText(scrolledTo(state, top));
	expect(end).toContain(' · user00060 ');
	expect(end).not.toContain('… and');
	expect(renderText(scrolledTo(state, top - 1))).toContain(texts.moreRows(2));
});

test('the number of refused rows is shown first, and their reasons after the other rows', () => {
	const lines = renderText(confirmState('add', [2, 4, 9, 14])).split('\n');
	const at = (part: string): number => lines.findIndex(line => line.includes(part));
	expect(at(texts.refusedBelow(3))).toBe(at('── add') + 1);
	expect(at('user00005:')).toBeGreaterThan(at('Add “user00003”'));
});

test('the title has a notice if the selected row is not the highlighted one', () => {
	const state = confirmState('delete', [3]);
	const title = (highlighted: number): string =>
		renderText({
			...state,
			lists: {...state.lists, accounts: {...state.lists['accounts']!, ...cursorOn(state, highlighted)}},
		})
			.split('\n')
			.find(line => line.startsWith('── delete'))!;
	expect(title(8)).toContain(texts.selectedNotHighlighted(1));
	expect(title(3)).not.toContain(texts.selectedNotHighlighted(1));
});

test('a wrong answer is shown beside the input field', () => {
	expect(renderText(confirmState('delete', [0, 1, 2], {wrongInput: '2'}))).toContain('“2” is not 3');
	expect(renderText(confirmState('delete', [0, 1, 2]))).not.toContain('is not 3');
	expect(renderText(confirmState('delete', [0], {wrongInput: 'letter'}))).toContain(texts.onlyLatin);
	expect(renderText(confirmState('delete', [0]))).toContain(texts.answerKeys);
});

test('rows that need nothing are not counted, and are named apart', () => {
	const {rows} = stateOf(small).lists['accounts']!;
	const places = (codes: string, count: number) =>
		rows
			.flatMap(({differences}, place) => (differences.map(({code}) => code).join() === codes ? [place] : []))
			.slice(0, count);
	const [addable, inSync] = [places('A1', 2), places('', 3)];
	const state = confirmState('add', [...inSync, ...addable]);
	const lines = renderText(state).split('\n');
	const title = lines.findIndex(line => line.startsWith('──') && line.includes('add'));
	expect(lines[title]).toContain('add · 2 rows');
	expect(lines[title + 1]).toContain(rows[addable[0]!]!.key);
	expect(lines.join('\n')).toContain(
		`= ${texts.unchangedRows(3)}: ${inSync.map(place => rows[place]!.key).join(', ')}`,
	);
});

test('rows that are skipped are not among those that do not fit', () => {
	const state = confirmState('add', indexesBelow(60));
	const {pendingAction} = state.mode as Confirm;
	if (pendingAction.is !== 'apply') return expect.unreachable();
	expect(pendingAction.plan.refused).not.toHaveLength(0);
	const changing = plannedChanges(pendingAction.plan).length;
	const text = renderText(state);
	expect(text).toContain(`add · ${texts.rows(changing)}`);
	const named = text.split('\n').filter(line => line.startsWith(' · ')).length;
	expect(text).toContain(texts.moreRows(changing - named));
	const top = maxTop(state, translator, monochrome, now);
	expect(renderText(scrolledTo(state, top - 1))).toContain(texts.moreLines(2));
});
