import {message} from '../i18n/translator.ts';
import {
	isDone,
	isJournaledByBilling,
	type Change,
	type ChangeResult,
	type Fields,
	recordStateOf,
	resolvedChange,
} from '../sync/changes/change.ts';
import {fieldNames} from '../sync/changes/field-names.ts';
import type {BillingExecutor, JournaledSet, RowEnd} from '../sync/changes/ports.ts';
import {isSystemFailure} from '../sync/system-failure.ts';
import {endOf} from '../sync/changes/set-task.ts';
import {logActions} from './admin-log.ts';
import type {Database} from './database.ts';
import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import {isRolledBack} from './errors.ts';
import {addRows, recordRows, settleEntries} from './journal-rows.ts';
import {billingLockId, lockRows} from './lock-rows.ts';
import {allotsNumber, retryDoubled} from './retry-doubled.ts';
import type {RecordContext, RecordType, ChangeBatch} from './records/record.ts';
import {recordTypes} from './records/records.ts';
import {rightConflict} from './records/rights.ts';
import type {Shape} from './shape.ts';

/** `shape`: of the tables that are written. */
export function createBillingExecutor(database: Database, shape: Shape): BillingExecutor {
	const {query, dialect} = database;
	return {
		async apply(rows, {portal, operator, reserved, isLast}) {
			const write = async () =>
				database.transaction(async (inside, insert) => {
					const tasks = rows.map(createTask);
					const types = typesOf(tasks.flatMap(task => task.changes));
					await lockRows(
						inside,
						dialect,
						types.flatMap(type => lockIds(type, portal)),
					);
					const changes = tasks.flatMap(task => task.changes);
					const isUndo = rows.some(({set}) => set.undoes !== undefined);
					const batches = await openBatches(types, changes, {
						...{query: inside, dialect, shape, isIndexed: !shape.isAbills, portal, reserved, isUndo},
						isLocking: true,
					});
					for (const task of tasks) checkSet(task, batches);
					for (const {record} of types) {
						const accepted = tasks.flatMap(task => acceptedOf(task, record));
						const changes = accepted.map(({task, index}) => resolvedIn(task, index));
						const batch = batches.get(record)!;
						const current = changes.length > 0 ? await batch.write(changes, insert) : [];
						for (const [place, {task, index}] of accepted.entries())
							task.results[index] = {is: 'applied', current: current[place]!, ...previousOf(task, index)};
						await logActions(
							{query: inside, dialect},
							changes.flatMap((change, place) => batch.log(change, current[place]!)),
							operator,
							shape,
						);
					}

					await closeRows({query: inside, dialect}, tasks.map(rowEnd));
					return tasks.map(({indexes, results}) => indexes.map(index => results[index]!));
				});

			try {
				return await (shape.isAbills && allotsNumber(rows) ? retryDoubled(write) : write());
			} catch (error) {
				if (isRolledBack(error)) await failRows(database, rows, error as Error, isLast);
				throw error;
			}
		},

		async inspect(changes, portal) {
			const batches = await openBatches(typesOf(changes), changes, {
				...{query, dialect, shape, isIndexed: !shape.isAbills, portal, reserved: {}, isUndo: true},
				isLocking: false,
			});
			return changes.map(change => {
				const batch = batches.get(change.record)!;
				const now = batch.current(change);
				return {now, state: recordStateOf(change, now), conflict: batch.conflict(change)};
			});
		},
	};
}

/** A set inside the transaction: billing's changes of it, by their indexes. */
type Task = {
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

function createTask(row: JournaledSet): Task {
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

/** In the order in which they are written: that of the first set that has them. */
const typesOf = (changes: readonly Change[]): readonly RecordType[] =>
	[...new Set(changes.map(({record}) => record))].map(record =>
		recordTypes.find(type => type.record === record)!,
	);

const lockIds = ({locks}: RecordType, portal: number): readonly number[] =>
	locks === 'both' ? [billingLockId, portal] : [locks === 'billing' ? billingLockId : portal];

async function openBatches(
	types: readonly RecordType[],
	all: readonly Change[],
	context: Omit<RecordContext, 'all'>,
): Promise<ReadonlyMap<string, ChangeBatch>> {
	const batches = new Map<string, ChangeBatch>();
	for (const type of types) {
		const own = all.filter(({record}) => record === type.record);
		const batch = await type.open({...context, all}, own);
		batches.set(type.record, {
			...batch,
			conflict: change => rightConflict(change, context) ?? batch.conflict(change),
		});
	}

	return batches;
}

/** Checks a set as a whole: where one change is stale, none is written. */
function checkSet(task: Task, batches: ReadonlyMap<string, ChangeBatch>): void {
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
	const isThere = change.operation === 'create' && now !== null && batch.isCreated?.(change, now) === true;
	if (!isUndo && (state.is === 'after' || isThere)) return {is: 'unchanged', current: now};
	const conflict = batch.conflict(change);
	if (conflict) return {is: 'stale', current: now, reason: conflict};
	if (state.is === 'before') return 'write';
	const fields = fieldNames(change, state.is === 'other' ? state.fields : []);
	return {is: 'stale', current: now, reason: message(isUndo ? 'undo-changed' : 'stale-record', {fields})};
}

const acceptedOf = (task: Task, record: string) =>
	[...task.accepted].flatMap(([index, change]) => (change.record === record ? [{task, index}] : []));

/** With the values of the changes before it. */
const resolvedIn = ({accepted, row: {set}, results}: Task, index: number): Change =>
	resolvedChange(accepted.get(index)!, set, results);

function previousOf({previous}: Task, index: number): Pick<ChangeResult, 'previous'> {
	const record = previous.get(index);
	return record ? {previous: record} : {};
}

/** The row as the journal stores it, in the same transaction. */
function rowEnd({row: {entry, position, set}, results, indexes}: Task) {
	const isStopped = indexes.some(index => !isDone(results[index]!));
	const all = isStopped
		? results.map(result => result ?? ({is: 'skipped', current: null} satisfies ChangeResult))
		: results;
	return {entry, position, set, results: all, ...endOf(set, all)};
}

/** The database refused the statement and rolled back: nothing was written. Rows that are not there yet, and are tried again, are left out. */
async function failRows(
	{transaction, dialect}: Database,
	rows: readonly JournaledSet[],
	error: Error,
	isLast: boolean,
): Promise<void> {
	const ends = rows
		.filter(({set}) => isLast || isSystemFailure(error) || !isJournaledByBilling(set))
		.map(row => ({...row, state: 'failed' as const, error: error.message}));
	await transaction(async query => closeRows({query, dialect}, ends));
}

/** Stores the results of rows; rows that are journaled together with billing's part are inserted. */
async function closeRows(
	target: {readonly query: Query; readonly dialect: Dialect},
	ends: readonly RowEnd[],
): Promise<void> {
	const {query, dialect} = target;
	const {added = [], known = []} = Object.groupBy(ends, ({set}) =>
		isJournaledByBilling(set) ? 'added' : 'known',
	);
	await addRows(target, added);
	await recordRows(query, dialect, known);
	await settleEntries(query, dialect, added);
}
