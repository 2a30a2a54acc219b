import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {openDatabase, type Database} from '../../source/billing/database.ts';

/** A database for one test file. */
type Engine = {
	readonly name: 'PGlite' | 'PostgreSQL';
	/** Address for another process; PGlite can be opened by this process alone. */
	readonly url: string;
};

const server = process.env['TEST_DATABASE_URL'];

type OnEngine = {readonly billing: Billing; readonly database: Database; readonly engine: Engine};

type Options = {readonly fill?: boolean};

/**
Runs the tests on PGlite, and on PostgreSQL too when `TEST_DATABASE_URL` names a server. Tables are emptied before each test, unless they `fill` them
themselves.
*/
export const onEachEngine = (tests: (scene: () => OnEngine) => void, options: Options = {}): void =>
	onEngines(server === undefined ? ['PGlite'] : ['PGlite', 'PostgreSQL'], tests, options);

/**
Runs the tests on PostgreSQL where there is one, else on PGlite: for code above billing, which does not depend on the
engine.
*/
export const onOneEngine = (tests: (scene: () => OnEngine) => void, options: Options = {}): void =>
	onEngines([server === undefined ? 'PGlite' : 'PostgreSQL'], tests, options);

function onEngines(
	names: ReadonlyArray<Engine['name']>,
	tests: (scene: () => OnEngine) => void,
	{fill = false}: Options,
): void {
	for (const name of names) {
		describe(name, () => {
			let scene: OnEngine;
			let drop: (() => Promise<void>) | null = null;

			beforeAll(async () => {
				const own = name === 'PGlite' ? {url: 'memory:', drop: null} : await createDatabase();
				drop = own.drop;
				if (name === 'PostgreSQL') await migrated(own.url);
				const billing = await openBilling(own.url);
				scene = {billing, database: billing.database, engine: {name, url: own.url}};
			});
			if (!fill) beforeEach(async () => empty(scene.database));
			afterAll(async () => {
				await scene?.billing.close();
				await drop?.();
			});
			tests(() => scene);
		});
	}
}

/** Creates an empty database on the server of `TEST_DATABASE_URL`; the caller drops it. */
export async function createDatabase(): Promise<{readonly url: string; drop(): Promise<void>}> {
	const name = `billing_test_${process.pid}_${randomBytes(4).toString('hex')}`;
	await onServer(`create database ${name}`);
	const url = new URL(server!);
	url.pathname = `/${name}`;
	return {url: url.href, drop: async () => onServer(`drop database ${name} with (force)`)};
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

/** Migrates the database at this address. */
export async function empty({query}: Database): Promise<void> {
	await query(`truncate users, users_pi, bills, iptv_services, tarif_plans, iptv_main, iptv_channels, intervals, iptv_ti_channels,
		iptv_users_channels, admin_actions, stalker_journal, stalker_journal_rows restart identity`);
	await query('update stalker_allotment set last = 0');
	await query('delete from admins where aid > 2');
}
