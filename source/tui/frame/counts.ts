import {oncePer} from '../../sync/once.ts';
import type {Row} from '../../sync/row.ts';
import type {List} from '../state.ts';

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
