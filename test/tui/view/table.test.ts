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

test('a range whose first row the filter hides is not shown', () => {
	const text = renderLines(stateOf(small, {}, {rangeAnchor: 'gone'}))
		.slice(5, 20)
		.map(stripStyle);
	expect(text.filter(line => line[1] !== ' ')).toEqual([]);
});
