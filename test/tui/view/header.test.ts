import {expect, test} from 'vitest';
import type {List} from '../../../source/tui/session/list.ts';
import type {Size} from '../../../source/tui/session/state.ts';
import {timeAt, stripStyle, rowsAt, renderLines, renderText, stateOf} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};
const line = (place: number, list: Partial<List>, size = small): string =>
	stripStyle(renderLines(stateOf(size, {}, list))[place]!).trimEnd();

test('the notice of a short list is not cut, and the counts stay at their position', () => {
	const all = stateOf(small);
	const {comparison} = all.lists['accounts']!;
	const marked = new Set(rowsAt(all, 1, 2).map(({key}) => key));
	const short = {...comparison!, short: {got: 300, baseline: 1000}};
	expect([line(2, {comparison: short}), line(2, {comparison: short, selected: marked})])
		.toMatchInlineSnapshot(`
			[
			  " 305 =204 ~21 +63 -5 !12 SHORT 300/1000   Stalker 12:00:01 · billing 12:00:02",
			  " 305 =204 ~21 +63 -5 !12 SHORT 300/1000  Stalker 12:00 · billing 12… selected 2",
			]
		`);
	expect(line(2, {comparison: short}, {columns: 60, rows: 15})).toContain('SHORT 300/1000');
});

test('a list that is read again says so beside the time of its rows, without them where there is no room', () => {
	const {stalker, billing} = stateOf(small).lists['accounts']!;
	const again = {stalker: {...stalker, state: 'loading'}} as const;
	expect(line(2, again)).toContain('Stalker 12:00:01, reading … · billing 12:00:02');
	expect(line(2, {...again, billing: {...billing, state: 'loading'}})).toContain(
		'Stalker reading … · billing reading …',
	);
	expect(line(2, again, {columns: 60, rows: 15})).toContain('Stalker 12:00 · billing 12:00');
});

test('on a narrow terminal, times have no seconds and dates have no times', () => {
	const {stalker} = stateOf(small).lists['accounts']!;
	const tiny: Size = {columns: 60, rows: 15};
	expect(line(2, {}, tiny)).toContain('Stalker 12:00 · billing 12:00');
	expect(
		line(2, {stalker: {...stalker, loadedAt: new Date(timeAt('08:15:59').getTime() - 2 * 86_400_000)}}, tiny),
	).toContain('Stalker 11-20 · billing 12:00');
});

test('the sort arrow is in its own column, directly after the heading', () => {
	const heading = (column: string, size = small): string =>
		line(size.rows >= 30 ? 5 : 4, {sort: {column, descending: false}}, size);
	expect(['login', 'account_number', 'tariff_plan', 'mark'].map(column => heading(column)))
		.toMatchInlineSnapshot(`
			[
			  "     Login↑    MAC               Name                    Account no. Tariff p… ›",
			  "     Login     MAC               Name                    Account no.↑ Tariff … ›",
			  "     Login     MAC               Name                    Account no. Tariff …↑ ›",
			  "   ↑ Login     MAC               Name                    Account no. Tariff p… ›",
			]
		`);
	expect(heading('status', {columns: 120, rows: 36})).toMatch(/ Status↑ +Online /);
});

test('the sort by a hidden column is shown in the header', () => {
	const sort = {column: 'account_balance', descending: false};
	expect(line(4, {sort})).not.toContain('↑');
	expect(line(3, {sort})).toMatch(/sort Balance ↑$/);
});

test('the way to a screen that a row has led to stands in place of the filter', () => {
	const state = stateOf({columns: 80, rows: 24}, {activeScreen: 'tariffs', backStack: ['accounts']});
	const {key} = rowsAt(state, 0)[0]!;
	expect(renderText(state).split('\n')[3]).toMatch(` Accounts › ${key} › Tariff plans`);
	const {comparison} = state.lists['tariffs']!;
	const record = {is: 'record', key: comparison!.rows[0]!.key, top: 0} as const;
	expect(renderText({...state, mode: record}).split('\n')[4]).toContain(
		`── Accounts › ${key} › Tariff plans · `,
	);
});
