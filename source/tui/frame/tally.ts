import {marks, type Mark} from '../../sync/drift.ts';
import {oncePer} from '../../sync/once.ts';
import type {Column, Row} from '../../sync/row.ts';
import {cellText} from '../../terminal/cell-text.ts';
import {widthOf} from '../../terminal/fit.ts';
import type {Words} from '../../words/words.ts';
import type {List} from '../state.ts';
import {signs} from '../style.ts';
import {countsOf} from './counts.ts';
import {cut, type Piece} from './line.ts';
import type {Content} from './panel.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

/** Values that are counted apart; the rest is one line. */
const most = 5;

/** How many rows a column has with each value, the most frequent first: walked through once per list. */
const valuesPer = oncePer((rows: readonly Row[]) =>
	oncePer((column: Column) =>
		oncePer((words: Words): ReadonlyArray<readonly [text: string, count: number]> => {
			const counts = new Map<string, number>();
			for (const row of rows) {
				const text = cellText(column.value(row), column, words);
				counts.set(text, (counts.get(text) ?? 0) + 1);
			}

			return [...counts].toSorted(([, a], [, b]) => b - a);
		}),
	),
);

type Bar = {readonly label: Piece; readonly count: number};

/** A heading with its bars. */
export type Bars = {readonly title: string; readonly bars: readonly Bar[]};

/** What is counted of a list: its rows by mark, and by each column that the tab names. */
export function blocksOf(list: List, title: string, pen: Pen): readonly Bars[] {
	const rows = list.sheet?.rows;
	if (!rows || rows.length === 0) return [];
	const {words} = pen;
	const {frame} = words.console;
	const counts = countsOf(rows);
	const byMark = marks
		.filter(mark => counts[mark] > 0)
		.map((mark): Bar => ({label: markLabel(mark, words), count: counts[mark]}));
	const {tally = []} = list.tab;
	const tallied = tally.flatMap(id => {
		const column = list.tab.columns.find(one => one.id === id);
		if (!column) return [];
		const values = valuesPer(rows)(column)(words);
		const rest = values.slice(most).reduce((sum, [, count]) => sum + count, 0);
		const bars: readonly Bar[] = [
			...values.slice(0, most).map(([text, count]) => ({label: text || frame.blank, count})),
			...(rest > 0 ? [{label: frame.others, count: rest}] : []),
		];
		return [{title: `${title}: ${id}`, bars}];
	});
	return [{title: `${title} ${frame.byMark}`, bars: byMark}, ...tallied];
}

const markLabel = (mark: Mark, words: Words): Piece => [mark, `${mark} ${words.marks[mark]}`];

/** Cells that a bar has at least, where it is the longest. */
const leastBar = 6;

/** For each bar its name, its number and its length: a row is as long in one block as in another. */
export function drawBlocks(blocks: readonly Bars[], width: number): ReadonlyArray<readonly Content[]> {
	const counts = blocks.flatMap(({bars}) => bars.map(({count}) => count));
	const number = String(Math.max(...counts)).length;
	const labels = blocks.map(({bars}) =>
		Math.min(width - number - leastBar - 4, Math.max(...bars.map(({label}) => widthOf(textOf(label))))),
	);
	const length = width - number - Math.max(...labels) - 4;
	const scale = length / Math.max(...counts);
	return blocks.map(({title, bars}, place) => [
		[['title', cut(title, width)]],
		...bars.map(({label, count}): Content => {
			const text = cut(textOf(label), labels[place]!);
			return [
				typeof label === 'string' ? text : [label[0], text],
				` ${String(count).padStart(number)} `,
				signs.bar.repeat(Math.max(1, Math.round(count * scale))),
			];
		}),
	]);
}

const textOf = (label: Piece): string => shown(typeof label === 'string' ? label : label[1]);
