import {EntityCaseNamingStrategy, type Options} from '@mikro-orm/core';
import {Migrator} from '@mikro-orm/migrations';
import type {PostgresAddress} from './source/billing/dialects/postgres-address.ts';
import {maxConnections, postgresConnectionOptions} from './source/billing/drivers/connection-options.ts';
import {readCluster, type ClusterContents} from './source/billing/cluster-files.ts';
import {entities} from './source/billing/entities/entities.ts';
import {migrationClass} from './source/billing/migrations/classes.ts';
import {migrations} from './source/billing/migrations/migrations.ts';

/**
`memory`: lost when closed. `directory`: a data directory of PGlite. `server`: a PostgreSQL, credentials included. Not MariaDB: its tables are those of an ABillS, and never made here.
*/
export type Engine =
	| {readonly is: 'memory'; readonly contents: ClusterContents}
	| {readonly is: 'directory'; readonly directory: string}
	| {readonly is: 'server'; readonly address: PostgresAddress};

/** PGlite's cache of pages. PostgreSQL's default of 128 MB is zeroed at each start, which takes two thirds of a second and the memory. */
const sharedBuffers = '16MB';

/**
The options with which MikroORM opens billing. Entities and migrations are lists, so that it searches no files.

The drivers are imported on demand: each takes 0.1 s, and PGlite much memory.
*/
export default async function ormOptions(engine: Engine): Promise<Partial<Options>> {
	const shared = {
		entities,
		namingStrategy: EntityCaseNamingStrategy,
		extensions: [Migrator],
		migrations: {
			tableName: 'stalker_migrations',
			migrationsList: migrations.map(({name}) => ({name, class: migrationClass(name)})),
			snapshot: false,
			silent: true,
			disableForeignKeys: false,
		},
		metadataCache: {enabled: false},
		// The library must print nothing: it would corrupt the screen, and its messages contain SQL with values.
		logger: () => {},
		ensureDatabase: false,
		forceUtcTimezone: true,
	};
	if (engine.is === 'server') {
		const {PostgreSqlDriver} = await import('@mikro-orm/postgresql');
		return {
			...shared,
			driver: PostgreSqlDriver,
			dbName: engine.address.database,
			pool: {min: 0, max: maxConnections},
			driverOptions: postgresConnectionOptions(engine.address),
		};
	}

	const [{PgliteDriver}, {PGlite}] = await Promise.all([
		import('@mikro-orm/pglite'),
		import('@electric-sql/pglite'),
	]);
	const directory = engine.is === 'memory' ? null : engine.directory;
	const cluster = await readCluster(directory, engine.is === 'memory' ? engine.contents : 'empty');
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
