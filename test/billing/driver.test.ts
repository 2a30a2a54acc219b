import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isStorableText} from '../../source/normalize/storable-text.ts';
import {bindValues} from '../../source/billing/statements.ts';
import {scaledRuns} from '../support/thoroughness.ts';
import {onEachBilling} from './engines.ts';

const text = fc
	.oneof(
		fc.string({unit: 'grapheme', maxLength: 20}),
		fc.constantFrom(
			"'",
			"''",
			'\\',
			"\\'",
			'?',
			'\\?',
			'"',
			'`',
			"'; drop table users; --",
			'\u001A',
			'Олег',
		),
	)
	.filter(isStorableText);

onEachBilling(fixture => {
	test('a value of any kind comes back as it was given', async () => {
		const {query} = fixture().database;
		await fc.assert(
			fc.asyncProperty(text, text, fc.integer(), fc.option(text), async (one, other, number, nothing) => {
				const [row] = await query<Record<string, unknown>>(
					`select ? as one, ? as other, ? as number, ? as nothing`,
					[one, other, number, nothing],
				);
				expect({...row, number: Number(row!['number'])}).toEqual({one, other, number, nothing});
			}),
			{numRuns: scaledRuns(100)},
		);
	});

	test.each([[[2, 3]], [[]], [['2', '1']]])('a list finds what is in it: %j', async list => {
		const rows = await fixture().database.query(`select n from (${numbers}) found where concat(n, '') in ?`, [
			list.map(String),
		]);
		const ids = await fixture().database.query(`select n from (${numbers}) found where n in ?`, [
			list.map(Number),
		]);
		for (const found of [rows, ids])
			expect(new Set(found.map(({n}) => Number(n)))).toEqual(new Set(list.map(Number)));
	});

	const numbers = 'select 1 as n union all select 2 union all select 3';

	test('something is made of each row', async () => {
		const made = await fixture().database.mapRows(`${numbers} union all select ?`, [4], ({n}) => Number(n));
		expect(new Set(made)).toEqual(new Set([1, 2, 3, 4]));
	});

	test('what the maker throws is thrown once all have arrived, and the connection goes on', async () => {
		const {query, mapRows} = fixture().database;
		let calls = 0;
		const reading = mapRows(numbers, [], () => {
			calls += 1;
			throw new RangeError('enough');
		});
		await expect(reading).rejects.toThrow(new RangeError('enough'));
		expect(calls).toBe(1);
		expect(await query('select 1 as one')).toEqual([{one: 1}]);
	});

	test('an error of the database is one of billing, and the connection goes on', async () => {
		const {query, mapRows} = fixture().database;
		for (const read of [query('select nothing'), mapRows('select nothing', [], row => row)])
			await expect(read).rejects.toMatchObject({code: 'ERR_BILLING_REFUSED'});
		expect(await query('select 1 as one')).toEqual([{one: 1}]);
	});
});

test.each([
	['select ?', [1, 2]],
	['select ?, ?', [1]],
	['select 1', [1]],
])('%s takes as many values as it has places', (sql, values) => {
	expect(() => bindValues(sql, values, String)).toThrow(TypeError);
});

test.each([[NaN], [Infinity], [undefined], [{}], [[undefined]], [new Date(0)]])(
	'%s is no value of a statement',
	value => {
		expect(() => bindValues('select ?', [value], String)).toThrow(TypeError);
	},
);
