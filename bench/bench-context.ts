import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Client} from 'pg';
import type {Billing} from '../source/billing/billing.ts';
import {openDatabase, type Database} from '../source/billing/database.ts';
import {loadConfig} from '../source/config/config.ts';
import {chosenPortal, configuredPortals, connect} from '../source/app/connect.ts';
import {toEnglish} from '../source/i18n/translator.ts';
import type {AppContext} from '../source/app/context.ts';
import {startBenchPortal, type BenchPortal} from './bench-portal.ts';

/** Both systems of one benchmark. `environment` starts the program on the same systems. */
export type BenchContext = {
	readonly context: AppContext;
	readonly portal: BenchPortal;
	readonly databaseUrl: string;
	readonly environment: Readonly<Record<string, string>>;
	/** Closes `context`: the embedded engine can be open in one process at a time. */
	closeContext(): Promise<void>;
	close(): Promise<void>;
};

/** Starts a portal of `n` accounts, beside a billing that has their tariff plan and nothing else. */
export async function createBenchContext(n: number): Promise<BenchContext> {
	const portal = await startBenchPortal(n);
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-bench-'));
	const {url, drop} = await createDatabase();
	const environment = {
		HOME: home,
		STALKER_URL: `http://127.0.0.1:${portal.port}`,
		DATABASE_URL: url === 'embedded:' ? `embedded:${home}/billing` : url,
	};
	const migrating = await openDatabase(environment.DATABASE_URL);
	await migrating.migrate();
	await migrating.close();
	const config = loadConfig({flags: {}, environment});
	const context = await connect(
		chosenPortal(
			configuredPortals(config, {
				environment,
				warn: warning => process.stderr.write(`${toEnglish(warning)}\n`),
			}),
		),
	);
	const providerId = await context.ensureProvider();
	await context.billing.database.query(
		`insert into tarif_plans (id, module, service_id, name) values (101, 'Iptv', ?, 'Базовий')`,
		[providerId],
	);
	let isOpen = true;
	const closeContext = async () => {
		if (isOpen) await context.close();
		isOpen = false;
	};

	return {
		context,
		portal,
		databaseUrl: url,
		environment,
		closeContext,
		async close() {
			await closeContext();
			portal.close();
			await drop();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

/** Creates a database on the server that TEST_DATABASE_URL names; without one, the embedded engine is used. */
async function createDatabase(): Promise<{readonly url: string; drop(): Promise<void>}> {
	const server = process.env['TEST_DATABASE_URL'];
	if (server === undefined) return {url: 'embedded:', drop: async () => {}};
	const name = `bench_${process.pid}_${randomBytes(4).toString('hex')}`;
	const maintenance: Database = await openDatabase(server);
	await maintenance.query(`create database ${name}`);
	return {
		url: Object.assign(new URL(server), {pathname: `/${name}`}).href,
		async drop() {
			await maintenance.query(`drop database ${name} with (force)`);
			await maintenance.close();
		},
	};
}

/** Removes all that actions have written to billing. */
export const clearBilling = async ({billing}: AppContext): Promise<unknown> =>
	billing.database.query(
		'truncate users, users_pi, bills, iptv_main, admin_actions, stalker_journal, stalker_journal_rows restart identity cascade',
	);

/** What the journal keeps of one row. */
export type JournalTexts = {readonly change_set: string; readonly results: string};

/** What the program has written to the journal: a floor writes the same. */
export const readJournalTexts = async (
	query: (sql: string) => Promise<unknown>,
	table = 'stalker_journal_rows',
): Promise<readonly JournalTexts[]> =>
	(await query(
		`select change_set, results from ${table} order by entry_id, position`,
	)) as readonly JournalTexts[];

type DriverConnection = {(sql: string, values?: readonly unknown[]): Promise<unknown>; end(): Promise<void>};

/** Runs statements on a connection of its own. The embedded engine has one, which `billing` has open. */
export async function connectDriver(url: string, {database}: Billing): Promise<DriverConnection> {
	if (database.kind !== 'server') {
		const run = async (sql: string, values: readonly unknown[] = []) =>
			database.query(
				sql.replaceAll(/\$\d/g, '?'),
				[...sql.matchAll(/\$(\d)/g)].map(([, index]) => values[Number(index) - 1]),
			);
		return Object.assign(run, {end: async () => {}});
	}

	const client = new Client(url);
	await client.connect();
	const run = async (sql: string, values: readonly unknown[] = []) => client.query(sql, [...values]);
	return Object.assign(run, {end: async () => client.end()});
}
