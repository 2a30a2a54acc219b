import {resources} from '../source/resources/index.ts';
import {filterRows, prepare} from '../source/sync/filter.ts';
import type {Row} from '../source/sync/row.ts';
import {sortKeys, sortRows, sortTexts} from '../source/sync/sort.ts';
import {accountsBody} from './accounts.ts';
import {compare, type Bench} from './measure.ts';

const {columns} = resources[0]!;

/**
A key more in the filter, and a sort. Floors: `includes` and `sort` over the strings that were prepared for them.

The haystacks are made between keys, before a filter is typed; the keys of a column when it is sorted by, which is measured, too.
*/
export const filterSort: Bench = async ({short}) => {
	const n = short ? 1000 : 100_000;
	const runs = short ? 1 : 9;
	const rows = shuffled(accountsOf(n));
	const list = prepare(rows, columns);
	const haystacks = list.haystacks();
	const {needle, macNeedle} = list;
	const results = [];
	for (const [expression, needles, how = 'every'] of [
		['user77', [needle('user77')]],
		['олег', [needle('олег')]],
		['олег 0.0.1 !mag254', [needle('олег'), needle('0.0.1'), needle('mag25')]],
		['1a-79-01', [needle('1a-79-01'), macNeedle('1a-79-01')], 'some'],
	] as const) {
		const find = () => haystacks.filter(haystack => needles[how](one => haystack.includes(one)));
		if ((filterRows(list, expression) as readonly Row[]).length !== find().length)
			throw new Error(`The filter “${expression}” and its floor find different rows.`);
		results.push(
			await compare(`filter ${n} rows: ${expression}`, 2, {
				runs,
				floor: async () => find(),
				ours: async () => filterRows(list, expression),
			}),
		);
	}

	for (const id of ['login', 'full_name', 'stb_mac']) {
		const column = columns.find(known => known.id === id)!;
		const keys = sortKeys(rows, column);
		const floor = async () => keys.toSorted();
		results.push(
			await compare(`sort ${n} rows by ${id}`, 2, {
				runs,
				floor,
				ours: async () => sortTexts(keys),
			}),
			await compare(`sort ${n} rows by ${id}, keys included`, 3, {
				runs,
				floor,
				ours: async () => sortRows([...rows], column, false),
			}),
		);
	}

	return results;
};

const accountsOf = (n: number): readonly Row[] =>
	(JSON.parse(accountsBody(n)) as {readonly results: ReadonlyArray<{readonly login: string}>}).results.map(
		theirs => ({key: theirs.login, mark: '+', drifts: [], theirs, ours: null, rule: null}),
	);

/** The same order in every run, and none that a sort could find half done. */
function shuffled(rows: readonly Row[]): readonly Row[] {
	const mixed = [...rows];
	let seed = 1;
	for (let place = mixed.length - 1; place > 0; place--) {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		const other = seed % (place + 1);
		[mixed[place], mixed[other]] = [mixed[other]!, mixed[place]!];
	}

	return mixed;
}
