import {syncStatuses, type SyncStatus} from '../../sync/difference.ts';
import {formatCell} from '../../output/format-cell.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {List} from '../session/list.ts';
import {eighthBlocks, signs} from './style.ts';
import {summarizeList} from './list-summary.ts';
import {fitText, type Span} from './line.ts';
import type {Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

type Bar = {readonly label: Span; readonly count: number};

/** A title with its bars. */
type BarChart = {readonly title: string; readonly bars: readonly Bar[]};

/** Chart of a list's rows by sync status; empty if nothing is known about the list. */
export function statusCharts(list: List, {translator}: RenderContext): readonly BarChart[] {
	const listSummary = summarizeList(list);
	if (!listSummary || listSummary.summary.rows === 0) return [];
	const counts = listSummary.summary.marks;
	const bars = syncStatuses
		.filter(mark => counts[mark] > 0)
		.map((mark): Bar => ({label: statusLabel(mark, translator), count: counts[mark]}));
	return [
		{title: `${translator.screenTexts(list.resource.name).title} ${translator.tui.texts.bySyncStatus}`, bars},
	];
}

/** Charts of a list's rows, one for each column that the resource counts. */
export function columnCharts(list: List, {translator}: RenderContext): readonly BarChart[] {
	const {texts} = translator.tui;
	return (summarizeList(list)?.summary.tallies ?? []).flatMap(({column: id, values, others}) => {
		const column = list.resource.columns.find(one => one.id === id);
		if (!column || values.length === 0) return [];
		const bars: readonly Bar[] = [
			...values.map(([value, count]) => ({
				label: formatCell(value, column, translator) || texts.blank,
				count,
			})),
			...(others > 0 ? [{label: texts.others, count: others}] : []),
		];
		return [
			{
				title: `${translator.screenTexts(list.resource.name).title}: ${translator.columnLabel(list.resource.name, id)}`,
				bars,
			},
		];
	});
}

const statusLabel = (mark: SyncStatus, translator: Translator): Span => [
	mark,
	`${mark} ${translator.syncStatuses[mark]}`,
];

/** Minimum length of the longest bar, in cells. */
const minBarCells = 10;

/** The lines of each chart: label, count and bar. Each chart has a scale of its own: its longest bar ends at the right edge. */
export function renderCharts(charts: readonly BarChart[], width: number): ReadonlyArray<readonly Line[]> {
	const counts = charts.flatMap(({bars}) => bars.map(({count}) => count));
	const number = String(Math.max(...counts)).length;
	const labels = charts.flatMap(({bars}) => bars.map(({label}) => textWidth(labelText(label))));
	const labelCells = Math.min(width - number - minBarCells - 4, Math.max(...labels));
	const barCells = width - number - labelCells - 4;
	return charts.map(({title, bars}) => {
		const scale = barCells / Math.max(...bars.map(({count}) => count));
		return [
			[['title', fitText(title, width)]],
			...bars.map(({label, count}): Line => {
				const text = fitText(labelText(label), labelCells);
				return [
					typeof label === 'string' ? text : [label[0], text],
					` ${String(count).padStart(number)} `,
					barText(count * scale),
				];
			}),
		];
	});
}

/** A bar of this length in cells, to the nearest eighth, and at least one eighth. */
function barText(length: number): string {
	const eighths = Math.max(1, Math.round(length * 8));
	return signs.bar.repeat(Math.floor(eighths / 8)) + (eighthBlocks[eighths % 8] ?? '');
}

const labelText = (label: Span): string => toPrintable(typeof label === 'string' ? label : label[1]);
