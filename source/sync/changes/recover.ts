import {isDone, type ChangeResult, resolvedChange} from './change.ts';
import type {ChangePorts, JournalRow} from './ports.ts';
import {endOf} from './set-task.ts';

/** The state of an interrupted row. `isSent`: it has an event, and whether that was sent cannot be read. */
type RowRecovery = JournalRow & {readonly isSent: boolean};

/** Whether recovering the row sends requests to the portal. */
export const needsPortal = ({set, results}: JournalRow): boolean => {
	const left = set.changes.filter((_, index) => !isDone(results[index] ?? null));
	return left.every(({system}) => system === 'stalker') && left.some(({operation}) => operation !== 'send');
};

/**
Finds out which changes of an interrupted row were applied. Writes nothing.

Billing's part is known from the journal alone: its results are written in billing's own transaction, so that without them nothing was
written. The portal's records are read: a record as in `after` means applied, one as in `before` not.
*/
export async function recoverRow(
	row: JournalRow,
	{stalker}: Pick<ChangePorts, 'stalker'>,
	signal?: AbortSignal,
): Promise<RowRecovery> {
	const {set, entry, position} = row;
	const results: Array<ChangeResult | null> = [...row.results];
	const isBilling = set.changes.some(
		({system}, index) => system === 'billing' && !isDone(results[index] ?? null),
	);
	let isSent = false;
	for (const [index, change] of set.changes.entries()) {
		if (isDone(results[index] ?? null)) continue;
		if (isBilling) results[index] = {is: 'skipped', current: null};
		else if (change.operation === 'send') {
			isSent ||= change.isRepeatable !== true;
			results[index] = {is: change.isRepeatable ? 'skipped' : 'unknown', current: null};
		} else {
			const resolved = resolvedChange(change, set, results);
			const [found] = await stalker.inspect([resolved], signal);
			const {now, state, conflict} = found!;
			const isApplied = state.is === 'after' && conflict === null;
			results[index] = {
				...results[index],
				...{is: isApplied ? 'applied' : 'skipped', current: now},
			};
		}
	}

	return {entry, position, set, results, ...endOf(set, results), isSent};
}
