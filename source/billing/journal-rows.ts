import {setImmediate} from 'node:timers/promises';
import type {ChangeSet, RowId} from '../sync/changes/change.ts';
import type {JournalRow} from '../sync/changes/ports.ts';
import type {Dialect} from './dialects/dialect.ts';
import {queryAll, type Statement} from './statements.ts';
import type {Lease} from './lease.ts';
import {
	fromStoredResults,
	toStoredResults,
	type StoredResult,
	toStorableKey,
	toStorableText,
} from './stored-json.ts';
import type {Query} from './query.ts';
import {updateRows} from './write-rows.ts';

/** The database or a transaction of it, and its SQL. */
export type JournalTarget = {readonly query: Query; readonly dialect: Dialect};

/** A row with who began its entry, and the lease of the entry. */
export type LeasedRow = {
	readonly row: JournalRow;
	readonly run: string;
	readonly osUser: string;
	readonly lease: Lease;
};

/** A row of `stalker_journal_rows` with its entry. JSON is opaque text there: nothing searches in it. */
type StoredRow = Lease &
	Pick<JournalRow, 'position' | 'state'> & {
		readonly entry: string;
		readonly change_set: string;
		readonly results: string;
		/** `''`: none. */
		readonly error: string;
		readonly run: string;
		readonly os_user: string;
	};

/** Reads rows (`r`), those of the newest entries (`j`) first. */
export async function readRows(
	{query, dialect}: JournalTarget,
	where: string,
	values: readonly unknown[],
	lock: 'for update' | '' = '',
): Promise<readonly LeasedRow[]> {
	const rows = await query<StoredRow>(
		`select cast(r.entry_id as char(20)) as entry, r.position, r.state, r.change_set, r.results, r.error,
			j.run, j.os_user, j.host, j.pid, j.process, ${dialect.secondsSince('j.leased_at')} as age
		from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
		where ${where} order by r.entry_id desc, r.position ${lock}`,
		values,
	);
	return rows.map(({entry, position, state, change_set, results, error, run, os_user, ...lease}) => {
		const set = JSON.parse(change_set) as ChangeSet;
		const stored = JSON.parse(results) as ReadonlyArray<StoredResult | null>;
		const row = {entry: entry.trim(), position, state, set, error: error === '' ? null : error};
		return {row: {...row, results: fromStoredResults(set, stored)}, run, osUser: os_user, lease};
	});
}

/**
Inserts rows that are not in the journal yet, with their states and results. The states of their entries do not change: see `settleEntries`.
*/
export async function addRows({query, dialect}: JournalTarget, rows: readonly JournalRow[]): Promise<void> {
	await queryAll(query, await rowStatements(dialect, rows));
}

/** Rows whose text is made at once: it takes this program a few milliseconds. */
const rowsAtOnce = 250;

/**
The statements of `addRows`, with the rows as text. They are made in parts, between which this program does other work, such as sending the
next statement to the database.
*/
export async function rowStatements(
	dialect: Dialect,
	rows: readonly JournalRow[],
): Promise<readonly Statement[]> {
	const statements: Statement[] = [];
	for (let from = 0; from < rows.length; from += rowsAtOnce) {
		if (from > 0) await setImmediate();
		const columns = [...rowKeys, 'row_key', 'change_set', ...endColumns, 'undoes_entry', 'undoes_position'];
		const part = rows.slice(from, from + rowsAtOnce).map(toStoredRow);
		statements.push(...dialect.insertRows('stalker_journal_rows', columns, part, {}));
	}

	return statements;
}

const toStoredRow = (row: JournalRow) => ({
	...toStoredEnd(row),
	results: toStoredResults(row.set, row.results),
	row_key: toStorableKey(row.set.rowKey),
	change_set: row.set,
	undoes_entry: Number(row.set.undoes?.entry ?? 0),
	undoes_position: row.set.undoes?.position ?? 0,
});

const rowKeys = ['entry_id', 'position'] as const;
const endColumns = ['state', 'results', 'error'] as const;

const toStoredEnd = ({entry, position, state, results, error}: JournalRow) => ({
	entry_id: Number(entry),
	position,
	state,
	results,
	error: error === null ? '' : toStorableText(error),
});

