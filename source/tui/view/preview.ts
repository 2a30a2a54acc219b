import type {Preview} from '../../sync/action.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import {fitText} from './line.ts';
import type {Section} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** Cells before the first column: the sign of the row. */
const leadingCells = 5;

const gap = '  ';

/** Maximum width of a preview column but the last, in cells. */
const maxColumnCells = 34;

/**
Sections that list what an action on the whole list would change, in lines of at most `width` cells. The last column, a name, gets what the
others leave.
*/
export function previewSections(
	{columns, rows}: Preview,
	listName: string,
	width: number,
	{translator}: RenderContext,
): readonly Section[] {
	const headings = columns.map(id => translator.columnLabel(listName, id));
	const textsOf = ({cells}: Preview['rows'][number]): readonly string[] =>
		cells.map(cell => toPrintable(typeof cell === 'string' ? cell : translator.t(cell)));
	const lines = rows.map(row => ({mark: row.mark, texts: textsOf(row)}));
	const widths: number[] = [];
	let left = width - leadingCells;
	for (const [index, heading] of headings.entries()) {
		const content = lines.reduce(
			(most, {texts}) => Math.max(most, textWidth(texts[index] ?? '')),
			textWidth(heading),
		);
		widths.push(Math.max(1, Math.min(content, index === headings.length - 1 ? left : maxColumnCells)));
		left -= widths.at(-1)! + gap.length;
	}

	const lineOf = (texts: readonly string[]): string =>
		widths.map((cells, index) => fitText(texts[index] ?? '', cells)).join(gap);
	return [
		{lines: [['     ', ['title', lineOf(headings)]]], rowCount: 0},
		...lines.map(({mark, texts}): Section => ({lines: [['   ', [mark, mark], ' ', lineOf(texts)]]})),
	];
}
