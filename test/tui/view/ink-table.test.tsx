import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {Component, type PropsWithChildren} from 'react';
import {expect, test} from 'vitest';
import {loadInkTable} from '../../../source/tui/view/ink-table.ts';

const rows = [
	{login: 'anna', plan: 'gold'},
	{login: 'борис', plan: null},
	{login: 'carol', plan: 'silver'},
];

test('the table draws each row under its headings', () => {
	const Table = loadInkTable();
	const {lastFrame, unmount} = render(<Table data={rows} />);
	expect(lastFrame()).toMatchInlineSnapshot(`
		"┌───────┬────────┐
		│ login │ plan   │
		├───────┼────────┤
		│ anna  │ gold   │
		├───────┼────────┤
		│ борис │        │
		├───────┼────────┤
		│ carol │ silver │
		└───────┴────────┘"
	`);
	unmount();
});

test('custom cells replace the table’s own cells, in the given columns', () => {
	const Table = loadInkTable();
	const Cell = ({column, children}: PropsWithChildren<{readonly column: number}>) => (
		<Text>
			{column}*{children}
		</Text>
	);

	const {lastFrame, unmount} = render(
		<Table data={rows} columns={['plan', 'login']} cell={Cell} skeleton={() => null} header={() => null} />,
	);
	expect(lastFrame()).toMatchInlineSnapshot(`
		"0* gold   1* anna
		0*        1* борис
		0* silver 1* carol"
	`);
	unmount();
});

test('the table is loaded once, as a component of the same React as all other components', () => {
	expect(loadInkTable()).toBe(loadInkTable());
	expect(Object.getPrototypeOf(loadInkTable())).toBe(Component);
});
