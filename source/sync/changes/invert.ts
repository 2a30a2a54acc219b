import {pickFields, type Change, type ChangeResult, type ChangeSet} from './change.ts';

/**
The changes that undo what was applied, last first, billing's before the portal's. `sent`: whether an event was sent, which cannot be
undone. One that may be repeated is sent again, after all that is written.

Created: deleted again, while it is as it was read back; of the portal's records in the fields that were sent, for others change by
themselves. Updated, and only checked: before and after change places. Deleted: created again from what was read before. Pure.
*/
export function invertSet(
	{changes}: Pick<ChangeSet, 'changes'>,
	results: ReadonlyArray<ChangeResult | null>,
): {readonly changes: readonly Change[]; readonly sent: boolean} {
	const inverse: Change[] = [];
	const repeated: Change[] = [];
	let sent = false;
	for (const [index, change] of [...changes.entries()].toReversed()) {
		const result = results[index];
		if (result?.is !== 'applied') continue;
		if (change.operation === 'send' && change.isRepeatable) repeated.push(change);
		else if (change.operation === 'send') sent = true;
		else inverse.push(inverseOf(change, result));
	}

	return {
		changes: [
			...inverse.filter(({system}) => system === 'billing'),
			...inverse.filter(({system}) => system === 'stalker'),
			...(inverse.length > 0 ? repeated : []),
		],
		sent,
	};
}

function inverseOf(
	{system, record, operation, key, before, after, loses}: Change,
	{current, previous}: ChangeResult,
): Change {
	const lost = loses && {loses};
	const written = Object.keys(after ?? {});
	switch (operation) {
		case 'create':
			return system === 'billing'
				? {system, record, operation: 'delete', key: current ?? key, before: current, after: null, ...lost}
				: {
						system,
						record,
						operation: 'delete',
						key,
						before: current && pickFields(current, written),
						after: null,
						...lost,
					};
		case 'delete':
			return {system, record, operation: 'create', key, before: null, after: previous ?? before, ...lost};
		default: {
			// As it was read back: what billing chose, or an earlier change gave, is a value now.
			const now = current && pickFields(current, written);
			const then = previous && pickFields(previous, written);
			return {
				...{system, record, operation},
				// By the identifiers that it has now.
				key: {...key, ...(current && pickFields(current, Object.keys(key)))},
				before: now ?? after,
				after: then ?? pickFields(before!, written),
				...lost,
			};
		}
	}
}
