import type {Preview} from '../../sync/action.ts';
import {widthOf} from '../../terminal/fit.ts';
import {cut} from './line.ts';
import type {Block} from './panel.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

/** Cells that a column of a preview takes at most. */
const widest = 34;

/** What a deed on the whole list would change, line by line; what has come to light since `before` stands out. */
export function previewBlocks({columns, rows}: Preview, before: Preview | null, pen: Pen): readonly Block[] {
	const {words} = pen;
	const textsOf = ({cells}: Preview['rows'][number]): readonly string[] =>
		cells.map(cell => shown(typeof cell === 'string' ? cell : words.tell(cell)));
	const lines = rows.map(row => ({mark: row.mark, texts: textsOf(row)}));
	const known = before && new Set(before.rows.map(row => [row.mark, ...textsOf(row)].join('\n')));
	const widths = columns.map((id, place) =>
		Math.min(
			widest,
			lines.reduce((most, {texts}) => Math.max(most, widthOf(texts[place] ?? '')), id.length),
		),
	);
	const lineOf = (texts: readonly string[]): string =>
		widths.map((width, place) => cut(texts[place] ?? '', width)).join('  ');
	return [
		{lines: [['     ', ['title', lineOf(columns)]]], rows: 0},
		...lines.map(({mark, texts}): Block => {
			const isNews = known !== null && !known.has([mark, ...texts].join('\n'));
			return {lines: [['   ', [mark, mark], ' ', isNews ? ['alert', lineOf(texts)] : lineOf(texts)]]};
		}),
	];
}
