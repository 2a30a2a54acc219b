import fc from 'fast-check';
import {expect, test} from 'vitest';
import {compareKey} from '../../source/normalize/collation.ts';
import {countStatuses} from '../../source/sync/count-statuses.ts';
import {cellToText} from '../../source/sync/cell.ts';
import {filterRows, searchIndexOf} from '../../source/sync/filter.ts';
import {parseSyncStatuses} from '../../source/sync/filter-term.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import type {Column, Row} from '../../source/sync/row.ts';
import {createAccount, createSubscriber, compareRows} from '../resources/fixtures.ts';
import {scaledRuns} from '../support/thoroughness.ts';

const columns = accounts.columns as readonly Column[];
const rows = compareRows(
	[
		createAccount(),
		createAccount({
			login: 'petro',
			full_name: 'Петренко Ірина',
			stb_mac: '00:1A:79:4C:10:2A',
			account_number: '102',
			account_balance: '-5',
		}),
		createAccount({login: '100', full_name: '', stb_mac: '', account_number: '', tariff_plan: 'VIP'}),
	],
	[createSubscriber()],
) as readonly Row[];

const found = (expression: string): readonly string[] => {
	const result = filterRows(searchIndexOf(rows, columns), expression);
	return 'unknown' in result ? [`? ${result.unknown}`] : result.map(({key}) => key);
};

test.each([
	['', ['ivan', 'petro', '100']],
	['петр', ['petro']],
	['ІВАНЕНКО', ['ivan']],
	['"Петренко Ірина"', ['petro']],
	['sync:+', ['petro', '100']],
	['sync:same', ['ivan']],
	['sync:=', ['ivan']],
	['sync:=+', ['ivan', 'petro', '100']],
	['sync:x', ['? sync:x']],
	['sync:unsynced', ['petro', '100']],
	['!sync:+', ['ivan']],
	['drift:a1 tariff_plan:vip', ['100']],
	['tariff_plan:=7', ['ivan', 'petro']],
	['001a794c', ['petro']],
	['00-1a-79-4c', ['petro']],
	['001a.794c', ['petro']],
	['account_balance<0', ['petro']],
	['account_balance<', ['? account_balance<']],
	['account_balance>few', ['? account_balance>few']],
	['nosuch:1', ['? nosuch']],
	['""', ['ivan', 'petro', '100']],
	['!""', []],
	['"іваненко олег "', ['ivan']],
	['login:ivan', ['ivan']],
	['login:=iva', []],
	['login:=IVAN', ['ivan']],
	['tariff_plan:', ['ivan', 'petro', '100']],
	['full_name:=', ['100']],
	['stb_mac:4c10', ['petro']],
	['login:4c10', []],
	['!петр sync:+', ['100']],
])('%j finds %j', (expression, keys) => {
	expect(found(expression)).toEqual(keys);
});

test('a sync status is given as sign or name, and several at once', () => {
	expect(parseSyncStatuses('+~')).toEqual(['+', '~']);
	expect(parseSyncStatuses('differs,conflict')).toEqual(['~', '!']);
	expect(parseSyncStatuses('x')).toBeNull();
});

test('no term matches across two cells', () => {
	// The MAC stands before the name.
	expect(found('00:01')).toEqual(['ivan']);
	expect(found('00:01іваненко')).toEqual([]);
	expect(found('"00:01 іваненко"')).toEqual([]);
	expect(found('01\u0000іваненко')).toEqual([]);
});

test('three digits are no part of a MAC, and a MAC without separators matches only cells with MACs', () => {
	expect(found('4c1')).toEqual([]);
	// 0501 is in every phone.
	expect(found('0501')).toEqual(['ivan', 'petro', '100']);
	expect(found('05:01')).toEqual([]);
});

test('a letter of the other keyboard layout that looks the same matches', () => {
	expect(found('іvаn')).toEqual(['ivan']);
	expect(found('Iваненко')).toEqual(['ivan']);
	expect(found('login:реtrо')).toEqual(['petro']);
	expect(found('login:=реtrо')).toEqual([]);
});

test.each(["мар'яна", 'мар’яна', 'марʼяна', 'МАР`ЯНА'])(
	'%j is found whichever apostrophe was typed',
	word => {
		const list = searchIndexOf(compareRows([createAccount({full_name: 'Мар’яна'})], []), columns);
		expect(filterRows(list, word)).toHaveLength(1);
	},
);

