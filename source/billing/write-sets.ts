import {message} from '../i18n/translator.ts';
import {
	isDone,
	isJournaledByBilling,
	recordStateOf,
	resolvedChange,
	type Change,
	type ChangeResult,
	type Fields,
} from '../sync/changes/change.ts';
import {fieldNames} from '../sync/changes/field-names.ts';
import type {JournaledSet, JournalRow} from '../sync/changes/ports.ts';
import {endOf} from '../sync/changes/set-task.ts';
import type {JournalOperator} from '../sync/journal.ts';
import {logStatements, readAid, type LoggedAction} from './admin-log.ts';
import {rowStatements, recordRows, settleEntries} from './journal-rows.ts';
import type {ChangeBatch, RecordContext} from './records/record.ts';
import type {Statement} from './statements.ts';

/** A set inside the transaction. Changes are named by their indexes in it. */
export type WriteTask = {
	readonly row: JournaledSet;
	/** Billing's changes. */
	readonly indexes: readonly number[];
	/** Those that are not done yet. */
	readonly due: ReadonlyMap<number, Change>;
	readonly results: Array<ChangeResult | null>;
	/** What is written: with the numbers that billing chose, and the record as it was before. */
	readonly accepted: Map<number, {readonly change: Change; readonly previous: Fields | null}>;
};

export function createWriteTask(row: JournaledSet): WriteTask {
	const {set, results} = row;
	const indexes = set.changes.flatMap(({system}, index) => (system === 'billing' ? [index] : []));
	const due = indexes.filter(index => !isDone(results[index] ?? null));
	return {
		row,
		indexes,
		due: new Map(due.map(index => [index, resolvedChange(set.changes[index]!, set, results)])),
		results: [...results],
		accepted: new Map(),
	};
}

/** Sets that are written together. */
const sliceSize = 1000;

/**
Checks and writes sets within a transaction whose locks are taken, and stores their results in the journal.

All sets are checked at once, and written in slices: while the database writes one, the journal's rows of the one before are made; it stores
them while the next is prepared.
*/
export async function writeSets(
	tasks: readonly WriteTask[],
	batches: ReadonlyMap<string, ChangeBatch>,
	context: RecordContext,
	operator: JournalOperator,
): Promise<void> {
	const {query, dialect} = context;
	/** Gives statements whose results nobody needs. Where one fails, so does the transaction. */
	const send = (statements: readonly Statement[]) => {
		for (const {sql, values} of statements) query(sql, values).catch(() => undefined);
	};
	const journalStatements = async (written: readonly WriteTask[]) =>
		rowStatements(
			dialect,
			written.map(rowEnd).filter(({set}) => isJournaledByBilling(set)),
		);
	const admin = {aid: await readAid(query, operator.os_user), address: operator.ssh_client};
	for (const task of tasks) checkSet(task, batches);
	let written: readonly WriteTask[] = [];
	for (let from = 0; from < tasks.length; from += sliceSize) {
		const slice = tasks.slice(from, from + sliceSize);
		const [statements] = await Promise.all([
			journalStatements(written),
			writeSlice(slice, batches, actions => send(logStatements(context, actions, admin))),
		]);
		send(statements);
		written = slice;
	}

	send(await journalStatements(written));
	const {added = [], known = []} = Object.groupBy(tasks.map(rowEnd), ({set}) =>
		isJournaledByBilling(set) ? 'added' : 'known',
	);
	await recordRows(context, known);
	await settleEntries(context, added);
}

async function writeSlice(
	tasks: readonly WriteTask[],
	batches: ReadonlyMap<string, ChangeBatch>,
	log: (actions: readonly LoggedAction[]) => void,
): Promise<void> {
	for (const [record, batch] of batches) {
		const accepted = tasks.flatMap(task =>
			[...task.accepted].flatMap(([index, one]) =>
				one.change.record === record ? [{task, index, ...one}] : [],
			),
		);
		if (accepted.length === 0) continue;
		const changes = accepted.map(({task, change}) => resolvedChange(change, task.row.set, task.results));
		const current = await batch.write(changes);
		for (const [place, {task, index, previous}] of accepted.entries())
			task.results[index] = {is: 'applied', current: current[place]!, ...(previous && {previous})};
		log(changes.flatMap((change, place) => batch.log(change, current[place]!)));
	}
}

/** Checks a set as a whole: where one change is stale, none is written. */
function checkSet(
	{row: {set}, due, results, accepted}: WriteTask,
	batches: ReadonlyMap<string, ChangeBatch>,
): void {
	const writes: Array<{index: number; batch: ChangeBatch; previous: Fields | null}> = [];
	for (const [index, change] of due) {
		const batch = batches.get(change.record)!;
		const resolved = resolvedChange(change, set, results);
		const now = batch.current(resolved);
		const result = checkChange(resolved, now, batch, set.undoes !== undefined);
		if (result === 'write') {
			writes.push({index, batch, previous: change.operation === 'check' ? null : now});
			continue;
		}

		results[index] = result;
		if (result.is !== 'stale') continue;
		for (const other of due.keys()) results[other] ??= {is: 'skipped', current: null};
		return;
	}

	for (const {index, batch, previous} of writes)
		accepted.set(index, {change: batch.accept(set.changes[index]!), previous});
}

/** For an undo, a record that is already as wanted counts as changed by somebody else: `stale`. */
function checkChange(
	change: Change,
	now: Fields | null,
	batch: ChangeBatch,
	isUndo: boolean,
): ChangeResult | 'write' {
	const state = recordStateOf(change, now);
	const isThere = change.operation === 'create' && now !== null;
	if (!isUndo && (state.is === 'after' || isThere)) return {is: 'unchanged', current: now};
	const conflict = batch.conflict(change);
	if (conflict) return {is: 'stale', current: now, reason: conflict};
	if (state.is === 'before') return 'write';
	const fields = fieldNames(change, state.is === 'other' ? state.fields : []);
	return {is: 'stale', current: now, reason: message(isUndo ? 'undo-changed' : 'stale-record', {fields})};
}

/** The row as the journal stores it, in the same transaction. */
function rowEnd({row: {entry, position, set}, results, indexes}: WriteTask): JournalRow {
	const isStopped = indexes.some(index => !isDone(results[index]!));
	const all = isStopped
		? results.map(result => result ?? ({is: 'skipped', current: null} satisfies ChangeResult))
		: results;
	return {entry, position, set, results: all, ...endOf(set, all)};
}
