import fc from 'fast-check';
import {expect, test} from 'vitest';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import type {Column, Row} from '../../source/sync/row.ts';
import {sortIndices, sortRows} from '../../source/sync/sort.ts';
import {createSortKey} from '../../source/sync/sort-key.ts';
import {createAccount, compareRows} from '../resources/fixtures.ts';
import {scaledRuns} from '../support/thoroughness.ts';

const columnNamed = (id: string) => accounts.columns.find(column => column.id === id)! as Column;

/** The texts in the order of sorted rows that have them in this field. */
const sorted = (
	field: 'login' | 'full_name' | 'stb_mac' | 'account_balance',
	texts: readonly string[],
	{descending = false} = {},
): readonly string[] => {
	const rows = compareRows(
		texts.map(text => createAccount({[field]: text})),
		[],
	) as readonly Row[];
	const column = columnNamed(field);
	return sortRows(rows, column, descending).map(row => String(column.value(row)));
};

test.each([
	[['Щука', 'ґава', 'Їжак', 'гусак', 'Є', 'Іва', 'йод', 'Ель', 'Яна', 'Дуб']],
	[['user10', 'User9', 'USER100', 'user']],
	[['Олег', 'Anna', 'яна', 'anna', '7', '-', '№']],
	[['10.0.0.10', '10.0.0.9', '9.0.0.1']],
])('%j are ordered as the collator of Ukrainian has them', texts => {
	const {compare} = new Intl.Collator('uk', {numeric: true, sensitivity: 'base'});
	expect(sorted('full_name', texts)).toEqual(texts.toSorted(compare));
	expect(sorted('full_name', texts)).not.toEqual(texts);
});

const letters = [
	...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ',
	...'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЁЪЫЭ',
	...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZáćéñöüž',
	...'0123456789',
	..." .,:;-_+#@/()«»'’!?",
];

test('any two texts are ordered as by the Ukrainian collator', () => {
	const {compare} = new Intl.Collator('uk', {numeric: true, sensitivity: 'base'});
	const keyOf = createSortKey({numbers: true});
	const text = fc.string({unit: fc.constantFrom(...letters), maxLength: 12});
	fc.assert(
		fc.property(text, text, text, (start, left, right) => {
			const [a, b] = [keyOf(start + left, 7), keyOf(start + right, 7)];
			expect(a < b ? -1 : a > b ? 1 : 0).toBe(Math.sign(compare(start + left, start + right)));
		}),
		{numRuns: scaledRuns(2000)},
	);
});

test('numbers within texts count as numbers, however long', () => {
	const numbers = [
		'1',
		'9',
		'10',
		'9'.repeat(19),
		'1' + '0'.repeat(19),
		'9'.repeat(20),
		'9'.repeat(21),
		'9'.repeat(45),
	];
	const texts = numbers.map(number => `a${number}b`);
	expect(sorted('login', texts.toReversed())).toEqual(texts);
	expect(sorted('login', ['a7', 'a007', 'a07', 'a6'])).toEqual(['a6', 'a7', 'a007', 'a07']);
});

test('case, accents, apostrophes and spaces around do not count, and equal rows stay as they were', () => {
	const texts = ['Мар’яна', "мар'яна", 'МАРʼЯНА', ' Мар’яна '];
	expect(sorted('full_name', texts)).toEqual(texts);
	expect(sorted('full_name', texts, {descending: true})).toEqual(texts);
});

test('blanks are last in both directions', () => {
	expect(sorted('full_name', ['', 'б', '  ', 'а'])).toEqual(['а', 'б', '', '  ']);
	expect(sorted('full_name', ['', 'а', '  ', 'б'], {descending: true})).toEqual(['б', 'а', '', '  ']);
});

test('numbers are ordered as numbers, and what is no number comes last', () => {
	const texts = ['10', '-5', 'free', '9.5', '', '-50'];
	expect(sorted('account_balance', texts)).toEqual(['-50', '-5', '9.5', '10', 'free', '']);
	expect(sorted('account_balance', texts, {descending: true})).toEqual([
		'10',
		'9.5',
		'-5',
		'-50',
		'free',
		'',
	]);
});

test('MACs are ordered by their digits in any notation', () => {
	expect(sorted('stb_mac', ['00:1A:79:00:00:10', '001a.7900.000a', '00:1A:79:00:00:01'])).toEqual([
		'00:1A:79:00:00:01',
		'001a.7900.000a',
		'00:1A:79:00:00:10',
	]);
});

test('the last order is cached while it is used', () => {
	const rows = compareRows([createAccount({login: 'b'}), createAccount({login: 'a'})], []) as readonly Row[];
	const order = {column: columnNamed('login'), descending: false};
	expect([...sortIndices(rows, order)]).toEqual([1, 0]);
	expect(sortIndices(rows, {...order})).toBe(sortIndices(rows, order));
	expect([...sortIndices(rows, {...order, descending: true})]).toEqual([0, 1]);
	expect([...sortIndices(rows, {column: columnNamed('phone'), descending: false})]).toEqual([0, 1]);
	expect([...sortIndices(rows, order)]).toEqual([1, 0]);
});

test('rows that are equal by the first column are ordered by the second, each in its direction', () => {
	const [tariff, balance] = [columnNamed('tariff_plan'), columnNamed('account_balance')];
	const value = fc.record({
		tariff_plan: fc.constantFrom('', '101', '102', '2016'),
		account_balance: fc.constantFrom('', '-5', '0', '12.5', '100'),
	});
	fc.assert(
		fc.property(fc.array(value, {maxLength: 30}), fc.boolean(), fc.boolean(), (values, isFirst, isSecond) => {
			const rows = compareRows(
				values.map((one, place) => createAccount({...one, login: `user${place}`})),
				[],
			) as readonly Row[];
			// The same by sorting twice: a stable sort keeps the order of the second column among equal rows.
			const bySecond = sortRows(rows, balance, isSecond);
			const expected = sortRows(bySecond, tariff, isFirst).map(({key}) => key);
			const order = {
				column: tariff,
				descending: isFirst,
				second: {column: balance, descending: isSecond},
			};
			expect(Array.from(sortIndices(rows, order), index => rows[index]!.key)).toEqual(expected);
		}),
		{numRuns: scaledRuns(200)},
	);
});
