import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import {probe, type ProbeResult} from './abills/probe.ts';
import type {Dialect} from './dialects/dialect.ts';
import {ownMigrationNames} from './dialects/own-tables.ts';
import type {Query} from './query.ts';
import {migrations, unreleasedMigrations} from './migrations/migrations.ts';
import {BillingError} from './errors.ts';

/**
What kind of database it is: this program's own tables (see {@link SchemaState}), or an ABillS. `attachable`: an ABillS without the
console's own tables, to be read. `attached`: with them. `copy`: an ABillS' tables on PostgreSQL, to be read. `unfit`: an ABillS' tables
that cannot be read.
*/
type SchemaStatus = Omit<SchemaState, 'state'> & {
	readonly state: SchemaState['state'] | 'attached' | 'attachable' | 'copy' | 'unfit';
	/** What was found of an ABillS; `null` on a database of this program's own. */
	readonly abills: ProbeResult | null;
};

/** A server, a PGlite directory of this user, or a PGlite in memory. */
export type DatabaseKind = 'server' | 'embedded' | 'throwaway';

/** The database as `db status` shows it. */
export type DatabaseStatus = SchemaStatus & {
	readonly kind: DatabaseKind;
	/** `host:port/name`, or the directory. */
	readonly where: string;
	/** Whether this program can make the tables itself there. */
	readonly hasMigrations: boolean;
};

/** Finds out what kind of database it is. Reads the catalog, and whether ABillS' tables have rows. */
export async function readSchemaStatus(query: Query, dialect: Dialect): Promise<SchemaStatus> {
	const applied = await dialect.appliedMigrations(query);
	if (!dialect.hasMigrations) return abillsStatus(probe(await dialect.readCatalog(query)), applied);
	const own = schemaState(applied, await dialect.tableNames(query));
	if (own.state !== 'foreign') return {...own, abills: null};
	const abills = probe(await dialect.readCatalog(query));
	return abills.verdict === 'none'
		? {...own, abills: null}
		: {...own, state: abills.verdict === 'fit' ? 'copy' : 'unfit', abills};
}

function abillsStatus(abills: ProbeResult, applied: readonly string[]): SchemaStatus {
	const isAttached = applied.length > 0;
	const state = {none: 'empty', unfit: 'unfit', fit: isAttached ? 'attached' : 'attachable'} as const;
	return {
		state: state[abills.verdict],
		applied,
		pending: isAttached ? ownMigrationNames.filter(name => !applied.includes(name)) : [],
		foreign: [],
		abills: abills.verdict === 'none' ? null : abills,
	};
}

/** A note on the server for an administrator; `null`: none. */
export const serverNote = ({server: {is, version}}: ProbeResult): Message | null =>
	is === 'mysql' ? message('abills-mysql', {version}) : null;

/** Why nothing may be written, each within a sentence; empty where everything may. */
export function unwritableReasons({state, abills}: SchemaStatus): readonly Message[] {
	if (!abills) return [];
	if (state === 'copy') return [message('abills-copy')];
	return state === 'attachable' ? [message('abills-not-attached')] : abills.unwritable;
}

/** The state of the database's tables compared with this program's migrations. */
type SchemaState = {
	readonly state: 'ready' | 'empty' | 'outdated' | 'unreleased' | 'newer' | 'foreign';
	/** Names of the migrations that were applied, oldest first. */
	readonly applied: readonly string[];
	/** Names of the migrations that are still to be applied. */
	readonly pending: readonly string[];
	/** Tables with our names that our migrations did not create. */
	readonly foreign: readonly string[];
};

/** Pure. `applied` as `stalker_migrations` lists them (empty without that table), `tables` all that the database has. */
function schemaState(applied: readonly string[], tables: readonly string[]): SchemaState {
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

/** Throws a `BillingError` with the reason if the database cannot be read. */
export function assertReadable(status: DatabaseStatus): void {
	const error = readErrorOf(status);
	if (error) throw error;
}

function readErrorOf({state, where, hasMigrations, foreign, abills}: DatabaseStatus): BillingError | null {
	switch (state) {
		case 'ready':
		case 'attached':
		case 'attachable':
		case 'copy':
			return null;
		case 'unfit':
			return new BillingError(
				'ERR_BILLING_FOREIGN',
				message('billing-unfit', {where, reasons: abills?.unreadable ?? []}),
			);
		case 'empty':
			return new BillingError(
				'ERR_BILLING_UNPREPARED',
				message(hasMigrations ? 'billing-empty' : 'billing-no-abills', {where}),
			);
		case 'outdated':
			return new BillingError('ERR_BILLING_OUTDATED', message('billing-outdated', {where}));
		case 'unreleased':
			return new BillingError('ERR_BILLING_OUTDATED', message('billing-unreleased', {where}));
		case 'newer':
			return new BillingError('ERR_BILLING_NEWER', message('billing-newer', {where}));
		case 'foreign':
			return new BillingError('ERR_BILLING_FOREIGN', message('billing-foreign', {where, tables: foreign}));
	}
}

/** Why nothing may be written to this database, as a sentence; `null` where everything may. */
export function readOnlyReason(status: SchemaStatus): Message | null {
	const reasons = unwritableReasons(status);
	return reasons.length === 0 ? null : message('billing-abills-read-only', {reasons});
}
