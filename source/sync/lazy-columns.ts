import type {Row, Comparison} from './row.ts';

/** What the list itself said, by the record that took its place. */
const listRecords = new WeakMap<object, unknown>();

const listRecordOf = (record: unknown): unknown => listRecords.get(record as object) ?? record;

/** The sheet with these records, by the keys of their rows, in place of what the list said. Marks stay: what is dear is compared with nothing. */
export function withLazyColumns(sheet: Comparison, records: ReadonlyMap<string, unknown>): Comparison {
	if (records.size === 0) return sheet;
	const replaced = new Map<unknown, unknown>();
	const rows = sheet.rows.map(row => {
		const record = records.get(row.key);
		if (record === undefined || row.stalker === null) return row;
		replaced.set(row.stalker, record);
		listRecords.set(record as object, listRecordOf(row.stalker));
		return {...row, stalker: record};
	});
	const items = sheet.stalker.items.map(item => replaced.get(item) ?? item);
	return {...sheet, rows, stalker: {...sheet.stalker, items}};
}

/** The row as the list said it, without what was asked for of it alone: a list that is read again has none of that. */
export const withoutLazyColumns = (row: Row): Row =>
	row.stalker === null ? row : {...row, stalker: listRecordOf(row.stalker)};
