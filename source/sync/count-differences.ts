import {countStatuses, countUncompared} from './statuses.ts';
import {differenceKinds, markOfDifference, type DifferenceCode, type SyncStatus} from './difference.ts';
import type {Row} from './row.ts';

/** Rows by kind of difference; kinds that no row has are absent. A row counts once for each of its kinds. */
export type KindCounts = {readonly [Code in DifferenceCode]?: number};

/** Counts of one list. `kinds` are differences, `notes` leave their rows in sync. */
export type DifferenceCounts = {
	readonly rows: number;
	readonly marks: Readonly<Record<SyncStatus, number>>;
	/** Rows of the status `=` that are compared with nothing. */
	readonly uncompared: number;
	/** Rows with one of the kinds that are asked for. */
	readonly differing: number;
	readonly kinds: KindCounts;
	readonly notes: KindCounts;
};

/** All kinds, in their order. */
export const differenceCodes = Object.keys(differenceKinds) as readonly DifferenceCode[];

/** Counts the differences of a list; only those of `wanted`, where it is given. */
export function countDifferences(
	rows: readonly Row[],
	wanted: ReadonlySet<DifferenceCode> = new Set(differenceCodes),
): DifferenceCounts {
	const kinds = new Map<DifferenceCode, number>();
	const notes = new Map<DifferenceCode, number>();
	let differing = 0;
	for (const {mark, differences} of rows) {
		if (differences.length === 0) continue;
		const own = differences.filter(({code}) => wanted.has(code));
		const isNote = (code: DifferenceCode) =>
			own.every(one => one.code !== code || markOfDifference(one) === '=');
		if (mark !== '=' && own.some(({code}) => !isNote(code))) differing++;
		for (const code of new Set(own.map(one => one.code))) {
			const counts = isNote(code) ? notes : kinds;
			counts.set(code, (counts.get(code) ?? 0) + 1);
		}
	}

	return {
		rows: rows.length,
		marks: countStatuses(rows),
		uncompared: countUncompared(rows),
		differing,
		kinds: inOrder(kinds),
		notes: inOrder(notes),
	};
}

const inOrder = (counts: ReadonlyMap<DifferenceCode, number>): KindCounts =>
	Object.fromEntries(differenceCodes.flatMap(code => (counts.has(code) ? [[code, counts.get(code)!]] : [])));

/** The sum of counts of several lists. */
export const sumKinds = (counts: readonly KindCounts[]): KindCounts =>
	Object.fromEntries(
		differenceCodes.flatMap(code => {
			const sum = counts.reduce((total, one) => total + (one[code] ?? 0), 0);
			return sum > 0 ? [[code, sum]] : [];
		}),
	);
