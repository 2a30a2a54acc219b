import type {MikroORM} from '@mikro-orm/core';
import {message} from '../i18n/translator.ts';
import type {ClusterContents} from './cluster-files.ts';
import {parseDatabaseAddress, type DatabaseAddress} from './database-address.ts';
import type {Dialect} from './dialects/dialect.ts';
import {makeOwnTables} from './dialects/own-tables.ts';
import {BillingError, toBillingError} from './errors.ts';
import type {PostgresConnectionOptions} from './drivers/connection-options.ts';
import type {Driver} from './drivers/driver.ts';
import type {MapRows, Query} from './query.ts';
import {readSchemaStatus, type DatabaseKind, type DatabaseStatus, assertReadable} from './schema-status.ts';
import {createSqlPorts} from './sql-ports.ts';

/** An open billing database. All errors are {@link BillingError}s. */
export type Database = {
	readonly kind: DatabaseKind;
	/** `host:port/name`, or the directory; never credentials. */
	readonly where: string;
	/** What differs between databases. */
	readonly dialect: Dialect;
	readonly query: Query;
	readonly mapRows: MapRows;
	/**
	Runs `work` in a transaction. Inside, only the given `query` may be awaited: PGlite has one session,
	and another query would wait for the end of the transaction forever.
	*/
	transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
	status(): Promise<DatabaseStatus>;
	/**
	Creates or completes the tables of this program; safe to run twice at once. Throws `ERR_BILLING_FOREIGN`,
	`ERR_BILLING_NEWER`. Returns the names of the migrations applied.
	*/
	migrate(): Promise<readonly string[]>;
	/** Creates the console's own tables for an ABillS on MariaDB, in a database of their own. Can be repeated. */
	attach(): Promise<void>;
	/** The database of the console's own tables, where that is another one. */
	readonly consoleDatabase: string | null;
	/** SQL that would make the tables match the entities; empty when they do. For tests. */
	schemaDifference(): Promise<string>;
	close(): Promise<void>;
};

/**
Connects to billing: `postgres://…`, `embedded:`, `embedded:/directory`, `memory:`. Does not check the tables;
`openBilling` does. `contents`: what a new database in memory contains, if the build has it; otherwise it is empty.

A database is used through its driver. The ORM applies migrations, and is imported when there is one to apply.
*/
export async function openDatabase(target: string, contents: ClusterContents = 'empty'): Promise<Database> {
	const address = parseDatabaseAddress(target);
	const lock = await lockEmbedded(address);
	try {
		return await connect(address, contents, () => lock?.release());
	} catch (error) {
		lock?.release();
		throw toBillingError(error, address.where);
	}
}

async function lockEmbedded(address: DatabaseAddress): Promise<{release(): void} | null> {
	if (address.kind !== 'embedded') return null;
	const {lockDirectory} = await import('./lock.ts');
	try {
		return lockDirectory(address.directory);
	} catch (error) {
		throw toBillingError(error, address.where);
	}
}

async function connect(
	address: DatabaseAddress,
	contents: ClusterContents,
	release: () => void,
): Promise<Database> {
	const {where} = address;
	const consoleDatabase = address.kind === 'mariadb' ? address.server.consoleDatabase : null;
	const [server, dialect] = await Promise.all([openServer(address, contents), loadDialect(address)]);
	const {driver} = server;
	const {query, mapRows, transaction} = createSqlPorts({driver, where, consoleDatabase, dialect});
	const withBillingErrors = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw toBillingError(error, where);
		}
	};
	const close = async () => {
		try {
			await driver.close();
		} finally {
			await server.close();
		}
	};
	const database: Database = {
		kind: address.kind === 'mariadb' ? 'server' : address.kind,
		where,
		dialect,
		consoleDatabase,
		query,
		mapRows,
		transaction,
		async status() {
			const {kind} = database;
			const schema = await readSchemaStatus(query, dialect);
			return {kind, where, hasMigrations: dialect.hasMigrations, ...schema};
		},
		migrate: async () => withBillingErrors(async () => migrate(database, server)),
		async attach() {
			if (consoleDatabase === null)
				throw new BillingError('ERR_BILLING_FOREIGN', message('abills-no-attach', {where}));
			await makeOwnTables(query, consoleDatabase, where);
		},
		schemaDifference: async () =>
			withBillingErrors(async () =>
				withOrm(server, where, async orm => orm.schema.getUpdateSchemaSQL({wrap: false, dropTables: false})),
			),
		async close() {
			try {
				await withBillingErrors(close);
			} finally {
				release();
			}
		},
	};

	try {
		await query('select 1');
	} catch (error) {
		await close();
		throw error;
	}

	return database;
}

