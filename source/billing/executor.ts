import {allotsNumber, isJournaledByBilling, recordStateOf, type Change} from '../sync/changes/change.ts';
import type {BillingExecutor, JournaledSet} from '../sync/changes/ports.ts';
import {isSystemFailure} from '../sync/changes/outcome.ts';
import type {Database} from './database.ts';
import {isRolledBack, BillingError} from './errors.ts';
import {addRows, recordRows, settleEntries} from './journal-rows.ts';
import {billingLockId, lockRows} from './find-rows.ts';
import {channel} from './records/channel.ts';
import {choice} from './records/choice.ts';
import {customer} from './records/customer.ts';
import {rightConflict, type ChangeBatch, type RecordContext, type RecordType} from './records/record.ts';
import {service} from './records/service.ts';
import {tariff} from './records/tariff.ts';
import type {Shape} from './shape.ts';
import {createWriteTask, writeSets} from './write-sets.ts';

/** `shape`: of the tables that are written. */
export function createBillingExecutor(database: Database, shape: Shape): BillingExecutor {
	const {query, dialect} = database;
	const common = {dialect, shape};
	return {
		async apply(rows, {providerId, operator, reserved, isLast}) {
			const write = async () =>
				database.transaction(async inside => {
					const tasks = rows.map(createWriteTask);
					const allChanges = tasks.flatMap(({due}) => [...due.values()]);
					const isUndo = rows.some(({set}) => set.undoes !== undefined);
					await lockRows(inside, dialect, lockIds(allChanges, providerId));
					const context = {
						...common,
						query: inside,
						providerId,
						reserved,
						isUndo,
						allChanges,
						isLocking: true,
					};
					await writeSets(tasks, await openBatches(context), context, operator);
					return tasks.map(({indexes, results}) => indexes.map(index => results[index]!));
				});

			try {
				return await (shape.isAbills && rows.some(({set}) => allotsNumber(set))
					? retryDoubled(write)
					: write());
			} catch (error) {
				if (isRolledBack(error)) await failRows(database, rows, error as Error, isLast);
				throw error;
			}
		},

		async inspect(allChanges, providerId) {
			const reading = {reserved: {}, isUndo: true, isLocking: false};
			const batches = await openBatches({...common, ...reading, query, providerId, allChanges});
			return allChanges.map(change => {
				const batch = batches.get(change.record)!;
				const now = batch.current(change);
				return {now, state: recordStateOf(change, now), conflict: batch.conflict(change)};
			});
		},
	};
}

/** Every record of billing that changes write. */
const recordTypes: readonly RecordType[] = [customer, service, tariff, channel, choice];

/** The record types of changes, in the order in which they are written: that of the first set that has them. */
const typesOf = (changes: readonly Change[]): readonly RecordType[] =>
	[...new Set(changes.map(({record}) => record))].map(record =>
		recordTypes.find(type => type.record === record)!,
	);

/** Reads all rows that the changes of the transaction can depend on, for each record type. */
async function openBatches(context: RecordContext): Promise<ReadonlyMap<string, ChangeBatch>> {
	const {allChanges} = context;
	const batches = new Map<string, ChangeBatch>();
	for (const {record, open} of typesOf(allChanges)) {
		const batch = await open(
			context,
			allChanges.filter(change => change.record === record),
		);
		batches.set(record, {
			...batch,
			conflict: change => rightConflict(change, context) ?? batch.conflict(change),
		});
	}

	return batches;
}

const lockIds = (changes: readonly Change[], providerId: number): readonly number[] => [
	billingLockId,
	...(typesOf(changes).some(({locks}) => locks === 'both') ? [providerId] : []),
];

/**
The database refused the statement and rolled back: nothing was written. Rows that are not there yet, and are tried again, are left out.
*/
async function failRows(
	{transaction, dialect}: Database,
	rows: readonly JournaledSet[],
	error: Error,
	isLast: boolean,
): Promise<void> {
	const ends = rows
		.filter(({set}) => isLast || isSystemFailure(error) || !isJournaledByBilling(set))
		.map(row => ({...row, state: 'failed' as const, error: error.message}));
	const {added = [], known = []} = Object.groupBy(ends, ({set}) =>
		isJournaledByBilling(set) ? 'added' : 'known',
	);
	await transaction(async query => {
		const target = {query, dialect};
		await addRows(target, added);
		await recordRows(target, known);
		await settleEntries(target, added);
	});
}

/** How often numbers are chosen again where ABillS itself, which does not take the lock, was faster. */
const maxRetries = 2;

/** Repeats a transaction that a unique index has refused, and that was rolled back with that. */
async function retryDoubled<Result>(write: () => Promise<Result>): Promise<Result> {
	for (let retries = 0; ; retries++) {
		try {
			return await write();
		} catch (error) {
			const isDoubled = error instanceof BillingError && error.code === 'ERR_BILLING_CLASH';
			if (!isDoubled || retries === maxRetries) throw error;
		}
	}
}
