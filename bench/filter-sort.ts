import {resources} from '../source/resources/index.ts';
import {filterRows, searchIndexOf} from '../source/sync/filter.ts';
import type {Row} from '../source/sync/row.ts';
import {sortKeys, sortRows, sortTexts} from '../source/sync/sort.ts';
import {createAccountsBody} from './accounts-body.ts';
import {compare, forEachSize} from './measure.ts';

const {columns} = resources[0]!;

/**
A key more in the filter, and a sort. Floors: `includes` and `sort` over the strings that were prepared for them.

The haystacks are made between keys, before a filter is typed; the keys of a column when it is sorted by: never slower than
asking the collator about each pair.
*/
export const filterSort = forEachSize(async (n, {short}) => {
	const runs = short ? 1 : 9;
	const rows = shuffled(createRows(n));
	const list = searchIndexOf(rows, columns);
	const haystacks = list.rowTexts();
	const {searchTerm, macSearchTerm} = list;
	const results = [];
	for (const [expression, needles, how = 'every'] of [
		['user77', [searchTerm('user77')]],
		['олег', [searchTerm('олег')]],
		['олег 0.0.1 !mag254', [searchTerm('олег'), searchTerm('0.0.1'), searchTerm('mag25')]],
		['1a-79-01', [searchTerm('1a-79-01'), macSearchTerm('1a-79-01')], 'some'],
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
		const keys = sortKeys(rows, columnNamed(id));
		results.push(
			await compare(`sort ${n} rows by ${id}`, 2, {
				runs,
				floor: async () => keys.toSorted(),
				ours: async () => sortTexts(keys),
			}),
		);
	}

	const column = columnNamed('full_name');
	const {compare: collated} = new Intl.Collator('uk', {numeric: true, sensitivity: 'base'});
	results.push(
		await compare(`keys and sort of ${n} rows by full_name, against Intl.Collator`, 1, {
			runs: Math.min(runs, 3),
			floor: async () => rows.map(row => String(column.value(row))).toSorted(collated),
			ours: async () => sortRows([...rows], column, false),
		}),
	);
	return results;
});

const columnNamed = (id: string) => columns.find(column => column.id === id)!;

const createRows = (n: number): readonly Row[] =>
	(
		JSON.parse(createAccountsBody(n)) as {readonly results: ReadonlyArray<{readonly login: string}>}
	).results.map(theirs => ({
		key: theirs.login,
		mark: '+',
		differences: [],
		stalker: theirs,
		billing: null,
		matchedBy: null,
	}));

/** The same order in every run, and none that a sort could find half done. */
function shuffled(rows: readonly Row[]): readonly Row[] {
	const mixed = [...rows];
	let seed = 1;
	for (let index = mixed.length - 1; index > 0; index--) {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		const other = seed % (index + 1);
		[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!];
	}

	return mixed;
}
