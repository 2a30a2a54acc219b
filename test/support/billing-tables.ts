import type {Query} from '../../source/billing/query.ts';

/** What deeds are about: billing's log and our own books apart. */
export const businessTables: readonly string[] = [
	'iptv_services',
	'users',
	'users_pi',
	'bills',
	'tarif_plans',
	'iptv_main',
	'iptv_channels',
	'intervals',
	'iptv_ti_channels',
	'iptv_users_channels',
];

/** All that can be other than it was, each behind those that it refers to. */
export const tables: readonly string[] = [
	'admins',
	...businessTables,
	'admin_actions',
	'stalker_journal',
	'stalker_allotment',
];

/**
Remember what is in billing now. The result makes it so again, the next numbers of its sequences included: a truncated table is a new file, which costs a server
many times as much as these few rows.
*/
export async function saveTables(query: Query): Promise<() => Promise<void>> {
	await query('drop schema if exists kept cascade');
	await query('create schema kept');
	for (const name of tables) await query(`create table kept.${name} as table ${name}`);
	const sequences = await query<{sql: string}>(
		`select format('perform setval(%L, %s, %L);', 'public.' || sequencename, coalesce(last_value, 1), last_value is not null) as sql
		from pg_sequences where schemaname = 'public'`,
	);
	const statements = [
		...tables.toReversed().map(name => `delete from ${name};`),
		...tables.map(name => `insert into ${name} overriding system value table kept.${name};`),
		...sequences.map(({sql}) => sql),
	];
	return async () => {
		await query(`do $$ begin ${statements.join(' ')} end $$`);
	};
}
