import {expect, test} from 'vitest';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {columnStats} from '../../source/sync/column-statistics.ts';
import type {Column, Row} from '../../source/sync/row.ts';
import {compareRows, createAccount} from '../resources/fixtures.ts';

const balance = accounts.columns.find(({id}) => id === 'account_balance') as Column;

const rowsOf = (...balances: readonly string[]) =>
	compareRows(
		balances.map((text, place) => createAccount({login: `user${place}`, account_balance: text})),
		[],
	) as readonly Row[];

test('cells that are no numbers are left out', () => {
	expect(columnStats(rowsOf('-5.50', '', '10', 'unknown', '1'), balance)).toEqual({
		count: 3,
		sum: 5.5,
		mean: 5.5 / 3,
		min: -5.5,
		max: 10,
	});
});

test('without a number there is nothing to say', () => {
	expect(columnStats(rowsOf('', ''), balance)).toBeNull();
	expect(columnStats([], balance)).toBeNull();
});

test('the same rows are counted once', () => {
	const rows = rowsOf('1', '2');
	expect(columnStats(rows, balance)).toBe(columnStats(rows, balance));
});
