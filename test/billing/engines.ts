import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {openDatabase, type Database} from '../../source/billing/database.ts';
import {qualifyOwnTables} from '../../source/billing/dialects/own-tables.ts';
import {tables} from '../support/billing-tables.ts';
import {createAbills, mariadbServer, type AbillsDatabase} from './abills/database.ts';
import type {Rows} from './abills/rows.ts';
import type {VariantName} from './abills/variants.ts';
import {fresh} from './abills/fresh.ts';

/** A database for one test file. */
type Engine = {
	readonly name: 'PGlite' | 'PostgreSQL' | 'MariaDB';
	/** Address for another process; PGlite can be opened by this process alone. */
	readonly url: string;
};

const server = process.env['TEST_DATABASE_URL'];

export type OnEngine = {
	readonly billing: Billing;
	readonly database: Database;
	readonly engine: Engine;
	/** Ask or change anything, whatever rights the program has. */
	query<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
};

type Options = {readonly fill?: boolean};

/**
Runs the tests on PGlite, and on PostgreSQL too when `TEST_DATABASE_URL` names a server. Tables are emptied before each test, unless they
`fill` them themselves.
*/
export const onEachEngine = (tests: (fixture: () => OnEngine) => void, options: Options = {}): void =>
	onEngines(server === undefined ? ['PGlite'] : ['PGlite', 'PostgreSQL'], tests, options);

/**
As {@link onEachEngine}, and on an ABillS on MariaDB, too, where `TEST_MARIADB_URL` names a server: attached, with the least rights, and
with one Stalker provider.
*/
export const onEachBilling = (tests: (fixture: () => OnEngine) => void, options: Options = {}): void =>
	onEngines(
		[
			'PGlite',
			...(server === undefined ? [] : ['PostgreSQL' as const]),
			...(mariadbServer ? ['MariaDB' as const] : []),
		],
		tests,
		options,
	);

/**
Runs the tests on PostgreSQL where there is one, else on PGlite: for code above billing, which does not depend on the
engine.
*/
export const onOneEngine = (tests: (fixture: () => OnEngine) => void, options: Options = {}): void =>
	onEngines([server === undefined ? 'PGlite' : 'PostgreSQL'], tests, options);

function onEngines(
	names: ReadonlyArray<Engine['name']>,
	tests: (fixture: () => OnEngine) => void,
	{fill = false}: Options,
): void {
	for (const name of names) {
		describe(name, () => {
			let fixture: OnEngine;
			let close: () => Promise<void>;
			let clear: () => Promise<void>;

			beforeAll(async () => {
				const opened = await (name === 'MariaDB' ? openAttached() : openOwn(name));
				({fixture, close, clear} = opened);
			});
			if (!fill) beforeEach(async () => clear());
			afterAll(async () => close?.());
			tests(() => fixture);
		});
	}
}

type Opened = {readonly fixture: OnEngine; clear(): Promise<void>; close(): Promise<void>};

async function openOwn(name: 'PGlite' | 'PostgreSQL'): Promise<Opened> {
	const own = name === 'PGlite' ? {url: 'memory:', drop: null} : await createDatabase();
	if (name === 'PostgreSQL') await migrated(own.url);
	const billing = await openBilling(own.url);
	const {database} = billing;
	return {
		fixture: {billing, database, engine: {name, url: own.url}, query: database.query},
		clear: async () => empty(database),
		async close() {
			await billing.close();
			await own.drop?.();
		},
	};
}

/**
An attached ABillS on the server of `TEST_MARIADB_URL`, or another one, and the address of a user with the least rights; the caller drops
it.
*/
export async function createAttached(
	variant: VariantName = 'fresh',
	rows: Rows = {},
	server?: string,
): Promise<AbillsDatabase & {readonly url: string}> {
	const abills = await createAbills(variant, rows, server);
	const url = await abills.addressFor();
	const database = await openDatabase(url);
	await database.attach();
	await database.close();
	return {...abills, url};
}

/** The only provider of an ABillS that is otherwise empty. */
export const stalkerProvider: Rows = {
	admins: [
		{aid: 1, id: 'abills'},
		{aid: 2, id: 'system'},
	],
	iptv_services: [{id: 1, name: 'Stalker', module: 'Stalker_api', url: 'http://portal.example/'}],
};

async function openAttached(): Promise<Opened> {
	const abills = await createAttached();
	const {url} = abills;
	const billing = await openBilling(url);
	const query: OnEngine['query'] = async (sql, values = []) => {
		const [rows] = await abills.root.query(qualifyOwnTables(sql, abills.own), [...values]);
		return rows as never;
	};
	return {
		fixture: {billing, database: billing.database, engine: {name: 'MariaDB', url}, query},
		async clear() {
			for (const table of [
				...Object.keys(fresh),
				'stalker_journal',
				'stalker_journal_rows',
				'stalker_counts',
			])
				await query(`truncate ${table}`);
			await query('update stalker_allotment set last = 0');
			await abills.insert(stalkerProvider);
		},
		async close() {
			await billing.close();
			await abills.drop();
		},
	};
}

/** Creates an empty database on the server of `TEST_DATABASE_URL`; the caller drops it. */
export async function createDatabase(): Promise<{readonly url: string; drop(): Promise<void>}> {
	const name = `billing_test_${process.pid}_${randomBytes(4).toString('hex')}`;
	await onServer(`create database ${name}`);
	const url = new URL(server!);
	url.pathname = `/${name}`;
	return {url: url.href, drop: async () => onServer(`drop database ${name} with (force)`)};
}

/**
An empty billing for a program under test: on the server of `TEST_DATABASE_URL`, else embedded in this directory. The caller drops it.
*/
export async function createEmpty(home: string): Promise<{readonly url: string; drop(): Promise<void>}> {
	if (server === undefined) return {url: `embedded:${home}/billing`, drop: async () => undefined};
	const own = await createDatabase();
	await migrated(own.url);
	return own;
}

export async function migrated(url: string): Promise<void> {
	const database = await openDatabase(url);
	await database.migrate();
	await database.close();
}

async function onServer(sql: string): Promise<void> {
	const database = await openDatabase(server!);
	await database.query(sql);
	await database.close();
}

/** Tables of rows that a test makes, each after the tables that it refers to. */
const emptied = tables.filter(name => !['admins', 'stalker_allotment', 'stalker_locks'].includes(name));

/**
Deletes what a test has written, and restarts the numbers. It deletes rows: a truncated table is a new file, which costs a server a hundred
times as much.
*/
export async function empty({query}: Database): Promise<void> {
	await query(`do $$
		declare own record;
		begin
			${emptied
				.toReversed()
				.map(name => `delete from ${name};`)
				.join(' ')}
			delete from admins where aid > 2;
			update stalker_allotment set last = 0;
			for own in
				select pg_get_serial_sequence(table_name, column_name) as sequence from information_schema.columns
				where table_schema = 'public' and is_identity = 'YES' and table_name in (${emptied.map(name => `'${name}'`).join(', ')})
			loop
				perform setval(own.sequence, 1, false);
			end loop;
		end $$`);
}
