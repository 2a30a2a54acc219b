import {isAllotted} from '../sync/changes/change.ts';
import type {JournaledSet} from '../sync/changes/ports.ts';
import {BillingConstraintError} from './errors.ts';

/** Whether billing chooses a number for any of these sets. */
export const allotsNumber = (rows: readonly JournaledSet[]): boolean =>
	rows.some(({set}) => set.changes.some(({after}) => Object.values(after ?? {}).some(isAllotted)));

/** How often numbers are chosen again where ABillS itself, which does not take the lock, was faster. */
const maxRetries = 2;

/** Repeats a transaction that a unique index has refused, and that was rolled back with that. */
export async function retryDoubled<Result>(write: () => Promise<Result>): Promise<Result> {
	for (let retries = 0; ; retries++) {
		try {
			return await write();
		} catch (error) {
			if (!(error instanceof BillingConstraintError) || retries === maxRetries) throw error;
		}
	}
}
