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

/** What is counted of a list: its rows by mark, and by each column that the tab names. */
export function blocksOf(
	list: List,
	title: string,
	width: number,
	pen: Pen,
): ReadonlyArray<readonly Content[]> {
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
		return [block(`${title}: ${id}`, bars, rows.length, width)];
	});
	return [block(`${title} ${frame.byMark}`, byMark, rows.length, width), ...tallied];
}

const markLabel = (mark: Mark, words: Words): Piece => [mark, `${mark} ${words.marks[mark]}`];

/** A heading, and for each bar its name, its number and its length. */
function block(title: string, bars: readonly Bar[], of: number, width: number): readonly Content[] {
	const texts = bars.map(({label}) => shown(typeof label === 'string' ? label : label[1]));
	const number = Math.max(...bars.map(({count}) => String(count).length));
	const label = Math.min(width - number - 8, Math.max(...texts.map(widthOf)));
	const length = Math.max(3, width - label - number - 4);
	return [
		[['title', cut(title, width)]],
		...bars.map(({label: own, count}, place): Content => {
			const text = cut(texts[place]!, label);
			const full = Math.max(1, Math.round((count / of) * length));
			return [
				typeof own === 'string' ? text : [own[0], text],
				` ${String(count).padStart(number)} `,
				signs.bar.repeat(Math.min(full, length)).padEnd(length),
				' ',
			];
		}),
	];
}