test('letters without a capital or plain form of one byte match as they are', () => {
	const list = searchIndexOf(
		compareRows([createAccount({full_name: 'Ωmega – 😀 ｘ', comment: 'after it'})], []),
		columns,
	);
	for (const word of ['ω', '–', '😀', 'Ｘ', '"– 😀 ｘ"', 'after', 'login:ivan'])
		expect(filterRows(list, word), word).toHaveLength(1);
	expect(filterRows(list, 'comment:ω')).toEqual([]);
});

test('texts that the portal’s database compares as equal have the same search term', () => {
	const {searchTerm} = searchIndexOf(rows, columns);
	const texts = Array.from({length: 0xff_ff}, (_, index) => `x${String.fromCharCode(index + 1)}x`);
	const equals = [...Map.groupBy(texts, compareKey).values()].filter(group => group.length > 1);
	expect(equals.length).toBeGreaterThan(300);
	expect(equals.filter(group => new Set(group.map(searchTerm)).size > 1)).toEqual([]);
});

/** A slow reference implementation: compares cell by cell. */
const isInSomeCell = (word: string, row: Row, among: readonly Column[]): boolean =>
	among.some(column => alike(cellToText(column.value(row))).includes(alike(word)));

const alike = (text: string): string =>
	compareKey(text).replaceAll(
		/[АВЕІКМНОРСТУХ’]/g,
		letter => "ABEIKMHOPCTYX'"['АВЕІКМНОРСТУХ’'.indexOf(letter)]!,
	);

test('a filter finds the same rows as a search in each cell', () => {
	const unit = fc.constantFrom(
		...'abcimnoxАБВІМНОХабвґёіїйоюя',
		'1',
		'2',
		' ',
		'-',
		'’',
		'–',
		'ω',
		'😀',
		'é',
		'ｘ',
	);
	const text = fc.string({unit, maxLength: 6});
	const word = fc.record({
		text: fc.string({unit, minLength: 1, maxLength: 2}),
		not: fc.boolean(),
		column: fc.boolean(),
	});
	const [login, name] = [
		columns.find(({id}) => id === 'login')!,
		columns.find(({id}) => id === 'full_name')!,
	];
	fc.assert(
		fc.property(
			fc.array(fc.tuple(text, text), {minLength: 1, maxLength: 8}),
			fc.array(word, {maxLength: 3}),
			(texts, words) => {
				const list = searchIndexOf(
					texts.map(([one, two], index) => ({
						...rows[0]!,
						key: String(index),
						theirs: createAccount({login: one, full_name: two}),
					})),
					[login, name],
				);
				const expression = words
					.map(({text, not, column}) => `${not ? '!' : ''}${column ? 'full_name:' : ''}"${text}"`)
					.join(' ');
				const naive = list.rows.filter(row =>
					words.every(
						({text, not, column}) => isInSomeCell(text, row, column ? [name] : [login, name]) !== not,
					),
				);
				expect(filterRows(list, expression)).toEqual(naive);
			},
		),
		{numRuns: scaledRuns(300)},
	);
});

test('a search index can be built piece by piece', () => {
	const many = Array.from({length: 120}, (_, index) => ({...rows[index % 3]!, key: String(index)}));
	const list = searchIndexOf(many, columns);
	let asked = 0;
	expect(list.build(() => ++asked > 2)).toBe(false);
	expect(asked).toBe(3);
	expect(list.build(() => false)).toBe(true);
	expect(list.rowTexts()).toEqual(searchIndexOf([...many], columns).rowTexts());
	expect(list.rowTexts()).toHaveLength(120);
	expect(searchIndexOf(many, columns)).toBe(list);
});

test('matching rows can be returned in another order', () => {
	const column = columns.find(({id}) => id === 'full_name')!;
	const result = filterRows(searchIndexOf(rows, columns), 'олег sync:=', {column, descending: true});
	expect((result as readonly Row[]).map(({key}) => key)).toEqual(['ivan']);
	const all = filterRows(searchIndexOf(rows, columns), '', {column, descending: true});
	expect((all as readonly Row[]).map(({key}) => key)).toEqual(['petro', 'ivan', '100']);
});

test('rows are counted by sync status', () => {
	expect(countStatuses(rows)).toEqual({'=': 1, '~': 0, '+': 2, '-': 0, '!': 0, '?': 0});
	expect(countStatuses(rows)).toBe(countStatuses(rows));
});
