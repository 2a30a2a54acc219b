import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';
import type {List} from '../session/list.ts';

const rowKeys = memoizeWeak((rows: readonly Row[]): ReadonlySet<string> => new Set(rows.map(({key}) => key)));

const hiddenCountCache = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((selected: ReadonlySet<string>) => {
		const keys = rowKeys(rows);
		let hidden = 0;
		for (const key of selected) if (!keys.has(key)) hidden += 1;
		return hidden;
	}),
);

/** Number of selected rows that the filter hides. */
export const countHiddenSelected = ({rows, selected, comparison}: List): number =>
	selected.size === 0 || rows === comparison?.rows ? 0 : hiddenCountCache(rows)(selected);