/**
What serves the database: its driver, and how the ORM connects to it, which is never to a MariaDB. `close` is for when both are closed.
*/
type Server = {
	readonly driver: Driver;
	readonly connection: PostgresConnectionOptions | null;
	close(): Promise<void>;
};

/** Nothing connects yet, but an embedded engine starts. */
async function openServer(address: DatabaseAddress, contents: ClusterContents): Promise<Server> {
	const close = async () => undefined;
	if (address.kind === 'mariadb') {
		const {createMariadbDriver} = await import('./drivers/mariadb-driver.ts');
		return {driver: createMariadbDriver(address.server), connection: null, close};
	}

	const [{createPostgresDriver}, {embeddedConnectionOptions, postgresConnectionOptions}] = await Promise.all([
		import('./drivers/postgres-driver.ts'),
		import('./drivers/connection-options.ts'),
	]);
	if (address.kind === 'server') {
		const connection = postgresConnectionOptions(address.server);
		return {driver: createPostgresDriver(connection), connection, close};
	}

	const {startEmbeddedEngine} = await import('./drivers/embedded-engine.ts');
	const engine = await startEmbeddedEngine(
		address.kind === 'embedded'
			? {directory: address.directory, contents: 'empty'}
			: {directory: null, contents},
	);
	const connection = embeddedConnectionOptions(engine.connect);
	return {driver: createPostgresDriver(connection), connection, close: engine.close};
}

/**
Opens the ORM, on connections of its own, for as long as the work takes. Where the work fails, it does not wait until they are closed: on a
line that has fallen silent that does not end.
*/
async function withOrm<Result>(
	{connection}: Server,
	where: string,
	work: (orm: MikroORM) => Promise<Result>,
): Promise<Result> {
	if (!connection) throw new BillingError('ERR_BILLING_FOREIGN', message('abills-no-migrate', {where}));
	const [{MikroORM}, {default: ormOptions}] = await Promise.all([
		import('@mikro-orm/core'),
		import('../../mikro-orm.config.ts'),
	]);
	const orm = await MikroORM.init(await ormOptions(connection));
	try {
		const result = await work(orm);
		await orm.close();
		return result;
	} catch (error) {
		orm.close().catch(() => undefined);
		throw error;
	}
}

/** Applies the missing migrations. Two programs may start this on one server at the same time. */
async function migrate(database: Database, server: Server): Promise<readonly string[]> {
	if (database.kind !== 'server') return applyMigrations(database, server);
	// Holds the lock in one connection while the migrator, which takes no locks, works in another.
	return database.transaction(async locked => {
		if (database.dialect.hasMigrations) await locked('select pg_advisory_xact_lock(?, 0)', [migrationLock]);
		return applyMigrations(database, server);
	});
}

async function applyMigrations(database: Database, server: Server): Promise<readonly string[]> {
	const status = await database.status();
	if (status.abills)
		throw new BillingError('ERR_BILLING_FOREIGN', message('abills-no-migrate', {where: database.where}));
	if (!status.hasMigrations || ['foreign', 'unreleased', 'newer'].includes(status.state))
		assertReadable(status);
	if (status.state === 'ready') return [];
	const applied = await withOrm(server, database.where, async orm => orm.migrator.up());
	return applied.map(({name}) => name);
}

/** Loads the dialect of the database. */
const loadDialect = async ({kind}: DatabaseAddress): Promise<Dialect> =>
	kind === 'mariadb'
		? (await import('./dialects/mariadb.ts')).mariadb
		: (await import('./dialects/postgres.ts')).postgres;

/** First key of the advisory lock under which tables are created: the bytes of "stal". */
const migrationLock = 0x73_74_61_6c;
