import {migrations, unreleasedMigrations} from './migrations/migrations.ts';

/** The state of the database's tables compared with this program's migrations. */
export type SchemaState = {
	readonly state: 'ready' | 'empty' | 'outdated' | 'unreleased' | 'newer' | 'foreign';
	/** Names of the migrations that were applied, oldest first. */
	readonly applied: readonly string[];
	/** Names of the migrations that are still to be applied. */
	readonly pending: readonly string[];
	/** Tables with our names that our migrations did not create. */
	readonly foreign: readonly string[];
};

/** Pure. `applied` as `stalker_migrations` lists them (empty without that table), `tables` all that the database has. */
export function schemaState(applied: readonly string[], tables: readonly string[]): SchemaState {
	const pending = migrations.filter(({name}) => !applied.includes(name));
	const there = new Set(tables);
	const foreign = pending.flatMap(migration => migration.tables.filter(table => there.has(table)));
	const known = new Set<string>(migrations.map(({name}) => name));
	const isNewer = applied.some(name => !known.has(name));
	return {
		state: applied.some(name => unreleasedMigrations.includes(name))
			? 'unreleased'
			: foreign.length > 0
				? 'foreign'
				: isNewer
					? 'newer'
					: pending.length === 0
						? 'ready'
						: applied.length === 0
							? 'empty'
							: 'outdated',
		applied,
		pending: pending.map(({name}) => name),
		foreign,
	};
}
