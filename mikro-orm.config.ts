import {EntityCaseNamingStrategy, type Options} from '@mikro-orm/core';
import {Migrator} from '@mikro-orm/migrations';
import {maxConnections, type PostgresConnectionOptions} from './source/billing/drivers/connection-options.ts';
import {entities} from './source/billing/entities/entities.ts';
import {migrationClass} from './source/billing/migrations/classes.ts';
import {migrations} from './source/billing/migrations/migrations.ts';

/**
The options with which MikroORM opens a PostgreSQL. Not MariaDB: its tables are those of an ABillS, and never made here. Entities and migrations are lists, so that it searches no files.
*/
export default async function ormOptions(options: PostgresConnectionOptions): Promise<Partial<Options>> {
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
	const {PostgreSqlDriver} = await import('@mikro-orm/postgresql');
	return {
		...shared,
		driver: PostgreSqlDriver,
		dbName: options.database,
		pool: {min: 0, max: maxConnections},
		driverOptions: options,
	};
}
