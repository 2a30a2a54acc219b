import type {Query} from '../../source/billing/query.ts';

/** The tables that actions write, without billing's log and the console's own tables. */
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

/** All tables that a test can change, each after the tables that it refers to. */
export const tables: readonly string[] = [
	'admins',
	...businessTables,
	'admin_actions',
	'stalker_journal',
	'stalker_journal_rows',
	'stalker_allotment',
	'stalker_locks',
	'stalker_counts',
];

/**
Copy billing's tables. Returns a function that restores them, with the next numbers of the sequences. It deletes rows: a truncated table is
a new file, which costs a server many times as much as these few rows.
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
