import {expect, test} from 'vitest';
import {resources} from '../../../source/resources/index.ts';
import type {Difference} from '../../../source/sync/difference.ts';
import type {Column} from '../../../source/sync/row.ts';
import {loadTranslator} from '../../../source/i18n/translator.ts';
import {displayCell} from '../../../source/tui/view/display-cell.ts';
import {createAccount, createSubscriber, compareRows} from '../../resources/fixtures.ts';
import {translator} from './fixtures.ts';

const columns = resources[0]!.columns as readonly Column[];
const column = (id: string) => columns.find(one => one.id === id)!;
const [row] = compareRows([createAccount()], [createSubscriber()]);

const cell = (difference: Partial<Difference>, id = difference.field!) =>
	displayCell(
		{...row!, mark: '~', differences: [{code: 'C1', field: id, theirs: null, ours: null, ...difference}]},
		column(id),
		translator,
	);

test.each([
	['status', {code: 'B1', theirs: 'on', ours: 'off'}, 'on≠off'],
	['status', {code: 'B3', theirs: 'on', ours: 'expired'}, 'on≠expired'],
	['tariff_plan', {code: 'C1', theirs: '103', ours: '102'}, '103≠102'],
	['tariff_plan', {code: 'C1', theirs: '103', ours: null}, '103≠—'],
	['account_number', {code: 'A5', theirs: '', ours: '7'}, '—≠7'],
	['stb_mac', {code: 'D1', theirs: '00:1A:79:00:00:01', ours: '00:1A:79:00:00:02'}, '00:00:01≠00:00:02'],
	['end_date', {code: 'E3', theirs: '2026-12-01 00:00:00', ours: '2026-12-31'}, '2026-12-01≠2026-12-31'],
] as const)('%s with %j is shown as %s', (field, difference, text) => {
	expect(cell({field, ...difference})).toEqual({text, tone: '~'});
});

test.each([
	['00:1A:79:00:00:01', '10:27:BE:00:00:02', '00:1A:79:00:00:01≠10:27:BE:00:00:02', '00:00:01≠00:00:02'],
	['00:1A:79:00:00:01', '10:27:BE:00:00:01', '00:1A:79:00:00:01≠10:27:BE:00:00:01', undefined],
	['', '00:1A:79:00:00:01', '—≠00:1A:79:00:00:01', '—≠…00:00:01'],
	['00:1A:79:00:00:01', null, '00:1A:79:00:00:01≠—', '…00:00:01≠—'],
] as const)(
	'the MACs %s and %s are shown as %s, and where that does not fit as %s',
	(theirs, ours, text, short) => {
		const difference = {code: 'D1', field: 'stb_mac', theirs, ours} as const;
		expect(cell(difference)).toEqual({text, tone: '~', ...(short && {short})});
	},
);

test('another column, a note, a conflict and a record without partner show the plain value', () => {
	const plain = displayCell(row!, column('tariff_plan'), translator);
	expect(cell({field: 'status', code: 'B1', theirs: 'on', ours: 'off'}, 'status').text).not.toBe(plain.text);
	for (const difference of [
		{code: 'E1', field: 'tariff_plan', theirs: 'a', ours: 'b'},
		{code: 'A4', field: 'tariff_plan', theirs: 'a', ours: 'b'},
		{code: 'C1', field: 'tariff_plan', theirs: 'a', ours: 'a'},
	] as const)
		expect(cell(difference)).toEqual(plain);
	const alone = {
		...row!,
		billing: null,
		differences: [{code: 'C1', field: 'tariff_plan', theirs: 'a', ours: 'b'}],
	} as const;
	expect(displayCell(alone, column('tariff_plan'), translator)).toEqual(plain);
});

test('the words of a status are those of the language', async () => {
	const uk = await loadTranslator('uk');
	const difference = {code: 'B3', field: 'status', theirs: 'on', ours: 'expired'} as const;
	expect(displayCell({...row!, differences: [difference]}, column('status'), uk).text).toBe(
		`${uk.on}≠термін минув`,
	);
});

test('values have tones by their meaning', () => {
	const tone = (id: string, change: Parameters<typeof createAccount>[0]) =>
		displayCell({...row!, stalker: createAccount(change)}, column(id), translator).tone;
	expect(tone('status', {status: 0})).toBe('off');
	expect(tone('status', {status: 1})).toBeNull();
	expect(tone('online', {online: '1'})).toBe('online');
	expect(tone('online', {online: '0'})).toBeNull();
	expect(tone('account_balance', {account_balance: '-0.50'})).toBe('negative');
	expect(tone('account_balance', {account_balance: '5'})).toBeNull();
});
