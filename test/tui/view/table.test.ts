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
