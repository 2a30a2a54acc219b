import {type ChangeSet, type RowId} from '../sync/changes/change.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Dialect} from './dialects/dialect.ts';
import {
	idsOf,
	isBillingUndone,
	recordRows,
	rowColumns,
	rowOf,
	whereRows,
	type StoredRow,
} from './journal-rows.ts';
import {isRunning, staleAfterSeconds, type Lease} from './lease.ts';
import {toStorableKey} from './stored-json.ts';
import type {Query} from './query.ts';

/** A transaction of the journal, and its SQL. */
export type JournalTarget = {readonly query: Query; readonly dialect: Dialect};

/** A row with the lease of its entry. */
export type LeasedRow = Lease & StoredRow;

/** The columns of a lease, of the entry `j`. */
export const leaseColumns = (dialect: Dialect): string =>
	`j.host, j.pid, j.process, ${dialect.secondsSince('j.leased_at')} as age`;

/** Locks rows of the journal before their entries are locked, as `recordRows` does: in another order, two transactions could wait for each other. */
export async function lockJournalRows(query: Query, rows: readonly RowId[]): Promise<void> {
	await query(
		`select r.position from stalker_journal_rows r where ${whereRows(rows)} order by r.entry_id, r.position for update`,
		idsOf(rows),
	);
}

/** Why sets that undo rows must not be begun. An undo whose process is gone is closed: this one replaces it. */
export async function undoConflicts(
	target: JournalTarget,
	sets: readonly ChangeSet[],
	operator: JournalOperator,
): Promise<ReadonlyArray<Message | null>> {
	const {query, dialect} = target;
	const undone = sets.flatMap(({undoes}) => undoes ?? []);
	if (undone.length === 0) return sets.map(() => null);
	await lockJournalRows(query, undone);
	const rows = await query<LeasedRow>(
		`select ${rowColumns}, ${leaseColumns(dialect)} from stalker_journal j join stalker_journal_rows r on r.entry_id = j.id
		where ${whereRows(undone)} for update`,
		idsOf(undone),
	);
	const byId = new Map(rows.map(row => [idText(rowOf(row)), row]));
	const open = byUndone(await openUndos(target, undone));
	const openOf = ({undoes}: ChangeSet) => (undoes ? (open.get(idText(undoes)) ?? []) : []);
	const conflicts = sets.map(set =>
		set.undoes ? undoConflict(byId.get(idText(set.undoes)), openOf(set), operator) : null,
	);
	await recordRows(
		query,
		dialect,
		sets
			.filter((_, index) => conflicts[index] === null)
			.flatMap(openOf)
			.map(row => ({...rowOf(row), state: 'failed', error: 'interrupted, and begun again'})),
	);
	return conflicts;
}

/** `open`: undos of the row that have not ended. */
function undoConflict(
	row: LeasedRow | undefined,
	open: readonly LeasedRow[],
	operator: JournalOperator,
): Message | null {
	if (!row || row.state === 'failed') return message('undo-failed');
	if (row.state === 'undone') return message('already-undone');
	// An attempt that has ended left an error; one without may still write.
	if (row.state === 'open' && row.error === '' && isRunning(row) && !isOwn(row, operator))
		return message('undo-open');
	const running = open.find(isBusy);
	return running ? undoRunningMessage(running) : null;
}

/** Why rows must not be begun while what was done to them before is being undone. An undo whose process is gone is closed: the row is written anew. */
export async function rowConflicts(
	target: JournalTarget,
	sets: readonly ChangeSet[],
	providerId: number,
): Promise<ReadonlyArray<Message | null>> {
	const {query, dialect} = target;
	const own = sets.filter(({undoes}) => !undoes);
	const [first] = own;
	if (!first) return [];
	const keys = own.map(({rowKey}) => toStorableKey(rowKey));
	const open = await query<LeasedRow>(
		`select ${rowColumns}, ${leaseColumns(dialect)} from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
		where r.state = 'open' and r.undoes_entry <> 0 and j.service_id = ? and j.resource = ? and r.row_key in ?`,
		[providerId, first.resource, keys],
	);
	await recordRows(
		query,
		dialect,
		open
			.filter(row => !isBusy(row))
			.map(rowOf)
			.map(row => ({
				...row,
				state: isBillingUndone(row) ? 'done' : 'failed',
				error: 'given up: begun anew',
			})),
	);
	const busy = new Map(open.filter(isBusy).map(row => [rowOf(row).set.rowKey, row]));
	return sets.map(({undoes, rowKey}) => {
		const running = undoes ? undefined : busy.get(rowKey);
		return running ? undoRunningMessage(running) : null;
	});
}

/** Undos of these rows that have not ended, the newest first. */
export async function openUndos(
	target: JournalTarget,
	rows: readonly RowId[],
): Promise<readonly LeasedRow[]> {
	const {query, dialect} = target;
	if (rows.length === 0) return [];
	return query<LeasedRow>(
		`select ${rowColumns}, ${leaseColumns(dialect)} from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
		where r.state = 'open' and (${whereRows(rows, ['r.undoes_entry', 'r.undoes_position'])}) order by r.entry_id desc`,
		idsOf(rows),
	);
}

/** An undo of one of these rows whose process may still be running; `undefined`: there is none. */
export async function runningUndo(
	target: JournalTarget,
	rows: readonly RowId[],
): Promise<LeasedRow | undefined> {
	return (await openUndos(target, rows)).find(isBusy);
}

/** Whether the process of the attempt may still be running: one that has ended left an error. */
const isBusy = (row: Lease & StoredRow): boolean => row.error === '' && isRunning(row);

/** The id of a row as a key of a map. */
export const idText = ({entry, position}: RowId): string => `${entry} ${position}`;

/** Rows of undos by the row that they undo: see `idText`. */
export const byUndone = <Row extends StoredRow>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> =>
	Map.groupBy(rows, row => idText(rowOf(row).set.undoes!));

/** Whether the lease is held by this very process. */
export const isOwn = (
	{host, pid, process}: Lease,
	{host: own = null, pid: ownPid = null, process: ownStart = null}: JournalOperator,
): boolean => host === own && pid === ownPid && process === ownStart;

/** The message that an undo is running, and when it may be tried again. */
export const undoRunningMessage = ({entry, age}: Lease & StoredRow): Message =>
	message('undo-under-way', {
		journal: entry.trim(),
		minutes: Math.max(1, Math.ceil((staleAfterSeconds - age) / 60)),
	});
