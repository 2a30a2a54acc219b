import type {Change} from './change.ts';

/** ABillS' table of each record, for people who correct something there by hand. */
const tables: Readonly<Record<string, string>> = {
	customer: 'users',
	service: 'iptv_main',
	tariff: 'tarif_plans',
	channel: 'iptv_channels',
	choice: 'iptv_users_channels',
};

/**
The names of a record's fields as billing has them: `iptv_main.cid`. Without fields, the table's. A field of another table names it itself.
*/
export function fieldNames({record}: Pick<Change, 'record'>, fields: readonly string[]): readonly string[] {
	const table = tables[record] ?? record;
	return fields.length === 0
		? [table]
		: fields.map(field => (field.includes('.') ? field : `${table}.${field}`));
}
