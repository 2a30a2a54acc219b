import {isJournaledByBilling, type ChangeSet, type RowId} from '../sync/changes/change.ts';
import type {ChangeJournal, JournaledSet} from '../sync/changes/ports.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {isMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Database} from './database.ts';
import {inList} from './dialects/dialect.ts';
import {StalkerJournal} from './entities/stalker-tables.ts';
import {readAid} from './admin-log.ts';
import {
	addRows,
	idsOf,
	isBillingUndone,
	recordRows,
	rowColumns,
	rowOf,
	settleEntries,
	whereRows,
	type StoredRow,
} from './journal-rows.ts';
import {isRunning, staleAfterSeconds, type Lease} from './lease.ts';
import {toStorableKey} from './storable-json.ts';
import type {Query} from './query.ts';
import type {Insert} from './sql-ports.ts';

export function createChangeJournal(database: Database): ChangeJournal {
	const {query, dialect} = database;
	const leaseColumns = `j.host, j.pid, j.process, ${dialect.secondsSince('j.leased_at')} as age`;
	type Leased = Lease & StoredRow;

	return {
		async add(sets, entry) {
			return database.transaction(async (inside, insert) => {
				const undoes = await undoConflicts(inside, sets, entry.operator);
				const rows = await rowConflicts(inside, sets, entry.portal);
				const conflicts = sets.map((_, index) => undoes[index] ?? rows[index] ?? null);
				const good = sets.filter((_, index) => conflicts[index] === null);
				if (good.length === 0) return {entry: entry.id, rows: conflicts.map(conflict => conflict!)};
				const id = entry.id ?? (await insertEntry(inside, insert, good, entry));
				const first = entry.id === null ? 1 : await extendEntry(inside, id, good.length, entry.operator);
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
				const [row] = await inside<Leased>(
					`select ${rowColumns}, ${leaseColumns} from stalker_journal j
						join stalker_journal_rows r on r.entry_id = j.id and r.position = ? where j.id = ? for update`,
					[position, Number(entry)],
				);
				if (row?.state === 'undone') return message('already-undone');
				if (row?.state !== 'open') return message('changed-meanwhile', {field: 'stalker_journal'});
				if (row.error === '' && isRunning(row) && !isOwn(row, operator))
					return message('may-be-under-way', {action: '', subject: rowOf(row).set.rowKey, age: row.age});
				const undo = await runningUndo(inside, [{entry, position}]);
				if (undo) return underWay(undo);
				// What an earlier attempt ended with does not hold any more.
				if (row.error !== '')
					await inside(`update stalker_journal_rows set error = '' where entry_id = ? and position = ?`, [
						Number(entry),
						position,
					]);
				await lease(inside, entry, operator);
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
			await database.transaction(async inside => settleEntries(inside, dialect, [entry]));
		},

		async openRows(portal, resource, keys) {
			if (keys.length === 0) return [];
			const rows = await query<StoredRow & {readonly run: string; readonly os_user: string}>(
				`select ${rowColumns}, j.run, j.os_user from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
				where r.state = 'open' and j.service_id = ? and j.resource = ? and r.row_key in ${inList(keys)}
				order by r.entry_id desc, r.position`,
				[portal, resource, ...keys.map(toStorableKey)],
			);
			return rows.map(row => ({...rowOf(row), run: row.run, osUser: row.os_user}));
		},

		async openUndos(rows) {
			const open = byUndone(await openUndos(query, rows));
			return rows.map(row => {
				const [found] = open.get(idText(row)) ?? [];
				return found ? {...rowOf(found), running: isRunning(found) ? underWay(found) : null} : null;
			});
		},
	};

	async function insertEntry(
		inside: Query,
		insert: Insert,
		sets: readonly ChangeSet[],
		{
			run,
			portal,
			operator,
		}: {readonly run: string; readonly portal: number; readonly operator: JournalOperator},
	): Promise<string> {
		const [first] = sets as readonly [ChangeSet];
		const {os_user, sudo_user, ssh_client, host = null, pid = null, process = null} = operator;
		const [id] = await insert(StalkerJournal, [
			{
				run,
				service_id: portal,
				resource: first.resource,
				action: first.action,
				subject: sets.length === 1 ? toStorableKey(first.rowKey) : '',
				row_count: sets.length,
				undoes: BigInt(first.undoes?.entry ?? 0),
				...{os_user, sudo_user, ssh_client, host, pid, process},
				aid: await readAid(inside, os_user),
			},
		]);
		return String(id);
	}

	/** Opens the entry again for more rows. Gives the first free position. */
	async function extendEntry(
		inside: Query,
		entry: string,
		more: number,
		operator: JournalOperator,
	): Promise<number> {
		await inside(
			`update stalker_journal set row_count = row_count + ?, subject = '', state = 'open', closed_at = null where id = ?`,
			[more, Number(entry)],
		);
		await lease(inside, entry, operator);
		const [row] = await inside<{row_count: number}>('select row_count from stalker_journal where id = ?', [
			Number(entry),
		]);
		return row!.row_count - more + 1;
	}

	async function lease(
		inside: Query,
		entry: string,
		{host = null, pid = null, process = null}: JournalOperator,
	): Promise<void> {
		await inside(
			`update stalker_journal set leased_at = ${dialect.now}, host = ?, pid = ?, process = ? where id = ?`,
			[host, pid, process, Number(entry)],
		);
	}

	/** Why sets that undo rows must not be begun. An undo whose process is gone is closed: this one replaces it. */
	async function undoConflicts(
		inside: Query,
		sets: readonly ChangeSet[],
		operator: JournalOperator,
	): Promise<ReadonlyArray<Message | null>> {
		const undone = sets.flatMap(({undoes}) => undoes ?? []);
		if (undone.length === 0) return sets.map(() => null);
		const rows = await inside<Leased>(
			`select ${rowColumns}, ${leaseColumns} from stalker_journal j join stalker_journal_rows r on r.entry_id = j.id
			where ${whereRows(undone)} for update`,
			idsOf(undone),
		);
		const byId = new Map(rows.map(row => [idText(rowOf(row)), row]));
		const open = byUndone(await openUndos(inside, undone));
		const openOf = ({undoes}: ChangeSet) => (undoes ? (open.get(idText(undoes)) ?? []) : []);
		const conflicts = sets.map(set =>
			set.undoes ? undoConflict(byId.get(idText(set.undoes)), openOf(set), operator) : null,
		);
		await recordRows(
			inside,
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
		row: Leased | undefined,
		open: readonly Leased[],
		operator: JournalOperator,
	): Message | null {
		if (!row || row.state === 'failed') return message('undo-failed');
		if (row.state === 'undone') return message('already-undone');
		// An attempt that has ended says how; one without a word may still write.
		if (row.state === 'open' && row.error === '' && isRunning(row) && !isOwn(row, operator))
			return message('undo-open');
		const running = open.find(isBusy);
		return running ? underWay(running) : null;
	}

	/** Why rows must not be begun while what was done to them before is being undone. The rest of an undo whose process is gone is given up: the row is done anew. */
	async function rowConflicts(
		inside: Query,
		sets: readonly ChangeSet[],
		portal: number,
	): Promise<ReadonlyArray<Message | null>> {
		const own = sets.filter(({undoes}) => !undoes);
		const [first] = own;
		if (!first) return [];
		const keys = own.map(({rowKey}) => toStorableKey(rowKey));
		const open = await inside<Leased>(
			`select ${rowColumns}, ${leaseColumns} from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
			where r.state = 'open' and r.undoes_entry <> 0 and j.service_id = ? and j.resource = ? and r.row_key in ${inList(keys)}`,
			[portal, first.resource, ...keys],
		);
		await recordRows(
			inside,
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
			return running ? underWay(running) : null;
		});
	}

	/** Undos of these rows that have not ended, the newest first. */
	async function openUndos(inside: Query, rows: readonly RowId[]): Promise<readonly Leased[]> {
		if (rows.length === 0) return [];
		return inside<Leased>(
			`select ${rowColumns}, ${leaseColumns} from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
			where r.state = 'open' and (${whereRows(rows, ['r.undoes_entry', 'r.undoes_position'])}) order by r.entry_id desc`,
			idsOf(rows),
		);
	}

	async function runningUndo(inside: Query, rows: readonly RowId[]): Promise<Leased | undefined> {
		return (await openUndos(inside, rows)).find(isBusy);
	}
}

/** Its process may still be at it: an attempt that has ended says how. */
const isBusy = (row: Lease & StoredRow): boolean => row.error === '' && isRunning(row);

const idText = ({entry, position}: RowId): string => `${entry} ${position}`;

const byUndone = <Row extends StoredRow>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> =>
	Map.groupBy(rows, row => idText(rowOf(row).set.undoes!));

const isOwn = (
	{host, pid, process}: Lease,
	{host: own = null, pid: ownPid = null, process: ownStart = null}: JournalOperator,
): boolean => host === own && pid === ownPid && process === ownStart;

const underWay = ({entry, age}: Lease & StoredRow): Message =>
	message('undo-under-way', {
		journal: entry.trim(),
		minutes: Math.max(1, Math.ceil((staleAfterSeconds - age) / 60)),
	});
