import {isJournaledByBilling, type ChangeSet, type RowId} from '../sync/changes/change.ts';
import type {ChangeJournal, JournaledSet} from '../sync/changes/ports.ts';
import {isMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Database} from './database.ts';
import {addRows, idText, readRows, recordRows, settleEntries, type JournalTarget} from './journal-rows.ts';
import {isRunning} from './lease.ts';
import {toStorableKey} from './stored-json.ts';
import {
	isRunningElsewhere,
	lockJournalRows,
	openUndos,
	rowConflicts,
	runningUndo,
	undoRunningMessage,
	undoConflicts,
} from './journal-conflicts.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {readAid} from './admin-log.ts';
import type {StalkerJournal} from './entities/stalker-tables.ts';
import {insertNumbered} from './write-rows.ts';

/**
Creates the journal of changes: the entries and rows of `stalker_journal` and `stalker_journal_rows`, each step in a transaction of its own.
*/
export function createChangeJournal(database: Database): ChangeJournal {
	const {dialect} = database;
	const inTransaction = async <Result>(work: (target: JournalTarget) => Promise<Result>) =>
		database.transaction(async query => work({query, dialect}));

	return {
		async add(sets, entry) {
			// Imported here: reading the journal must not load the entities, and no lock may wait for them.
			const {StalkerJournal} = await import('./entities/stalker-tables.ts');
			return inTransaction(async target => {
				const undoes = await undoConflicts(target, sets, entry.operator);
				const rows = await rowConflicts(target, sets, entry.providerId);
				const conflicts = sets.map((_, index) => undoes[index] ?? rows[index] ?? null);
				const good = sets.filter((_, index) => conflicts[index] === null);
				if (good.length === 0) return {entry: entry.id, rows: conflicts.map(conflict => conflict!)};
				const id = entry.id ?? (await insertEntry(target, StalkerJournal, good, entry));
				let position = entry.id === null ? 1 : await extendEntry(target, id, good.length, entry.operator);
				const added = sets.map(
					(set, index): JournaledSet | Message =>
						conflicts[index] ?? {entry: id, position: position++, set, results: set.changes.map(() => null)},
				);
				await addRows(
					target,
					added.flatMap(row =>
						isMessage(row) || isJournaledByBilling(row.set)
							? []
							: [{...row, state: 'open' as const, error: null}],
					),
				);
				return {entry: id, rows: added};
			});
		},

		acquireLease: async (rowId, operator) => inTransaction(async target => acquire(target, rowId, operator)),

		record: async ends => inTransaction(async target => (await recordRows(target, ends)).length === 0),

		async rows(entry) {
			const rows = await readRows(database, 'r.entry_id = ?', [Number(entry)]);
			return rows.map(({row}) => row);
		},

		close: async entry => inTransaction(async target => settleEntries(target, [{entry, error: null}])),

		async openRows(providerId, resource, keys) {
			if (keys.length === 0) return [];
			const rows = await readRows(
				database,
				`r.state = 'open' and j.service_id = ? and j.resource = ? and r.row_key in ?`,
				[providerId, resource, keys.map(toStorableKey)],
			);
			return rows.map(({row, run, osUser}) => ({...row, run, osUser}));
		},

		async openUndos(rows) {
			const open = await openUndos(database, rows);
			return rows.map(row => {
				const [found] = open.get(idText(row)) ?? [];
				return found
					? {...found.row, running: isRunning(found.lease) ? undoRunningMessage(found) : null}
					: null;
			});
		},
	};
}

/** Gives this operator's process the lease of an open row. Returns why it must not have it; `null`: it has it. */
async function acquire(
	target: JournalTarget,
	rowId: RowId,
	operator: JournalOperator,
): Promise<Message | null> {
	const {entry, position} = rowId;
	const key = [Number(entry), position];
	await lockJournalRows(target.query, [rowId]);
	const [attempt] = await readRows(target, 'r.entry_id = ? and r.position = ?', key, 'for update');
	if (attempt?.row.state === 'undone') return message('already-undone');
	if (attempt?.row.state !== 'open') return message('changed-meanwhile', {field: 'stalker_journal'});
	const {row, lease} = attempt;
	if (isRunningElsewhere(attempt, operator))
		return message('may-be-under-way', {action: '', subject: row.set.rowKey, age: lease.age});
	const undo = runningUndo([...(await openUndos(target, [rowId])).values()].flat());
	if (undo) return undo;
	// The error of an earlier attempt is out of date.
	if (row.error !== null)
		await target.query(`update stalker_journal_rows set error = '' where entry_id = ? and position = ?`, key);
	await leaseEntry(target, entry, operator);
	return null;
}

/** Inserts an entry for sets of one action; returns its id. */
async function insertEntry(
	target: JournalTarget,
	table: typeof StalkerJournal,
	sets: readonly ChangeSet[],
	{run, providerId, operator}: Parameters<ChangeJournal['add']>[1],
): Promise<string> {
	const [first] = sets as readonly [ChangeSet];
	const {os_user, sudo_user, ssh_client, host = null, pid = null, process = null} = operator;
	const [id] = await insertNumbered({...target, shape: {supply: {}}}, table, 'id', [
		{
			run,
			service_id: providerId,
			resource: first.resource,
			action: first.action,
			subject: sets.length === 1 ? toStorableKey(first.rowKey) : '',
			row_count: sets.length,
			undoes: Number(first.undoes?.entry ?? 0),
			...{os_user, sudo_user, ssh_client, host, pid, process},
			aid: await readAid(target.query, os_user),
		},
	]);
	return String(id);
}

/** Opens the entry again for more rows. Returns the first free position. */
async function extendEntry(
	target: JournalTarget,
	entry: string,
	more: number,
	operator: JournalOperator,
): Promise<number> {
	await target.query(
		`update stalker_journal set row_count = row_count + ?, subject = '', state = 'open', closed_at = null where id = ?`,
		[more, Number(entry)],
	);
	await leaseEntry(target, entry, operator);
	const [row] = await target.query<{row_count: number}>(
		'select row_count from stalker_journal where id = ?',
		[Number(entry)],
	);
	return row!.row_count - more + 1;
}

/** Stores that this operator's process works on an entry from now on. */
async function leaseEntry(
	{query, dialect}: JournalTarget,
	entry: string,
	{host = null, pid = null, process = null}: JournalOperator,
): Promise<void> {
	await query(
		`update stalker_journal set leased_at = ${dialect.now}, host = ?, pid = ?, process = ? where id = ?`,
		[host, pid, process, Number(entry)],
	);
}
