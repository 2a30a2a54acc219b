import {isJournaledByBilling, type ChangeSet} from '../sync/changes/change.ts';
import type {ChangeJournal, JournaledSet} from '../sync/changes/ports.ts';
import {isMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Database} from './database.ts';
import {addRows, recordRows, rowColumns, rowOf, settleEntries, type StoredRow} from './journal-rows.ts';
import {isRunning} from './lease.ts';
import {toStorableKey} from './stored-json.ts';
import {
	byUndone,
	idText,
	isOwn,
	leaseColumns,
	lockJournalRows,
	openUndos,
	rowConflicts,
	runningUndo,
	undoRunningMessage,
	undoConflicts,
	type LeasedRow,
	type JournalTarget,
} from './journal-conflicts.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {readAid} from './admin-log.ts';
import type {StalkerJournal} from './entities/stalker-tables.ts';
import {insertNumbered} from './write-rows.ts';

/** Creates the journal of changes: the entries and rows of `stalker_journal` and `stalker_journal_rows`, each step in a transaction of its own. */
export function createChangeJournal(database: Database): ChangeJournal {
	const {query, dialect} = database;

	return {
		async add(sets, entry) {
			// Imported here: reading the journal must not load the entities, and no lock may wait for them.
			const {StalkerJournal} = await import('./entities/stalker-tables.ts');
			return database.transaction(async inside => {
				const undoes = await undoConflicts({query: inside, dialect}, sets, entry.operator);
				const rows = await rowConflicts({query: inside, dialect}, sets, entry.providerId);
				const conflicts = sets.map((_, index) => undoes[index] ?? rows[index] ?? null);
				const good = sets.filter((_, index) => conflicts[index] === null);
				if (good.length === 0) return {entry: entry.id, rows: conflicts.map(conflict => conflict!)};
				const id = entry.id ?? (await insertEntry({query: inside, dialect}, StalkerJournal, good, entry));
				const first =
					entry.id === null
						? 1
						: await extendEntry({query: inside, dialect}, id, good.length, entry.operator);
				let position = first;
				const added = sets.map(
					(set, index): JournaledSet | Message =>
						conflicts[index] ?? {
							entry: id,
							position: position++,
							set,
							results: set.changes.map(() => null),
						},
				);
				await addRows(
					{query: inside, dialect},
					added.flatMap(row =>
						isMessage(row) || isJournaledByBilling(row.set)
							? []
							: [{...row, state: 'open' as const, error: null}],
					),
				);
				return {entry: id, rows: added};
			});
		},

		async acquireLease({entry, position}, operator) {
			return database.transaction(async inside => {
				await lockJournalRows(inside, [{entry, position}]);
				const [row] = await inside<LeasedRow>(
					`select ${rowColumns}, ${leaseColumns(dialect)} from stalker_journal j
						join stalker_journal_rows r on r.entry_id = j.id and r.position = ? where j.id = ? for update`,
					[position, Number(entry)],
				);
				if (row?.state === 'undone') return message('already-undone');
				if (row?.state !== 'open') return message('changed-meanwhile', {field: 'stalker_journal'});
				if (row.error === '' && isRunning(row) && !isOwn(row, operator))
					return message('may-be-under-way', {action: '', subject: rowOf(row).set.rowKey, age: row.age});
				const undo = await runningUndo({query: inside, dialect}, [{entry, position}]);
				if (undo) return undoRunningMessage(undo);
				// The error of an earlier attempt is out of date.
				if (row.error !== '')
					await inside(`update stalker_journal_rows set error = '' where entry_id = ? and position = ?`, [
						Number(entry),
						position,
					]);
				await leaseEntry({query: inside, dialect}, entry, operator);
				return null;
			});
		},

		record: async ends => {
			return database.transaction(async inside => (await recordRows(inside, dialect, ends)).length === 0);
		},

		async rows(entry) {
			const rows = await query<StoredRow>(
				`select ${rowColumns} from stalker_journal_rows r where r.entry_id = ? order by r.position`,
				[Number(entry)],
			);
			return rows.map(rowOf);
		},

		async close(entry) {
			await database.transaction(async inside => settleEntries(inside, dialect, [{entry, error: null}]));
		},

		async openRows(providerId, resource, keys) {
			if (keys.length === 0) return [];
			const rows = await query<StoredRow & {readonly run: string; readonly os_user: string}>(
				`select ${rowColumns}, j.run, j.os_user from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
				where r.state = 'open' and j.service_id = ? and j.resource = ? and r.row_key in ?
				order by r.entry_id desc, r.position`,
				[providerId, resource, keys.map(toStorableKey)],
			);
			return rows.map(row => ({...rowOf(row), run: row.run, osUser: row.os_user}));
		},

		async openUndos(rows) {
			const open = byUndone(await openUndos(database, rows));
			return rows.map(row => {
				const [found] = open.get(idText(row)) ?? [];
				return found ? {...rowOf(found), running: isRunning(found) ? undoRunningMessage(found) : null} : null;
			});
		},
	};
}

/** Inserts an entry for sets of one action; returns its id. */
async function insertEntry(
	target: JournalTarget,
	table: typeof StalkerJournal,
	sets: readonly ChangeSet[],
	{
		run,
		providerId,
		operator,
	}: {readonly run: string; readonly providerId: number; readonly operator: JournalOperator},
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
	{query: inside, dialect}: JournalTarget,
	entry: string,
	more: number,
	operator: JournalOperator,
): Promise<number> {
	await inside(
		`update stalker_journal set row_count = row_count + ?, subject = '', state = 'open', closed_at = null where id = ?`,
		[more, Number(entry)],
	);
	await leaseEntry({query: inside, dialect}, entry, operator);
	const [row] = await inside<{row_count: number}>('select row_count from stalker_journal where id = ?', [
		Number(entry),
	]);
	return row!.row_count - more + 1;
}

/** Stores that this operator's process works on an entry from now on. */
async function leaseEntry(
	{query: inside, dialect}: JournalTarget,
	entry: string,
	{host = null, pid = null, process = null}: JournalOperator,
): Promise<void> {
	await inside(
		`update stalker_journal set leased_at = ${dialect.now}, host = ?, pid = ?, process = ? where id = ?`,
		[host, pid, process, Number(entry)],
	);
}
