import type {Query} from '../query.ts';
import {message} from '../../i18n/translator.ts';
import {BillingError} from '../errors.ts';
import {sqlStateOf} from './mariadb-errors.ts';

/** The migrations that make the tables below, oldest first. */
export const ownMigrationNames = ['2026-11-30-mariadb', '2026-12-01-counts'] as const;

const ownTable = /\bstalker_(?:journal_rows|journal|allotment|locks|counts|migrations)\b/g;

/** Whether a table is the console's own, not one of ABillS'. */
export const isOwnTable = (table: string): boolean => table.startsWith('stalker_');

/** Names the console's own tables in a statement by their database. The statement has `?` for its values, so that no value is touched. */
export const qualifyOwnTables = (sql: string, database: string): string =>
	sql.replaceAll(ownTable, table => `\`${database}\`.${table}`);

/**
The statements that make the console's own tables in their database, each repeatable, and to be qualified: MariaDB commits at every one.
Times are UTC. Indexed texts are short enough for old servers.
*/
export const ownTableStatements = (database: string): readonly string[] => {
	const table = (name: string, ...columns: readonly string[]) =>
		`create table if not exists ${name} (${columns.join(', ')}) engine InnoDB default charset utf8mb4`;
	return [
		`create database if not exists \`${database}\` default character set utf8mb4`,
		table(
			'stalker_journal',
			'id bigint unsigned not null auto_increment primary key',
			'at datetime(6) not null',
			'run varchar(64) not null',
			'service_id int not null default 0',
			`resource varchar(32) not null default ''`,
			'action varchar(32) not null',
			'subject varchar(190) not null',
			'row_count int not null default 0',
			'undoes bigint unsigned not null default 0',
			'os_user varchar(190) not null',
			'sudo_user varchar(190) null',
			'ssh_client varchar(190) null',
			'aid int not null',
			'host varchar(190) null',
			'pid int null',
			'process varchar(190) null',
			'leased_at datetime(6) not null',
			`state varchar(8) not null default 'open'`,
			'error text null',
			'closed_at datetime(6) null',
			'key (subject)',
			'key (state)',
			'key (undoes)',
		),
		table(
			'stalker_journal_rows',
			'entry_id bigint unsigned not null',
			'position int not null',
			'row_key varchar(190) not null',
			`state varchar(9) not null default 'open'`,
			'change_set longtext not null',
			'results longtext not null',
			'error text not null',
			'undoes_entry bigint unsigned not null default 0',
			'undoes_position int not null default 0',
			'primary key (entry_id, position)',
			'key (row_key)',
			'key (state, entry_id)',
			'key (undoes_entry, undoes_position)',
		),
		table('stalker_allotment', 'id smallint not null primary key', 'last int not null default 0'),
		table('stalker_locks', 'id int not null primary key'),
		table(
			'stalker_counts',
			'service_id int not null',
			'list varchar(32) not null',
			'hour varchar(13) not null',
			'unsynced int not null',
			'primary key (service_id, list, hour)',
		),
		table(
			'stalker_migrations',
			'id int not null auto_increment primary key',
			'name varchar(190) not null',
			'executed_at datetime(6) not null',
		),
		`insert ignore into stalker_allotment (id, last) values (1, 0)`,
		`insert ignore into stalker_locks (id) values (0)`,
		...ownMigrationNames.map(
			(name, index) =>
				`insert ignore into stalker_migrations (id, name, executed_at) values (${index + 1}, '${name}', utc_timestamp(6))`,
		),
	];
};

/**
Make the console's own tables in their database; what is there already stays. Throws `ERR_BILLING_REFUSED_WRITE` where the user may not make
the database.
*/
export async function makeOwnTables(query: Query, database: string, where: string): Promise<void> {
	for (const statement of ownTableStatements(database)) {
		try {
			await query(statement);
		} catch (error) {
			if (sqlStateOf(error) !== '42501') throw error;
			throw new BillingError(
				'ERR_BILLING_REFUSED_WRITE',
				message('abills-no-own-rights', {where, schema: database}),
				{cause: error},
			);
		}
	}
}

/** Which of the console's own migrations was applied: none where their database is absent, or the user may not see it. */
export async function ownMigration(query: Query): Promise<readonly string[]> {
	try {
		const rows = await query<{name: string}>('select name from stalker_migrations order by id');
		return rows.map(({name}) => name);
	} catch (error) {
		const state = sqlStateOf(error);
		if (state === '42P01' || state === '42501' || state === '3D000') return [];
		throw error;
	}
}
