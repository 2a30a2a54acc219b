import {allotsNumber, isJournaledByBilling, recordStateOf, type Change} from '../sync/changes/change.ts';
import type {BillingExecutor, JournaledSet} from '../sync/changes/ports.ts';
import {isSystemFailure} from '../sync/changes/outcome.ts';
import type {Database} from './database.ts';
import {isRolledBack, BillingError} from './errors.ts';
import {addRows, recordRows, settleEntries} from './journal-rows.ts';
import {billingLockId, lockRows} from './find-rows.ts';
import {openBatches, typesOf} from './records/batches.ts';
import type {Shape} from './shape.ts';
import {createWriteTask, writeSets} from './write-sets.ts';

/** `shape`: of the tables that are written. */
export function createBillingExecutor(database: Database, shape: Shape): BillingExecutor {
	const {query, dialect} = database;
	return {
		async apply(rows, {providerId, operator, reserved, isLast}) {
			const write = async () =>
				database.transaction(async inside => {
					const tasks = rows.map(createWriteTask);
					const allChanges = tasks.flatMap(({due}) => [...due.values()]);
					const isUndo = rows.some(({set}) => set.undoes !== undefined);
					await lockRows(inside, dialect, lockIds(allChanges, providerId));
					await writeSets(
						tasks,
						{dialect, shape, query: inside, providerId, reserved, isUndo, allChanges, isLocking: true},
						operator,
					);
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
			const batches = await openBatches({
				dialect,
				shape,
				query,
				providerId,
				reserved: {},
				isUndo: true,
				allChanges,
				isLocking: false,
			});
			return allChanges.map(change => {
				const batch = batches.get(change.record)!;
				const now = batch.current(change);
				return {now, state: recordStateOf(change, now), conflict: batch.conflict(change)};
			});
		},
	};
}

const lockIds = (changes: readonly Change[], providerId: number): readonly number[] => [
	billingLockId,
	...(typesOf(changes).some(({locks}) => locks === 'both') ? [providerId] : []),
];

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
