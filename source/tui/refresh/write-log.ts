import type {CurrentRecord} from '../../sync/changes/change.ts';
import type {Comparison} from '../../sync/row.ts';
import type {Store} from '../session/store.ts';

/** What this console's actions have written to the lists: a read that was running meanwhile may have returned old values. */
export type WriteLog = {
	/** Records that an action has written to a list. `isReading`: the list is being read, so `patch` needs the records. */
	note(name: string, current: readonly CurrentRecord[], isReading: boolean): void;
	/** Whether another list was written at this time or later. */
	hasOtherSince(name: string, atMs: number): boolean;
	/** Puts in what was written while the list was being read. False where the list has to be read again. */
	patch(name: string): boolean;
};

/** `showComparison`: shows a comparison with records in place of older ones. */
export function createWriteLog(
	store: Store,
	clock: () => Date,
	showComparison: (name: string, comparison: Comparison) => void,
): WriteLog {
	const writtenAtMs = new Map<string, number>();
	const writtenDuringRead = new Map<string, readonly CurrentRecord[]>();
	return {
		note(name, current, isReading) {
			writtenAtMs.set(name, clock().getTime());
			if (isReading) writtenDuringRead.set(name, [...(writtenDuringRead.get(name) ?? []), ...current]);
		},
		hasOtherSince: (name, atMs) => [...writtenAtMs].some(([other, time]) => other !== name && atMs <= time),
		patch(name) {
			const fresh = writtenDuringRead.get(name);
			writtenDuringRead.delete(name);
			const {resource, comparison} = store.getState().lists[name]!;
			if (!fresh || !resource.patch || !comparison) return true;
			const patched = resource.patch(comparison, fresh);
			if (patched) showComparison(name, patched);
			return patched !== null;
		},
	};
}
