import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compareKey} from '../../source/normalize/collation.ts';
import {countStatuses} from '../../source/sync/statuses.ts';
import {searchIndexOf} from '../../source/sync/search-index.ts';
import {filterRows, matchingRows, parseFilter, filterForms} from '../../source/sync/filter.ts';
import {parseSyncStatuses} from '../../source/sync/filter-term.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {type Column, type Row, cellToText} from '../../source/sync/row.ts';
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

/** Keys of the rows found, or the part without meaning and why. */
function found(expression: string, among = rows): readonly string[] {
	const result = filterRows(searchIndexOf(among, columns), expression);
	if (!('error' in result)) return result.map(({key}) => key);
	const {span, reason} = result.error;
	return [`${reason.code}: ${expression.slice(span.start, span.end)}`];
}

test.each([
	['', ['ivan', 'petro', '100']],
	['петр', ['petro']],
	['ІВАНЕНКО', ['ivan']],
	['"Петренко Ірина"', ['petro']],
	['sync:+', ['petro', '100']],
	['sync:same', ['ivan']],
	['sync:=', ['ivan']],
	['sync:=+', ['ivan', 'petro', '100']],
	['sync:x', ['filter-status: sync:x']],
	['sync>+', ['filter-status: sync>+']],
	['drift:Z9', ['filter-kind: drift:Z9']],
	['sync:unsynced', ['petro', '100']],
	['!sync:+', ['ivan']],
	['drift:a1 tariff_plan:vip', ['100']],
	['kind:a1 tariff_plan:vip', ['100']],
	['tariff_plan:=7', ['ivan', 'petro']],
	['001a794c', ['petro']],
	['00-1a-79-4c', ['petro']],
	['001a.794c', ['petro']],
	['account_balance<0', ['petro']],
	['account_balance<', ['filter-number: account_balance<']],
	['account_balance>few', ['filter-number: account_balance>few']],
	['nosuch:1', ['filter-column: nosuch']],
	['іван   -nosuch=1|2', ['filter-column: nosuch']],
	['status=perhaps', ['filter-flag: status=perhaps']],
	['status>0', ['filter-flag: status>0']],
	['end_date<soon', ['filter-date: end_date<soon']],
	['tariff_plan:7|nosuch:1', ['filter-column: nosuch']],
	['"nosuch:1"', []],
	['"sync:+"', []],
	['ivan|petro', ['ivan', 'petro']],
	['ivan|sync:+', ['ivan', 'petro', '100']],
	['ivan|', ['ivan']],
	['tariff_plan:vip|7', ['ivan', 'petro', '100']],
	['tariff_plan=vip|9', ['100']],
	['tariff_plan!=vip|9', ['ivan', 'petro']],
	['!tariff_plan=vip|9', ['ivan', 'petro']],
	['"ivan|petro"', []],
	['-петр', ['ivan', '100']],
	['-петр -ivan', ['100']],
	['-', ['petro']],
	['"-5"', ['petro']],
	['LOGIN=ivan', ['ivan']],
	['login!=ivan', ['petro', '100']],
	['login="ivan"', ['ivan']],
	['full_name="Петренко Ірина"', ['petro']],
	['full_name="Петренко Ір', []],
	['full_name:"Петренко Ір', ['petro']],
	['stb_mac=001a794c102a', ['petro']],
	['full_name!=', ['ivan', 'petro']],
	['full_name=', ['100']],
	['account_balance=-5', ['petro']],
	['account_balance=-5.00', ['petro']],
	['account_balance<=-5', ['petro']],
	['account_balance<-5', []],
	['account_balance>=-5,0', ['petro']],
	['account_number>=102 account_number<103', ['petro']],
	['sync!=+', ['ivan']],
	['sync==', ['ivan']],
	['sync:=|!', ['ivan']],
	['drift=A1', ['petro', '100']],
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

describe('dates', () => {
	const now = new Date('2026-11-30T12:00:00');
	const times = {
		old: '2025-12-31 23:59:59',
		spring: '2026-03-01 00:00:00',
		week: '2026-11-23 12:00:00',
		today: '2026-11-30 08:30:00',
		next: '2026-12-07',
		never: '0000-00-00 00:00:00',
		blank: '',
	};
	const dated = Object.entries(times).map(([key, last_active]) => ({
		...rows[0]!,
		key,
		stalker: createAccount({last_active}),
	}));
	const list = searchIndexOf(dated, columns);

	test.each([
		['last_active<2026-03-01', 'old'],
		['last_active<=2026-03-01', 'old spring'],
		['last_active>2026-11-23', 'today next'],
		['last_active>=2026-11-23', 'week today next'],
		['last_active=2026', 'spring week today next'],
		['last_active=2026-11', 'week today'],
		['last_active=30.11.2026', 'today'],
		['last_active=2026-11-30T08:30', 'today'],
		['last_active!=2026', 'old never blank'],
		['-last_active=2026', 'old never blank'],
		['last_active<30d', 'week today next'],
		['last_active>30d', 'old spring'],
		['last_active<1w', 'today next'],
		['last_active<=1w', 'week today next'],
		['last_active=7d', 'week'],
		['last_active>8mo last_active<1y', 'old spring'],
		['last_active<4h', 'today next'],
		['last_active<10min', 'next'],
		['last_active=today', 'today'],
		['last_active>today', 'next'],
		['last_active<=+7d last_active>=today', 'today next'],
		['last_active<+7d last_active>=today', 'today'],
		['last_active>=-7d last_active<=today', 'week today'],
		['last_active=never', 'never'],
		['last_active=', 'blank'],
		['last_active:2026-11', 'week today'],
		['last_active=2025|today', 'old today'],
	])('%j finds %j', (expression, keys) => {
		const filter = parseFilter(expression, columns, now);
		if ('error' in filter) throw new Error(filter.error.reason.code);
		expect(matchingRows(list, filter.matches).map(({key}) => key)).toEqual(keys.split(' '));
	});

	test.each(['2026-13', '2026-02-30', '2026-11-30T25:00', '30', '30x', '+d', 'tomorrow', ''])(
		'%j is no date',
		value => {
			expect(parseFilter(`last_active<${value}`, columns, now)).toMatchObject({
				error: {reason: {code: 'filter-date', values: {text: value}}},
			});
		},
	);
});

test('every example of the help is a filter for accounts', () => {
	for (const example of filterForms.flatMap(({examples}) => examples))
		expect(parseFilter(example, columns), example).toHaveProperty('matches');
});

test('every text is a filter or has a term without meaning, at a place in it', () => {
	const part = fc.constantFrom(
		...[
			'login',
			'sync',
			'status',
			'end_date',
			':',
			'=',
			'!',
			'<',
			'>',
			'|',
			'"',
			' ',
			'-',
			'+',
			'30d',
			'on',
			'ж',
		],
	);
	fc.assert(
		fc.property(fc.array(part, {maxLength: 12}), parts => {
			const expression = parts.join('');
			const filter = parseFilter(expression, columns);
			if ('matches' in filter) return void matchingRows(searchIndexOf(rows, columns), filter.matches);
			const {start, end} = filter.error.span;
			expect(expression.slice(start, end).trim()).not.toBe('');
		}),
		{numRuns: scaledRuns(500)},
	);
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
						stalker: createAccount({login: one, full_name: two}),
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

test.each([
	['Іваненко Олег', 'ивАнен', false, []],
	['Іваненко Олег', 'іванен', false, [[0, 6]]],
	[
		'Iваненко Олег',
		'е',
		false,
		[
			[4, 5],
			[11, 12],
		],
	],
	[
		'aXbxc',
		'x ',
		false,
		[
			[1, 2],
			[3, 4],
		],
	],
	['00:1A:79:4C', '1a79', true, [[3, 8]]],
	['00:1A:79:4C', '1a79', false, []],
	['😀 ваня', 'ваня', false, [[3, 7]]],
	['x', '', false, []],
])('in %j, %j stands at these places (MAC: %j): %j', (text, word, isMac, spans) => {
	const {findWord} = searchIndexOf(rows, columns);
	expect(findWord(text, word, isMac).map(({start, end}) => [start, end])).toEqual(spans);
});

test('a search index can be built piece by piece', () => {
	const many = Array.from({length: 120}, (_, index) => ({...rows[index % 3]!, key: String(index)}));
	const list = searchIndexOf(many, columns);
	let asked = 0;
	expect(list.rowTextWork.build(() => ++asked > 2)).toBe(false);
	expect(asked).toBe(3);
	expect(list.rowTextWork.build(() => false)).toBe(true);
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

test.each([
	['diff:B1', 'drift'],
	['differences:B1', 'drift'],
	['drfit:B1', 'drift'],
	['snyc:+', 'sync'],
	['tarif_paln:7', 'tariff_plan'],
	['nosuch:1', ''],
])('%s has no meaning, and %s is suggested', (filter, nearest) => {
	const parsed = parseFilter(filter, columns);
	expect('error' in parsed && parsed.error.reason).toMatchObject({code: 'filter-column', values: {nearest}});
});
