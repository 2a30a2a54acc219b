import {syncStatuses, type SyncStatus} from './difference.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {Row} from './row.ts';

/** Number of rows by sync status. Counted once for the same rows. */
export const countStatuses: (rows: readonly Row[]) => Readonly<Record<SyncStatus, number>> = memoizeWeak(
	rows => {
		const counts = Object.fromEntries(syncStatuses.map(mark => [mark, 0])) as Record<SyncStatus, number>;
		for (const {mark} of rows) counts[mark]++;
		return counts;
	},
);
