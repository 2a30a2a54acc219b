import {syncStatuses, type SyncStatus} from './difference.ts';
import {previousRowsOf, type Row} from './row.ts';
import type {Translator} from '../i18n/translator.ts';

/** Number of rows by sync status. Counted once for the same rows. */
export const countStatuses = (rows: readonly Row[]): Readonly<Record<SyncStatus, number>> =>
	countsOf(rows).statuses;

/** How many of the rows are compared with nothing. Counted once for the same rows. */
export const countUncompared = (rows: readonly Row[]): number => countsOf(rows).uncompared;

type Counts = {readonly statuses: Readonly<Record<SyncStatus, number>>; readonly uncompared: number};

const counted = new WeakMap<readonly Row[], Counts>();

/** Of rows that were in an earlier list nothing is read: a hundred thousand take some milliseconds. */
function countsOf(rows: readonly Row[]): Counts {
	const known = counted.get(rows);
	if (known) return known;
	const before = previousRowsOf(rows);
	const earlier = before && counted.get(before);
	const statuses = Object.fromEntries(
		syncStatuses.map(mark => [mark, earlier?.statuses[mark] ?? 0]),
	) as Record<SyncStatus, number>;
	let uncompared = earlier?.uncompared ?? 0;
	const add = (row: Row | undefined, by: 1 | -1) => {
		if (!row) return;
		statuses[row.mark] += by;
		if (row.isCompared === false) uncompared += by;
	};
	const others = earlier ? before : [];
	const length = Math.max(rows.length, others.length);
	for (let index = 0; index < length; index++) {
		if (rows[index] === others[index]) continue;
		add(others[index], -1);
		add(rows[index], 1);
	}

	const counts = {statuses, uncompared};
	counted.set(rows, counts);
	return counts;
}

type Texts = Pick<Translator, 'syncStatuses' | 'notCompared'>;

/** The sign of a row's sync status; a space for a row that is compared with nothing. */
export const signOfRow = ({mark, isCompared}: Row): string => (isCompared === false ? ' ' : mark);

/** The sync status of a row in words; of a row that is compared with nothing, that it is not compared. */
export const statusName = ({mark, isCompared}: Row, {syncStatuses: names, notCompared}: Texts): string =>
	isCompared === false ? notCompared : names[mark];

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
