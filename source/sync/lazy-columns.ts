import type {Row, Comparison} from './row.ts';

/** The record as the list had it, by the record that replaced it. */
const listRecords = new WeakMap<object, unknown>();

const listRecordOf = (record: unknown): unknown => listRecords.get(record as object) ?? record;

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
		listRecords.set(record as object, listRecordOf(row.stalker));
		return {...row, stalker: record};
	});
	const items = comparison.stalker.items.map(item => replaced.get(item) ?? item);
	return {...comparison, rows, stalker: {...comparison.stalker, items}};
}

/** The row with the list's own record, without lazily loaded values: a list that is read again has none of them. */
export const withoutLazyColumns = (row: Row): Row =>
	row.stalker === null ? row : {...row, stalker: listRecordOf(row.stalker)};
