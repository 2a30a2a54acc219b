import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Client} from 'pg';
import type {Billing} from '../source/billing/billing.ts';
import {openDatabase, type Database} from '../source/billing/database.ts';
import {loadConfig} from '../source/config/config.ts';
import {connect} from '../source/app/connect.ts';
import {toEnglish} from '../source/i18n/translator.ts';
import type {AppContext} from '../source/app/context.ts';
import {startBenchPortal, type BenchPortal} from './bench-portal.ts';

/** `address` is the database's; `environment` is what the program itself would be started with to work on the same systems. */
export type BenchContext = {
	readonly world: AppContext;
	readonly portal: BenchPortal;
	readonly databaseUrl: string;
	readonly environment: Readonly<Record<string, string>>;
	/** Lets go of the world, as the embedded engine needs before the program can have it. */
	closeContext(): Promise<void>;
	close(): Promise<void>;
};

/** A portal of `n` accounts, beside an empty billing that knows their plan. */
export async function createBenchContext(n: number): Promise<BenchContext> {
	const portal = await startBenchPortal(n);
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-bench-'));
	const {address, drop} = await createDatabase();
	const environment = {
		HOME: home,
		STALKER_URL: `http://127.0.0.1:${portal.port}`,
		DATABASE_URL: address === 'embedded:' ? `embedded:${home}/billing` : address,
	};
	const migrating = await openDatabase(environment.DATABASE_URL);
	await migrating.migrate();
	await migrating.close();
	const config = loadConfig({flags: {}, environment});
	const opened = await connect(config, {
		environment,
		warn: warning => process.stderr.write(`${toEnglish(warning)}\n`),
	});
	const service = await opened.ensurePortal();
	await opened.billing.database.query(
		`insert into tarif_plans (id, module, service_id, name) values (101, 'Iptv', ?, 'Базовий')`,
		[service],
	);
	let isOpen = true;
	const leave = async () => {
		if (isOpen) await opened.close();
		isOpen = false;
	};

	return {
		world: opened,
		portal,
		databaseUrl: address,
		environment,
		closeContext: leave,
		async close() {
			await leave();
			portal.close();
			await drop();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

/** A database of this bench's own on the server that TEST_DATABASE_URL names; without one, the embedded engine. */
async function createDatabase(): Promise<{readonly address: string; drop(): Promise<void>}> {
	const address = process.env['TEST_DATABASE_URL'];
	if (address === undefined) return {address: 'embedded:', drop: async () => {}};
	const name = `bench_${process.pid}_${randomBytes(4).toString('hex')}`;
	const maintenance: Database = await openDatabase(address);
	await maintenance.query(`create database ${name}`);
	return {
		address: Object.assign(new URL(address), {pathname: `/${name}`}).href,
		async drop() {
			await maintenance.query(`drop database ${name} with (force)`);
			await maintenance.close();
		},
	};
}

/** Billing as it was before anything was added. */
export const clearBilling = async ({billing}: AppContext): Promise<unknown> =>
	billing.database.query(
		'truncate users, users_pi, bills, iptv_main, admin_actions, stalker_journal restart identity cascade',
	);

type DriverConnection = {(sql: string, values?: readonly unknown[]): Promise<unknown>; end(): Promise<void>};

/** Statements by the driver alone; the embedded engine has one connection, which billing holds. */
export async function connectDriver(address: string, {database}: Billing): Promise<DriverConnection> {
	if (database.kind !== 'server') {
		const run = async (sql: string, values: readonly unknown[] = []) =>
			database.query(
				sql.replaceAll(/\$\d/g, '?'),
				[...sql.matchAll(/\$(\d)/g)].map(([, place]) => values[Number(place) - 1]),
			);
		return Object.assign(run, {end: async () => {}});
	}

	const client = new Client(address);
	await client.connect();
	const run = async (sql: string, values: readonly unknown[] = []) => client.query(sql, [...values]);
	return Object.assign(run, {end: async () => client.end()});
}
