import {expect, test} from 'vitest';
import type {Size} from '../../../source/tui/session/state.ts';
import {stripStyle, cursorOn, rowsAt, renderLines, stateOf} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};

test.each([
	[2, 5],
	[5, 2],
])('a range that began on row %i shows its rows with another sign than selected rows', (from, to) => {
	const all = stateOf(small);
	const [anchor, marked] = rowsAt(all, from, 3);
	const list = {...cursorOn(all, to), rangeAnchor: anchor!.key, selected: new Set([marked!.key])};
	const signs = renderLines(stateOf(small, {}, list))
		.slice(5, 12)
		.map(line => stripStyle(line)[1]);
	expect(signs).toEqual([' ', ' ', '·', '●', '·', '·', ' ']);
});

test('wide columns fit the rows on the screen, not those that are scrolled out', () => {
	const state = stateOf(small, {}, {isWide: true});
	const list = state.lists['accounts']!;
	const longest = {
		...list.rows.at(-1)!,
		stalker: {...(list.rows.at(-1)!.stalker as object), login: 'x'.repeat(40)},
	};
	const rows = [...list.rows.slice(0, -1), longest];
	const heading = (top: number) =>
		stripStyle(
			renderLines(stateOf(small, {}, {isWide: true, rows, top, cursor: top, cursorKey: rows[top]!.key}))[4]!,
		);
	expect(heading(0).indexOf('MAC')).toBe('     user00001 '.length);
	expect(heading(rows.length - 1).indexOf('MAC')).toBe(5 + 40 + 1);
	expect(heading(0)).toContain('Name');
});

test('the texts that the filter found are underlined, whatever their notation', () => {
	const all = stateOf(small);
	const [row] = rowsAt(all, 4);
	/** The underlined texts of the row's line. */
	const texts = (filter: string) =>
		renderLines(stateOf(small, {}, {rows: [row!], filter, cursorKey: null}))[5]!
			.split('\u001B[4m')
			.slice(1)
			.map(part => part.split('\u001B[24m')[0]);
	const {login, stb_mac: mac} = row!.stalker as Record<string, string>;
	expect(texts(login!.toUpperCase())).toEqual([login]);
	expect(texts(mac!.replaceAll(':', '').slice(6).toLowerCase())).toEqual([mac!.slice(9)]);
	expect(texts(`login:${login} -nosuch`)).toEqual([login]);
	expect(texts(`-x${login} status=on nosuch:1`)).toEqual([]);
});

test('a range whose first row the filter hides is not shown', () => {
	const text = renderLines(stateOf(small, {}, {rangeAnchor: 'gone'}))
		.slice(5, 20)
		.map(stripStyle);
	expect(text.filter(line => line[1] !== ' ')).toEqual([]);
});
