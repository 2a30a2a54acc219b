import {expect, test} from 'vitest';
import {parseFilter, parseMarks, sortRows} from '../../source/sync/filter.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import type {Column, Row} from '../../source/sync/row.ts';
import {anAccount, aSubscriber, rowsOf} from '../resources/scene.ts';

const columns = accounts.columns as readonly Column[];
const rows = rowsOf(
	[
		anAccount(),
		anAccount({
			login: 'petro',
			full_name: 'Петренко Ірина',
			stb_mac: '00:1A:79:4C:10:2A',
			account_number: '102',
			account_balance: '-5',
		}),
		anAccount({login: '100', full_name: '', stb_mac: '', account_number: '', tariff_plan: 'VIP'}),
	],
	[aSubscriber()],
) as readonly Row[];

const found = (expression: string): readonly string[] => {
	const filter = parseFilter(expression, columns);
	if ('unknown' in filter) return [`? ${filter.unknown}`];
	return rows.filter(filter.keeps).map(({key}) => key);
};

test.each([
	['', ['ivan', 'petro', '100']],
	['петр', ['petro']],
	['ІВАНЕНКО', ['ivan']],
	['"Петренко Ірина"', ['petro']],
	['sync:+', ['petro', '100']],
	['sync:same', ['ivan']],
	['sync:unsynced', ['petro', '100']],
	['!sync:+', ['ivan']],
	['drift:a1 tariff_plan:vip', ['100']],
	['tariff_plan:=7', ['ivan', 'petro']],
	['001a794c', ['petro']],
	['00-1a-79-4c', ['petro']],
	['001a.794c', ['petro']],
	['account_balance<0', ['petro']],
	['nosuch:1', ['? nosuch']],
])('%j finds %j', (expression, keys) => {
	expect(found(expression)).toEqual(keys);
});

test('marks are signs, words, or several', () => {
	expect(parseMarks('+~')).toEqual(['+', '~']);
	expect(parseMarks('differs,conflict')).toEqual(['~', '!']);
	expect(parseMarks('x')).toBeNull();
});

test('rows are ordered as people order them, blanks last in both directions', () => {
	const column = columns.find(({id}) => id === 'full_name')!;
	expect(sortRows(rows, column, false).map(({key}) => key)).toEqual(['ivan', 'petro', '100']);
	expect(sortRows(rows, column, true).map(({key}) => key)).toEqual(['petro', 'ivan', '100']);
});
