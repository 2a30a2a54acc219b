import type {ChangeSet, RowId} from '../sync/changes/change.ts';
import type {JournalOperator} from '../sync/journal.ts';
import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import {
	idsOf,
	idText,
	isBillingUndone,
	readRows,
	recordRows,
	whereRows,
	type JournalTarget,
	type LeasedRow,
} from './journal-rows.ts';
import {isRunning, staleAfterSeconds, type Lease} from './lease.ts';
import {toStorableKey} from './stored-json.ts';
import type {Query} from './query.ts';

/**
Locks rows of the journal before their entries are locked, as `recordRows` does: in another order, two transactions could wait for each
other.
*/
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
	const undone = sets.flatMap(({undoes}) => undoes ?? []);
	if (undone.length === 0) return sets.map(() => null);
	await lockJournalRows(target.query, undone);
	const rows = await readRows(target, whereRows(undone), idsOf(undone), 'for update');
	const byId = new Map(rows.map(one => [idText(one.row), one]));
	const open = await openUndos(target, undone);
	const openOf = ({undoes}: ChangeSet) => (undoes ? (open.get(idText(undoes)) ?? []) : []);
	const conflicts = sets.map(set =>
		set.undoes ? undoConflict(byId.get(idText(set.undoes)), openOf(set), operator) : null,
	);
	const replaced = sets.filter((_, index) => conflicts[index] === null).flatMap(openOf);
	await recordRows(
		target,
		replaced.map(({row}) => ({...row, state: 'failed', error: 'interrupted, and begun again'})),
	);
	return conflicts;
}

/** `open`: undos of the row that have not ended. */
function undoConflict(
	attempt: LeasedRow | undefined,
	open: readonly LeasedRow[],
	operator: JournalOperator,
): Message | null {
	if (!attempt || attempt.row.state === 'failed') return message('undo-failed');
	if (attempt.row.state === 'undone') return message('already-undone');
	if (attempt.row.state === 'open' && isRunningElsewhere(attempt, operator)) return message('undo-open');
	return runningUndo(open);
}

/**
Why rows must not be begun while what was done to them before is being undone. An undo whose process is gone is closed: the row is written
anew.
*/
export async function rowConflicts(
	target: JournalTarget,
	sets: readonly ChangeSet[],
	providerId: number,
): Promise<ReadonlyArray<Message | null>> {
	const own = sets.filter(({undoes}) => !undoes);
	const [first] = own;
	if (!first) return [];
	const open = await readRows(
		target,
		`r.state = 'open' and r.undoes_entry <> 0 and j.service_id = ? and j.resource = ? and r.row_key in ?`,
		[providerId, first.resource, own.map(({rowKey}) => toStorableKey(rowKey))],
	);
	await recordRows(
		target,
		open
			.filter(undo => !isBusy(undo))
			.map(({row}) => ({
				...row,
				state: isBillingUndone(row) ? 'done' : 'failed',
				error: 'given up: begun anew',
			})),
	);
	const undosOf = Map.groupBy(open, ({row}) => row.set.rowKey);
	return sets.map(({undoes, rowKey}) => (undoes ? null : runningUndo(undosOf.get(rowKey) ?? [])));
}

/** Undos of these rows that have not ended, by the row that they undo (`idText`), the newest first. */
export async function openUndos(
	target: JournalTarget,
	rows: readonly RowId[],
): Promise<ReadonlyMap<string, readonly LeasedRow[]>> {
	if (rows.length === 0) return new Map();
	const where = whereRows(rows, ['r.undoes_entry', 'r.undoes_position']);
	const open = await readRows(target, `r.state = 'open' and (${where})`, idsOf(rows));
	return Map.groupBy(open, ({row}) => idText(row.set.undoes!));
}

/** Whether the process of the attempt may still be running: an attempt that has ended left an error. */
const isBusy = ({row, lease}: LeasedRow): boolean => row.error === null && isRunning(lease);

/** Whether another process may still be at work on the row. */
export const isRunningElsewhere = (
	attempt: LeasedRow,
	{host = null, pid = null, process = null}: JournalOperator,
): boolean => {
	const {lease} = attempt;
	return isBusy(attempt) && !(lease.host === host && lease.pid === pid && lease.process === process);
};

/** The message that one of these undos is running; `null`: none is. */
export function runningUndo(open: readonly LeasedRow[]): Message | null {
	const running = open.find(isBusy);
	return running ? undoRunningMessage(running) : null;
}

/** The message that an undo is running, and when it may be tried again. */
export const undoRunningMessage = ({row, lease}: {readonly row: RowId; readonly lease: Lease}): Message =>
	message('undo-under-way', {
		journal: row.entry,
		minutes: Math.max(1, Math.ceil((staleAfterSeconds - lease.age) / 60)),
	});
