import type {Comparison} from './row.ts';

/**
The comparison with these records, by the keys of their rows, in place of the list's own. Sync statuses stay: lazy
columns are not compared with billing.
*/
export function withLazyColumns(comparison: Comparison, records: ReadonlyMap<string, unknown>): Comparison {
	if (records.size === 0) return comparison;
	const replaced = new Map<unknown, unknown>();
	const rows = comparison.rows.map(row => {
		const record = records.get(row.key);
		if (record === undefined || row.stalker === null) return row;
		replaced.set(row.stalker, record);
		return {...row, stalker: record};
	});
	const items = comparison.stalker.items.map(item => replaced.get(item) ?? item);
	return {...comparison, rows, stalker: {...comparison.stalker, items}};
}
