import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createRowWriter, rowToObject} from '../../source/output/row-json.ts';
import type {Cell, Column, Row} from '../../source/sync/row.ts';
import {scaledRuns} from '../support/thoroughness.ts';

type Cells = Readonly<Record<string, Cell>>;

const cellsOf = ({stalker}: Row) => stalker as Cells;
const textColumns: readonly Column[] = ['a', 'quo"te', 'login'].map(id => ({
	id,
	value: row => cellsOf(row)[id] ?? null,
}));

const createRow = (key: string, stalker: Cells, more: Partial<Row> = {}): Row => ({
	...{key, mark: '=', differences: [], stalker, billing: null, matchedBy: null},
	...more,
});

test('a row is its key, sync status, differences and columns', () => {
	const columns: readonly Column[] = [
		{id: 'login', value: row => cellsOf(row)['login'] ?? null},
		{id: 'id', numeric: true, value: () => '7'},
		{id: 'status', flag: 'on-off', value: () => '1'},
		{id: 'online', flag: 'yes-no', value: () => '1'},
		{id: 'account_balance', numeric: true, money: true, value: () => '5.50'},
		{id: 'sub_ch', value: () => 2, json: () => ['1', '2']},
		{id: 'end', numeric: true, value: () => 'never'},
	];
	const differences = [{code: 'B1', field: 'status', theirs: 'on', ours: 'off'}] as const;
	expect(rowToObject(createRow('ivan', {login: 'ivan'}, {mark: '~', differences}), columns)).toEqual({
		...{key: 'ivan', mark: '~', drifts: differences, login: 'ivan', id: 7, status: 1, online: '1'},
		...{account_balance: '5.50', sub_ch: ['1', '2'], end: null},
	});
	expect(rowToObject(createRow('ivan', {}, {isCompared: false}), [])).toEqual({
		...{key: 'ivan', mark: '=', drifts: [], compared: false},
	});
});

/** Control characters, halves of a pair, and what moves, hides or reorders other text. Not every `\p{Cf}`: some are visible signs. */
const steering =
	/[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/u;

test('any rows, one after the other, are the JSON of their cells, without a character that steers a terminal', () => {
	const cell = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom<Cell>('', 'a', '"', '\\', '\u202E', '\uD800', null, true, 0, -1.5, [], ['a', '\u2028']),
	);
	const rows = fc.array(
		fc
			.record({key: fc.string({unit: 'binary'}), a: cell, 'quo"te': cell, login: cell})
			.map(({key, ...cells}) => createRow(key, cells)),
	);
	fc.assert(
		fc.property(rows, all => {
			const write = createRowWriter(textColumns);
			for (const row of all) {
				const text = write(row);
				expect(JSON.parse(text)).toEqual({key: row.key, mark: '=', drifts: [], ...cellsOf(row)});
				expect(text).not.toMatch(steering);
			}
		}),
		{numRuns: scaledRuns(200)},
	);
});
