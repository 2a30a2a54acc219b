import {marks, type Mark} from '../../sync/drift.ts';
import {oncePer} from '../../sync/once.ts';
import type {Row} from '../../sync/row.ts';
import type {List} from '../state.ts';

export type Counts = Readonly<Record<Mark, number>>;

/** How many rows have each mark: counted once per list. */
export const countsOf: (rows: readonly Row[]) => Counts = oncePer(rows => {
	const counts = Object.fromEntries(marks.map(mark => [mark, 0])) as Record<Mark, number>;
	for (const {mark} of rows) counts[mark] += 1;
	return counts;
});

const keysOf = oncePer((rows: readonly Row[]): ReadonlySet<string> => new Set(rows.map(({key}) => key)));

const hiddenPer = oncePer((rows: readonly Row[]) =>
	oncePer((marked: ReadonlySet<string>) => {
		const keys = keysOf(rows);
		let hidden = 0;
		for (const key of marked) if (!keys.has(key)) hidden += 1;
		return hidden;
	}),
);

/** How many marked rows the filter hides. */
export const hiddenCount = ({rows, marked, sheet}: List): number =>
	marked.size === 0 || rows === sheet?.rows ? 0 : hiddenPer(rows)(marked);
