import type {Translator} from '../../i18n/translator.ts';
import {columnStats} from '../../sync/column-statistics.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';
import type {List} from '../session/list.ts';
import type {Span} from './line.ts';
import {signs} from './style.ts';

/** Sum, mean and range of the numeric column at the column cursor: of the selected rows, or else of those shown. */
export function columnStatsSpans(list: List, translator: Translator): readonly Span[] | null {
	const {selected, comparison, rows, resource, columnCursor} = list;
	const column = resource.columns.find(({id, numeric}) => numeric && id === columnCursor);
	if (!column) return null;
	const stats = columnStats(
		selected.size > 0 && comparison ? selectedRows(comparison.rows)(selected) : rows,
		column,
	);
	if (!stats) return null;
	const exact = (value: number) => (column.money ? value.toFixed(2) : String(value));
	const {columnStats: textOf} = translator.tui.texts;
	const text = textOf({
		count: stats.count,
		sum: exact(stats.sum),
		mean: stats.mean.toFixed(2),
		min: exact(stats.min),
		max: exact(stats.max),
	});
	return [
		' ',
		...(selected.size > 0 ? [['selected', `${signs.selected} `] as const] : []),
		['title', translator.columnLabel(resource.name, column.id)],
		` ${text}`,
	];
}

/** The selected rows, cached: they are asked for at each step of the cursor. */
const selectedRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((selected: ReadonlySet<string>): readonly Row[] => rows.filter(({key}) => selected.has(key))),
);
