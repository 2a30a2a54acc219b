import {marks, type Mark} from './drift.ts';
import {oncePer} from './once.ts';
import type {Row} from './row.ts';

/** How many rows carry each mark; counted once for the same rows. */
export const countMarks: (rows: readonly Row[]) => Readonly<Record<Mark, number>> = oncePer(rows => {
	const counts = Object.fromEntries(marks.map(mark => [mark, 0])) as Record<Mark, number>;
	for (const {mark} of rows) counts[mark]++;
	return counts;
});
