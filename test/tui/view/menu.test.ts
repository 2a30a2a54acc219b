import {expect, test} from 'vitest';
import {searchIndexOf} from '../../../source/sync/search-index.ts';
import {filterRows} from '../../../source/sync/filter.ts';
import {menuEntries} from '../../../source/tui/menu/menu-items.ts';
import type {List} from '../../../source/tui/session/list.ts';
import type {Size, State} from '../../../source/tui/session/state.ts';
import {plainTerminal, timeAt, stateOf, renderText} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};
const wide: Size = {columns: 120, rows: 36};

const lineOf = (state: State, part: string): string =>
	renderText(state)
		.split('\n')
		.find(line => line.includes(part))!;

/** The menu, with the accounts' list changed. */
function menu(size: Size, change: (list: List) => Partial<List>): State {
	const state = stateOf(size, {activeScreen: null});
	const list = state.lists['accounts']!;
	return {...state, lists: {...state.lists, accounts: {...list, ...change(list)}}};
}

/** Replaces the sync status: `~` for the first `from` rows, `?` for all others. */
const unknownFrom =
	(from: number, more: object = {}) =>
	({comparison}: List): Partial<List> => ({
		comparison: {
			...comparison!,
			...more,
			rows: comparison!.rows.map((row, place) => (place < from ? {...row, mark: '~'} : {...row, mark: '?'})),
		},
	});

test.each([small, wide])('rows with unknown status are counted separately from rows that differ', size => {
	expect(lineOf(menu(size, unknownFrom(5)), '1  Accounts')).toMatch(
		/305 rows +5 out of sync · 300 not known/,
	);
	expect(lineOf(menu(size, unknownFrom(0)), '1  Accounts')).not.toContain('out of sync');
});

test('while one side has not been read, no row is out of sync', () => {
	const waiting = {value: null, loadedAt: null, state: 'loading', progress: null} as const;
	const line = lineOf(
		menu(small, list => ({...unknownFrom(0)(list), billing: waiting})),
		'1  Accounts',
	);
	expect(line).toMatch(/305 rows +not known yet +as of 12:00:01$/);
});

test.each([small, wide])('a short list is reported in the menu, too', size => {
	const line = lineOf(menu(size, unknownFrom(5, {short: {got: 30, baseline: 300}})), '1  Accounts');
	expect(line).toContain('SHORT 30/300 · 5 out of sync · 300 not known');
});

test.each([small, wide, {columns: 60, rows: 15}])(
	'the reason why a system is unreachable is shown completely',
	size => {
		const {stalker} = stateOf(size);
		const why =
			'The portal at http://tv1.isp.net/stalker_portal/api/v1 did not answer in time. Look whether it runs.';
		const text = renderText(
			stateOf(size, {
				activeScreen: null,
				stalker: {...stalker, state: 'unreachable', unreachableSince: timeAt('12:05:00'), reason: why},
			}),
		);
		expect(text.replaceAll(/\s+/g, ' ')).toContain(`! Stalker: ${why}`);
		expect(text).toContain('Stalker unreachable since 12:05:00');
		expect(text).toContain('6  API');
	},
);

test.each([small, wide, {columns: 200, rows: 50}])(
	'each chart has its own scale: its longest bar ends at the right edge, and no label is cut',
	size => {
		const lines = renderText(
			menu(size, () => ({})),
			plainTerminal,
		).split('\n');
		const top = lines.findIndex(line => line.includes('by sync status'));
		const charts = lines.slice(top + 1).filter(line => /\d+ [█▏▎▍▌▋▊▉]/.test(line));
		expect(charts[0]).toMatch(/= in sync +204 █+/);
		expect(charts.join('\n')).not.toContain('…');
		const bars = charts.flatMap(line =>
			Array.from(line.matchAll(/\d+ ([█▏▎▍▌▋▊▉]+)/g), ([, bar]) => bar!.length),
		);
		const longest = Math.max(...bars);
		expect(longest).toBeGreaterThan(10);
		expect(bars.filter(length => length === longest).length).toBeGreaterThan(1);
	},
);

test('rows that are not compared are not said to be in sync', () => {
	const uncompared = ({comparison}: List): Partial<List> => ({
		comparison: {
			...comparison!,
			rows: comparison!.rows.map(row => ({...row, mark: '=', differences: [], isCompared: false})),
		},
	});
	expect(lineOf(menu(small, uncompared), '1  Accounts')).toMatch(/305 rows +not compared /);
});

test('a list of which no row is known before billing is read is not said to have none', () => {
	const line = lineOf(
		menu(small, ({comparison}) => ({
			comparison: {...comparison!, rows: []},
			billing: {value: null, loadedAt: null, state: 'loading', progress: null},
		})),
		'1  Accounts',
	);
	expect(line).not.toContain('0 rows');
	expect(line).toContain('reading');
});

test('work comes first, with its number; one of its lines stays while the cursor is on it', () => {
	const lines = renderText(menu(small, () => ({}))).split('\n');
	const first = lines.findIndex(line => line.includes('63  accounts to add to billing'));
	expect(first).toBeGreaterThan(0);
	expect(first).toBeLessThan(lines.findIndex(line => line.includes('1  Accounts')));
	const none = menu(small, ({comparison}) => ({comparison: {...comparison!, rows: []}}));
	expect(renderText(none)).not.toContain('to add');
	expect(renderText({...none, menuCursor: 'work:add'})).toMatch(/▶ +0 {2}accounts to add/);
});

test('each line of work counts what its filter finds', () => {
	const state = menu(small, () => ({}));
	const entries = menuEntries({...state, menuCursor: 'work:unpaid'}).filter(({is}) => is === 'work');
	expect(entries.length).toBeGreaterThan(3);
	for (const entry of entries) {
		if (entry.is !== 'work') continue;
		const {comparison, resource} = state.lists[entry.work.screen]!;
		const index = searchIndexOf(comparison!.rows, resource.columns);
		expect(filterRows(index, entry.work.filter), entry.id).toHaveLength(entry.count);
	}
});

test('how many rows were out of sync over the hours is drawn behind the screen', () => {
	const countHistory = [0, 40, 80].map((unsynced, hour) => ({
		at: timeAt(`0${hour}:00:00`).toISOString(),
		unsynced,
	}));
	const state = menu(wide, () => ({countHistory}));
	expect(lineOf(state, '1  Accounts')).toMatch(/as of 12:00:01 {3}▁▅█$/);
	expect(lineOf(state, '5  Tariff plans')).toMatch(/as of [\d:]+$/);
});
