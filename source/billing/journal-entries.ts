import type {ChangeSet} from '../sync/changes/change.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {readAid} from './admin-log.ts';
import type {StalkerJournal} from './entities/stalker-tables.ts';
import type {JournalTarget} from './journal-conflicts.ts';
import type {Query} from './query.ts';
import type {Insert} from './sql-ports.ts';
import {toStorableKey} from './storable-json.ts';

/** Inserts an entry for sets of one action; returns its id. */
export async function insertEntry(
	inside: Query,
	[insert, table]: readonly [Insert, typeof StalkerJournal],
	sets: readonly ChangeSet[],
	{
		run,
		portal,
		operator,
	}: {readonly run: string; readonly portal: number; readonly operator: JournalOperator},
): Promise<string> {
	const [first] = sets as readonly [ChangeSet];
	const {os_user, sudo_user, ssh_client, host = null, pid = null, process = null} = operator;
	const [id] = await insert(table, [
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

/** Opens the entry again for more rows. Returns the first free position. */
export async function extendEntry(
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
export async function leaseEntry(
	{query: inside, dialect}: JournalTarget,
	entry: string,
	{host = null, pid = null, process = null}: JournalOperator,
): Promise<void> {
	await inside(
		`update stalker_journal set leased_at = ${dialect.now}, host = ?, pid = ?, process = ? where id = ?`,
		[host, pid, process, Number(entry)],
	);
}
