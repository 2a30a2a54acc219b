import type {EntityName, Primary, RequiredEntityData} from '@mikro-orm/core';
import {parseDatabaseAddress, type DatabaseAddress} from './database-address.ts';
import {
	BillingForeignTables,
	BillingSchemaNewer,
	BillingSchemaOutdated,
	BillingSchemaMissing,
	toBillingError,
	BillingRefused,
	type BillingError,
} from './errors.ts';
import type {Dialect} from './dialects/dialect.ts';
import type {MariadbPool} from './dialects/mariadb-session.ts';
import {ownTableStatements, qualifyOwnTables} from './dialects/own-tables.ts';
import type {Query} from './query.ts';
import {readSchemaStatus, unreadableReasons, unwritableReasons, type SchemaStatus} from './schema-status.ts';
import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';

/** The database as `db status` shows it. */
export type DatabaseStatus = SchemaStatus & {
	readonly kind: Database['kind'];
	readonly where: string;
	/** Whether this program can make the tables itself there. */
	readonly hasMigrations: boolean;
};

/** Inserts rows through the entities; their keys, in the order of the rows. */
export type Insert = <Entity extends object>(
	entity: EntityName<Entity>,
	rows: ReadonlyArray<RequiredEntityData<Entity>>,
) => Promise<ReadonlyArray<Primary<Entity>>>;

/** An open billing database. All errors are {@link BillingError}s. */
export type Database = {
	/** A PostgreSQL server, a PGlite directory of this user, or a PGlite in memory. */
	readonly kind: 'server' | 'embedded' | 'throwaway';
	/** `host:port/name`, or the directory; never credentials. */
	readonly where: string;
	/** What differs between databases. */
	readonly dialect: Dialect;
	readonly query: Query;
	/**
	Runs `work` in a transaction. Inside, only the given `query` and `insert` may be awaited: PGlite has one connection,
	and another query would wait for the end of the transaction forever.
	*/
	transaction<Result>(work: (query: Query, insert: Insert) => Promise<Result>): Promise<Result>;
	status(): Promise<DatabaseStatus>;
	/**
	Creates or completes the tables of this program; safe to run twice at once. Throws {@link BillingForeignTables},
	{@link BillingSchemaNewer}. Returns the names of the migrations applied.
	*/
	migrate(): Promise<readonly string[]>;
	/** Make the console's own tables beside those of an ABillS on MariaDB, in a database of their own. Can be repeated. */
	attach(): Promise<void>;
	/** The database of the console's own tables, where that is another one. */
	readonly own: string | null;
	/** SQL that would make the tables match the entities; empty when they do. For tests. */
	schemaDifference(): Promise<string>;
	close(): Promise<void>;
};

/**
Connects to billing: `postgres://…`, `embedded:`, `embedded:/directory`, `memory:`. Does not check the tables;
`openBilling` does.

The ORM and its driver are imported on first use: that takes a tenth of a second.
*/
export async function openDatabase(target: string): Promise<Database> {
	const address = parseDatabaseAddress(target);
	const lock = await lockEmbedded(address);
	try {
		return await connect(address, () => lock?.release());
	} catch (error) {
		lock?.release();
		throw toBillingError(error, address.where);
	}
}

/** Throws why the database cannot be read. */
export function assertReadable(status: DatabaseStatus): void {
	const {state, where, foreign, abills} = status;
	const error = errorOf();
	if (error) throw error;

	function errorOf(): BillingError | null {
		switch (state) {
			case 'ready':
			case 'attached':
			case 'attachable':
			case 'copy':
				return null;
			case 'unfit':
				return new BillingForeignTables(
					message('billing-unfit', {where, reasons: abills ? unreadableReasons(abills) : []}),
				);
			case 'empty':
				return new BillingSchemaMissing(
					message(status.hasMigrations ? 'billing-empty' : 'billing-no-abills', {where}),
				);
			case 'outdated':
				return new BillingSchemaOutdated(message('billing-outdated', {where}));
			case 'unreleased':
				return new BillingSchemaOutdated(message('billing-unreleased', {where}));
			case 'newer':
				return new BillingSchemaNewer(message('billing-newer', {where}));
			case 'foreign':
				return new BillingForeignTables(message('billing-foreign', {where, tables: foreign}));
		}
	}
}

