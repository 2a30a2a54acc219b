import {EntityCaseNamingStrategy, type Options} from '@mikro-orm/core';
import {Migrator} from '@mikro-orm/migrations';
import {releaseBroken} from './source/billing/broken-connections.ts';
import {emptyCluster} from './source/billing/empty-cluster.ts';
import {entities} from './source/billing/entities/entities.ts';
import {migrations} from './source/billing/migrations/migrations.ts';

/** `memory`: gone when closed. `directory`: PGlite's own. `server`: `postgres://…`, credentials included. */
export type Engine =
	| {readonly is: 'memory'}
	| {readonly is: 'directory'; readonly directory: string}
	| {readonly is: 'server'; readonly url: string};

/** PGlite's cache of pages. PostgreSQL's default of 128 MB is zeroed at each start, which takes two thirds of a second and the memory. */
const sharedBuffers = '16MB';

/**
How MikroORM opens billing. Entities and migrations are lists, so that nothing is searched for on disk.

The drivers are imported when they are needed: each costs a tenth of a second and PGlite a lot of memory.
*/
export default async function ormOptions(
	engine: Engine = {is: 'server', url: process.env['DATABASE_URL'] ?? ''},
): Promise<Partial<Options>> {
	const shared = {
		entities,
		namingStrategy: EntityCaseNamingStrategy,
		extensions: [Migrator],
		migrations: {
			tableName: 'stalker_migrations',
			migrationsList: migrations.map(migration => ({name: migration.name, class: migration.class})),
			snapshot: false,
			silent: true,
			disableForeignKeys: false,
		},
		metadataCache: {enabled: false},
		// Nothing of ours is printed by the library: it would tear the screen, and its messages show SQL with values.
		logger: () => {},
		ensureDatabase: false,
		forceUtcTimezone: true,
	};
	if (engine.is === 'server') {
		const {PostgreSqlDriver} = await import('@mikro-orm/postgresql');
		return {
			...shared,
			driver: PostgreSqlDriver,
			clientUrl: engine.url,
			pool: {min: 0, max: 4},
			// The driver reads the address itself: MikroORM would leave out its parameters, `sslmode` among them.
			driverOptions: {
				connectionString: engine.url,
				connectionTimeoutMillis: 10_000,
				keepAlive: true,
				keepAliveInitialDelayMillis: 10_000,
				// Far above what a hundred thousand rows take; `query_timeout` in the address says otherwise.
				query_timeout: 120_000,
				onPoolCreated: releaseBroken,
				application_name: 'stalker-console',
			},
		};
	}

	const [{PgliteDriver}, {PGlite}] = await Promise.all([
		import('@mikro-orm/pglite'),
		import('@electric-sql/pglite'),
	]);
	const directory = engine.is === 'memory' ? null : engine.directory;
	const cluster = await emptyCluster(directory);
	return {
		...shared,
		driver: PgliteDriver,
		dbName: directory ?? 'memory://',
		driverOptions: {
			startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
			...(cluster && {loadDataDir: cluster}),
		},
	};
}
