import {marks, type Mark} from '../../sync/drift.ts';
import {cellText} from '../../terminal/cell-text.ts';
import {widthOf} from '../../terminal/fit.ts';
import type {Words} from '../../words/words.ts';
import type {List} from '../state.ts';
import {signs} from '../style.ts';
import {glanceOf} from './glance.ts';
import {cut, type Piece} from './line.ts';
import type {Content} from './panel.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

type Bar = {readonly label: Piece; readonly count: number};

/** A heading with its bars. */
export type Bars = {readonly title: string; readonly bars: readonly Bar[]};

/** A list's rows by mark. */
export function marksOf(list: List, {words}: Pen): readonly Bars[] {
	const glance = glanceOf(list);
	if (!glance || glance.summary.rows === 0) return [];
	const counts = glance.summary.marks;
	const bars = marks
		.filter(mark => counts[mark] > 0)
		.map((mark): Bar => ({label: markLabel(mark, words), count: counts[mark]}));
	return [{title: `${words.screen(list.tab.name).title} ${words.console.frame.byMark}`, bars}];
}

/** A list's rows by each column that its tab has counted. */
export function talliesOf(list: List, {words}: Pen): readonly Bars[] {
	const {frame} = words.console;
	return (glanceOf(list)?.summary.tallies ?? []).flatMap(({column: id, values, others}) => {
		const column = list.tab.columns.find(one => one.id === id);
		if (!column || values.length === 0) return [];
		const bars: readonly Bar[] = [
			...values.map(([value, count]) => ({label: cellText(value, column, words) || frame.blank, count})),
			...(others > 0 ? [{label: frame.others, count: others}] : []),
		];
		return [{title: `${words.screen(list.tab.name).title}: ${id}`, bars}];
	});
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