/** Why nothing may be written to this database, as a sentence; `null` where everything may. */
export function readOnlyReason(status: SchemaStatus): Message | null {
	const reasons = unwritableReasons(status);
	return reasons.length === 0 ? null : message('billing-abills-read-only', {reasons});
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

async function connect(address: DatabaseAddress, release: () => void): Promise<Database> {
	const [{MikroORM}, {default: ormOptions}, dialect] = await Promise.all([
		import('@mikro-orm/core'),
		import('../../mikro-orm.config.ts'),
		loadDialect(address),
	]);
	const {where} = address;
	const kind = address.kind === 'mariadb' ? 'server' : address.kind;
	const own = address.kind === 'mariadb' ? address.server.own : null;
	const orm = await MikroORM.init(
		await ormOptions(
			address.kind === 'server'
				? {is: 'server', url: address.url}
				: address.kind === 'mariadb'
					? {is: 'mariadb', address: address.server}
					: address.kind === 'embedded'
						? {is: 'directory', directory: address.directory}
						: {is: 'memory'},
		),
	);
	if (address.kind === 'mariadb') await prepareMariadb(orm.em.getConnection());
	type SqlExecutor = {execute(sql: string, values?: readonly unknown[]): Promise<unknown>};
	const createQuery = (em: SqlExecutor): Query => {
		return async <Row>(sql: string, values: readonly unknown[] = []) =>
			withBillingErrors(async () => {
				refuseNul(values);
				const text = own === null ? sql : qualifyOwnTables(sql, own);
				return (await em.execute(text, [...values])) as readonly Row[];
			});
	};
	type RowInserter = {
		getDriver(): {
			nativeInsertMany(
				entity: EntityName<object>,
				rows: readonly object[],
				options: {readonly ctx: unknown},
			): Promise<{readonly rows?: ReadonlyArray<Readonly<Record<string, unknown>>>}>;
		};
		getTransactionContext(): unknown;
	};
	const createInsert =
		(em: RowInserter): Insert =>
		async (entity, rows) => {
			if (rows.length === 0) return [];
			refuseNul(rows.flatMap(row => Object.values(row)));
			// `em.insertMany` returns the first key only.
			const result = await em
				.getDriver()
				.nativeInsertMany(entity as EntityName<object>, rows, {ctx: em.getTransactionContext()});
			const [key] = orm.getMetadata().get(entity).primaryKeys;
			return rows.map((row, index) => (Reflect.get(row, key!) ?? result.rows?.[index]?.[key!]) as never);
		};
	const query: Query = async (sql, values) =>
		createQuery(orm.em.fork() as unknown as SqlExecutor)(sql, values);
	const database: Database = {
		kind,
		where,
		dialect,
		own,
		query,
		transaction: async work =>
			withBillingErrors(async () =>
				orm.em
					.fork()
					.transactional(async em =>
						work(createQuery(em as unknown as SqlExecutor), createInsert(em as unknown as RowInserter)),
					),
			),
		async status() {
			return {kind, where, hasMigrations: dialect.hasMigrations, ...(await readSchemaStatus(query, dialect))};
		},
		migrate: async () =>
			withBillingErrors(async () => (kind === 'server' ? database.transaction(migrateLocked) : migrate())),
		async attach() {
			if (own === null) throw new BillingForeignTables(message('abills-no-attach', {where}));
			for (const statement of ownTableStatements(own)) await query(statement);
		},
		schemaDifference: async () =>
			withBillingErrors(async () => orm.schema.getUpdateSchemaSQL({wrap: false, dropTables: false})),
		async close() {
			try {
				await withBillingErrors(async () => orm.close());
			} finally {
				release();
			}
		},
	};

	try {
		await query('select 1');
	} catch (error) {
		await orm.close();
		throw error;
	}

	return database;

	/** Holds the lock in one connection while the migrator, which takes no locks, works in another. */
	async function migrateLocked(locked: Query): Promise<readonly string[]> {
		if (dialect.hasMigrations) await locked('select pg_advisory_xact_lock(?, 0)', [migrationLock]);
		return migrate();
	}

	async function migrate(): Promise<readonly string[]> {
		const status = await database.status();
		if (status.abills) throw new BillingForeignTables(message('abills-no-migrate', {where}));
		if (!dialect.hasMigrations || ['foreign', 'unreleased', 'newer'].includes(status.state))
			assertReadable(status);
		if (status.state === 'ready') return [];
		return (await orm.migrator.up()).map(({name}) => name);
	}

	async function withBillingErrors<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			if (isApplicationError(error)) throw error;
			throw toBillingError(error, where);
		}
	}
}

/** The file of the dialect that the database speaks. */
const loadDialect = async ({kind}: DatabaseAddress): Promise<Dialect> =>
	kind === 'mariadb'
		? (await import('./dialects/mariadb.ts')).mariadb
		: (await import('./dialects/postgres.ts')).postgres;

/** Every connection of the pool gets its settings before it is used. */
async function prepareMariadb(connection: unknown): Promise<void> {
	const {prepareConnections} = await import('./dialects/mariadb-session.ts');
	const {getNativeClient} = connection as {getNativeClient(): Promise<MariadbPool>};
	prepareConnections(await getNativeClient.call(connection));
}

/** A NUL would end the statement there, and a server drops a client that sends half a statement. */
function refuseNul(values: readonly unknown[]): void {
	if (values.some(value => typeof value === 'string' && value.includes('\0')))
		throw new BillingRefused(message('billing-character'));
}

/** First key of the advisory lock under which tables are created: the bytes of "stal". */
const migrationLock = 0x73_74_61_6c;

/** Whether an error was thrown by the code inside a transaction rather than by the database: it is rethrown unchanged. */
const isApplicationError = (error: unknown): boolean =>
	error instanceof Error &&
	('code' in error
		? String(error.code).startsWith('ERR_')
		: !error.constructor.name.endsWith('Exception') &&
			!/connect|timeout|terminat|closed/i.test(error.message));
