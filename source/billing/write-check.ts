import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';
import type {Database} from './database.ts';
import {migrations} from './migrations/migrations.ts';

/**
Why nothing, or not everything, can be written to a PostgreSQL database of ours, with the way out: a standby server, sessions that are
read-only, missing rights. Empty where all can be written, and on MariaDB, whose rights the probe of ABillS has checked. Only reads.
*/
export async function readUnwritableMessages({
	dialect,
	query,
	where,
}: Pick<Database, 'dialect' | 'query' | 'where'>): Promise<readonly Message[]> {
	if (!dialect.hasMigrations) return [];
	const tables = [...new Set(migrations.flatMap(migration => migration.tables))];
	const [[session], unwritable] = await Promise.all([
		query<{standby: boolean; read_only: string}>(
			`select pg_is_in_recovery() as standby, current_setting('default_transaction_read_only') as read_only`,
		),
		query<{name: string}>(
			`select c.relname::text as name from pg_class c
			where c.relkind in ('r', 'p') and pg_table_is_visible(c.oid) and c.relname in ?
				and not (has_table_privilege(c.oid, 'INSERT') and has_table_privilege(c.oid, 'UPDATE') and has_table_privilege(c.oid, 'DELETE'))
			order by c.relname`,
			[tables],
		),
	]);
	return [
		...(session!.standby ? [message('billing-standby', {where})] : []),
		...(session!.read_only === 'on' && !session!.standby
			? [message('billing-sessions-read-only', {where})]
			: []),
		...(unwritable.length > 0
			? [message('billing-rights', {where, tables: unwritable.map(({name}) => name)})]
			: []),
	];
}

/** The database's time, in milliseconds since 1970, and the product with its version. */
export async function readServer({
	dialect,
	query,
}: Pick<Database, 'dialect' | 'query'>): Promise<{readonly now: number; readonly product: string}> {
	const [row] = await query<{now: string; product: string}>(
		`select ${dialect.toIsoTime(dialect.now)} as now, version() as product`,
	);
	const [name] = row!.product.split(/ \(| on |,/);
	return {now: Date.parse(row!.now), product: dialect.hasMigrations ? name! : `MariaDB/MySQL ${name!}`};
}
