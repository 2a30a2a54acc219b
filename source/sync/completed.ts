import type {Row, Sheet} from './row.ts';

/** What the list itself said, by the record that took its place. */
const listed = new WeakMap<object, unknown>();

const listedOf = (record: unknown): unknown => listed.get(record as object) ?? record;

/** The sheet with these records, by the keys of their rows, in place of what the list said. Marks stay: what is dear is compared with nothing. */
export function completed(sheet: Sheet, records: ReadonlyMap<string, unknown>): Sheet {
	if (records.size === 0) return sheet;
	const replaced = new Map<unknown, unknown>();
	const rows = sheet.rows.map(row => {
		const record = records.get(row.key);
		if (record === undefined || row.theirs === null) return row;
		replaced.set(row.theirs, record);
		listed.set(record as object, listedOf(row.theirs));
		return {...row, theirs: record};
	});
	const items = sheet.theirs.items.map(item => replaced.get(item) ?? item);
	return {...sheet, rows, theirs: {...sheet.theirs, items}};
}

/** The row as the list said it, without what was asked for of it alone: a list that is read again has none of that. */
export const asListed = (row: Row): Row =>
	row.theirs === null ? row : {...row, theirs: listedOf(row.theirs)};
