import {resources} from '../source/resources/index.ts';
import {searchIndexOf} from '../source/sync/search-index.ts';
import {filterRows} from '../source/sync/filter.ts';
import type {Row} from '../source/sync/row.ts';
import {sortKeys, sortRows, sortTexts} from '../source/sync/sort.ts';
import {createRows, shuffled} from './account-rows.ts';
import {compare, forEachSize, type Result} from './measure.ts';

const {columns} = resources[0]!;

/**
Filtering and sorting the rows after a key. Floors: `includes` and `sort` over the texts that were prepared for them.

The texts of the rows are prepared between keys, before a filter is typed. The sort keys of a column are made when it is sorted by: keys and
sort together are never slower than comparing each pair by the collator. Twenty thousand rows take a millisecond or two, which is too short
to be measured.
*/
export const filterSort = forEachSize(filterAndSort, [100_000]);

async function filterAndSort(n: number, {short}: {readonly short: boolean}): Promise<readonly Result[]> {
	const runs = short ? 1 : 9;
	const rows = shuffled(createRows(n));
	const list = searchIndexOf(rows, columns);
	const rowTexts = list.rowTexts();
	const {searchTerm, macSearchTerm} = list;
	const results = [];
	for (const [expression, terms, method = 'every'] of [
		['user77', [searchTerm('user77')]],
		['олег', [searchTerm('олег')]],
		['олег 0.0.1 !mag254', [searchTerm('олег'), searchTerm('0.0.1'), searchTerm('mag25')]],
		['1a-79-01', [searchTerm('1a-79-01'), macSearchTerm('1a-79-01')], 'some'],
	] as const) {
		const find = () => rowTexts.filter(text => terms[method](term => text.includes(term)));
		if ((filterRows(list, expression) as readonly Row[]).length !== find().length)
			throw new Error(`The filter “${expression}” and its floor find different rows.`);
		results.push(
			await compare(`filter ${n} rows: ${expression}`, 1.5, {
				runs,
				floor: async () => find(),
				measured: async () => filterRows(list, expression),
			}),
		);
	}

	for (const id of ['login', 'full_name', 'stb_mac']) {
		const keys = sortKeys(rows, columnNamed(id));
		results.push(
			await compare(`sort ${n} rows by ${id}`, 1.5, {
				runs,
				floor: async () => keys.toSorted(),
				measured: async () => sortTexts(keys),
			}),
		);
	}

	const column = columnNamed('full_name');
	const {compare: collated} = new Intl.Collator('uk', {numeric: true, sensitivity: 'base'});
	results.push(
		await compare(`keys and sort of ${n} rows by full_name, against Intl.Collator`, 1, {
			runs: Math.min(runs, 3),
			floor: async () => rows.map(row => String(column.value(row))).toSorted(collated),
			measured: async () => sortRows([...rows], column, false),
		}),
	);
	return results;
}

const columnNamed = (id: string) => columns.find(column => column.id === id)!;
