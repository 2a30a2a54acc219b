import {Migration} from '@mikro-orm/migrations';
import {migrationStatements, type MigrationName} from './statements.ts';

/** A migration for the ORM, which executes its statements and does nothing else: the files of a migrated database are known by them. */
export function migrationClass(
	migration: MigrationName,
): new (...args: ConstructorParameters<typeof Migration>) => Migration {
	const statements = migrationStatements[migration];
	return class extends Migration {
		override name = migration;

		override up(): void {
			for (const statement of statements) this.addSql(statement);
		}
	};
}