/**
Stores the states and results of rows, in the transaction that wrote their changes or in one of its own, and the states of their entries.
The row that a finished undo undoes becomes `undone`. A row that was undone meanwhile stays so: its index in `ends` is returned.
*/
export async function recordRows(
	target: JournalTarget,
	ends: readonly JournalRow[],
): Promise<readonly number[]> {
	if (ends.length === 0) return [];
	const rows = await target.query<RowId>(
		`select cast(r.entry_id as char(20)) as entry, r.position from stalker_journal_rows r
		where r.state = 'undone' and (${whereRows(ends)})`,
		idsOf(ends),
	);
	const undone = new Set(rows.map(idText));
	const kept = ends.flatMap((end, index) => (undone.has(idText(end)) ? [index] : []));
	const written = ends.filter((_, index) => !kept.includes(index));
	await updateRows(target, 'stalker_journal_rows', rowKeys, written.map(toStoredEnd));
	const undoneRows = written.flatMap(end =>
		end.set.undoes && (end.state === 'done' || end.state === 'unchanged' || isBillingUndone(end))
			? [end.set.undoes]
			: [],
	);
	await markUndone(target.query, undoneRows);
	await settleEntries(target, [...written, ...undoneRows.map(({entry}) => ({entry, error: null}))]);
	return kept;
}

/** Whether an undo has written billing's part. */
export const isBillingUndone = ({set: {changes}, results}: Pick<JournalRow, 'set' | 'results'>): boolean =>
	changes.some(({system}, index) => system === 'billing' && results[index]?.is === 'applied');

/** The id of a row as a key of a map. */
export const idText = ({entry, position}: RowId): string => `${entry.trim()} ${position}`;

/** Rows by their ids, an `or` for each entry; the values are `idsOf`. */
export function whereRows(
	ids: readonly RowId[],
	[entry, position]: readonly [string, string] = ['r.entry_id', 'r.position'],
): string {
	return [...new Set(ids.map(one => one.entry))]
		.map(() => `(${entry} = ? and ${position} in ?)`)
		.join(' or ');
}

export const idsOf = (ids: readonly RowId[]): readonly unknown[] =>
	[...Map.groupBy(ids, ({entry}) => entry)].flatMap(([entry, own]) => [
		Number(entry),
		own.map(({position}) => position),
	]);

async function markUndone(query: Query, rows: readonly RowId[]): Promise<void> {
	if (rows.length === 0) return;
	const where = whereRows(rows).replaceAll('r.', '');
	await query(`update stalker_journal_rows set state = 'undone' where ${where}`, idsOf(rows));
}

/**
Sets the states of entries by their rows: open while any is; done where any was done; undone where all that was done is; unknown where only
whether an event was sent is not known. `ends`: rows that were written; an entry has the error of the last one that has an error. All rows
are searched for an error only where the entry had one before: there may be a hundred thousand.
*/
export async function settleEntries(
	{query, dialect}: JournalTarget,
	ends: ReadonlyArray<{readonly entry: string; readonly error: string | null}>,
): Promise<void> {
	const has = (state: string) =>
		`exists (select 1 from stalker_journal_rows r where r.entry_id = stalker_journal.id and r.state = '${state}')`;
	const known = `case when error is null then null else (select min(r.error) from stalker_journal_rows r where r.entry_id = stalker_journal.id and r.error <> '') end`;
	for (const [entry, own] of Map.groupBy(ends, ({entry}) => entry)) {
		// An update that waits for the lock itself would see the rows as they were before another transaction wrote them.
		await query('select id from stalker_journal where id = ? for update', [Number(entry)]);
		const error = own.findLast(end => end.error !== null && end.error !== '')?.error ?? null;
		await query(
			`update stalker_journal set error = ${error === null ? known : '?'},
				closed_at = case when ${has('open')} then null else ${dialect.now} end,
				state = case when ${has('open')} then 'open' when ${has('done')} then 'done' when ${has('undone')} then 'undone'
					when ${has('unknown')} then 'unknown' when ${has('unchanged')} then 'done' else 'failed' end
			where id = ?`,
			[...(error === null ? [] : [toStorableText(error)]), Number(entry)],
		);
	}
}
