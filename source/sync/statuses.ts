import {syncStatuses, type SyncStatus} from './difference.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {Row} from './row.ts';
import type {Translator} from '../i18n/translator.ts';

/** Number of rows by sync status. Counted once for the same rows. */
export const countStatuses: (rows: readonly Row[]) => Readonly<Record<SyncStatus, number>> = memoizeWeak(
	rows => {
		const counts = Object.fromEntries(syncStatuses.map(mark => [mark, 0])) as Record<SyncStatus, number>;
		for (const {mark} of rows) counts[mark]++;
		return counts;
	},
);

type Texts = Pick<Translator, 'syncStatuses' | 'notCompared'>;

/** The sign of a row's sync status; a space for a row that is compared with nothing. */
export const signOfRow = ({mark, isCompared}: Row): string => (isCompared === false ? ' ' : mark);

/** The sync status of a row in words; of a row that is compared with nothing, that it is not compared. */
export const statusName = ({mark, isCompared}: Row, {syncStatuses: names, notCompared}: Texts): string =>
	isCompared === false ? notCompared : names[mark];

/** How many of the rows are compared with nothing. Counted once for the same rows. */
export const countUncompared: (rows: readonly Row[]) => number = memoizeWeak(
	rows => rows.filter(({isCompared}) => isCompared === false).length,
);

/** Rows of one sync status; `sign` is a space where they are compared with nothing. */
type CountedStatus = {
	readonly mark: SyncStatus;
	readonly sign: string;
	readonly count: number;
	readonly name: string;
};

/** The sync statuses that the rows have, with their counts; rows that are compared with nothing come last. */
export function countedStatuses(
	rows: readonly Row[],
	{syncStatuses: names, notCompared}: Texts,
): readonly CountedStatus[] {
	const counts = countStatuses(rows);
	const uncompared = countUncompared(rows);
	return [
		...syncStatuses.map(mark => ({
			mark,
			sign: mark,
			count: counts[mark] - (mark === '=' ? uncompared : 0),
			name: names[mark],
		})),
		{mark: '=' as const, sign: ' ', count: uncompared, name: notCompared},
	].filter(({count}) => count > 0);
}
