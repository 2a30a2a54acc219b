import type {Preview} from '../../sync/action.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import {fitText} from './line.ts';
import type {Section} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** Maximum width of a preview column, in cells. */
const maxColumnCells = 34;

/** Sections that list what an action on the whole list would change. */
export function previewSections({columns, rows}: Preview, context: RenderContext): readonly Section[] {
	const {translator} = context;
	const textsOf = ({cells}: Preview['rows'][number]): readonly string[] =>
		cells.map(cell => toPrintable(typeof cell === 'string' ? cell : translator.t(cell)));
	const lines = rows.map(row => ({mark: row.mark, texts: textsOf(row)}));
	const widths = columns.map((id, index) =>
		Math.min(
			maxColumnCells,
			lines.reduce((most, {texts}) => Math.max(most, textWidth(texts[index] ?? '')), id.length),
		),
	);
	const lineOf = (texts: readonly string[]): string =>
		widths.map((width, index) => fitText(texts[index] ?? '', width)).join('  ');
	return [
		{lines: [['     ', ['title', lineOf(columns)]]], rowCount: 0},
		...lines.map(({mark, texts}): Section => ({lines: [['   ', [mark, mark], ' ', lineOf(texts)]]})),
	];
}
