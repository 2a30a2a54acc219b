import type {Sheet} from './row.ts';

/** The sheet with these records, by the keys of their rows, in place of what the list said. Marks stay: what is dear is compared with nothing. */
export function completed(sheet: Sheet, records: ReadonlyMap<string, unknown>): Sheet {
	if (records.size === 0) return sheet;
	const replaced = new Map<unknown, unknown>();
	const rows = sheet.rows.map(row => {
		const record = records.get(row.key);
		if (record === undefined || row.theirs === null) return row;
		replaced.set(row.theirs, record);
		return {...row, theirs: record};
	});
	const items = sheet.theirs.items.map(item => replaced.get(item) ?? item);
	return {...sheet, rows, theirs: {...sheet.theirs, items}};
}
