import {message} from '../i18n/translator.ts';
import {
	isDone,
	recordStateOf,
	resolvedChange,
	type Change,
	type ChangeResult,
	type Fields,
} from '../sync/changes/change.ts';
import {fieldNames} from '../sync/changes/field-names.ts';
import type {JournaledSet, JournalRow} from '../sync/changes/ports.ts';
import {endOf} from '../sync/changes/set-task.ts';
import type {ChangeBatch} from './records/record.ts';

/** A set inside the transaction: billing's changes of it, by their indexes. */
export type WriteTask = {
	readonly row: JournaledSet;
	readonly indexes: readonly number[];
	/** Those that are not done yet. */
	readonly due: readonly number[];
	readonly changes: readonly Change[];
	readonly results: Array<ChangeResult | null>;
	/** What is written, by index: with the numbers that billing chose. */
	readonly accepted: Map<number, Change>;
	/** The records as they were before, by index. */
	readonly previous: Map<number, Fields>;
};

export function createWriteTask(row: JournaledSet): WriteTask {
	const {set, results} = row;
	const indexes = set.changes.flatMap(({system}, index) => (system === 'billing' ? [index] : []));
	const due = indexes.filter(index => !isDone(results[index] ?? null));
	return {
		row,
		indexes,
		due,
		changes: due.map(index => resolvedChange(set.changes[index]!, set, results)),
		results: [...results],
		accepted: new Map(),
		previous: new Map(),
	};
}

/** Checks a set as a whole: where one change is stale, none is written. */
export function checkSet(task: WriteTask, batches: ReadonlyMap<string, ChangeBatch>): void {
	const {set} = task.row;
	const due = task.due.map((index, place) => ({index, change: task.changes[place]!}));
	const writes: number[] = [];
	for (const {change, index} of due) {
		const batch = batches.get(change.record)!;
		const resolved = resolvedChange(change, set, task.results);
		const now = batch.current(resolved);
		const result = checkChange(resolved, now, batch, set.undoes !== undefined);
		if (result === 'write') {
			writes.push(index);
			if (now && change.operation !== 'check') task.previous.set(index, now);
			continue;
		}

		task.results[index] = result;
		if (result.is !== 'stale') continue;
		for (const other of due) task.results[other.index] ??= {is: 'skipped', current: null};
		return;
	}

	for (const index of writes) {
		const change = set.changes[index]!;
		task.accepted.set(index, batches.get(change.record)!.accept(change));
	}
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

/** What of a record's changes is to be written. */
export const acceptedOf = (task: WriteTask, record: string) =>
	[...task.accepted].flatMap(([index, change]) => (change.record === record ? [{task, index}] : []));

/** With the values of the changes before it. */
export const resolvedIn = ({accepted, row: {set}, results}: WriteTask, index: number): Change =>
	resolvedChange(accepted.get(index)!, set, results);

/** The record as it was, where there was one. */
export function previousOf({previous}: WriteTask, index: number): Pick<ChangeResult, 'previous'> {
	const record = previous.get(index);
	return record ? {previous: record} : {};
}

/** The row as the journal stores it, in the same transaction. */
export function rowEnd({row: {entry, position, set}, results, indexes}: WriteTask): JournalRow {
	const isStopped = indexes.some(index => !isDone(results[index]!));
	const all = isStopped
		? results.map(result => result ?? ({is: 'skipped', current: null} satisfies ChangeResult))
		: results;
	return {entry, position, set, results: all, ...endOf(set, all)};
}
