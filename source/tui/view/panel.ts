import {textWidth} from '../../terminal/fit-width.ts';
import {signs} from './style.ts';
import {renderLine, spansWidth, wrapText, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** A line of a panel or page, not yet padded or cut to its width. */
export type Line = readonly Span[];

/** Lines, and for each line the number of rows that begin on it or below. */
export type ScrollText = {readonly lines: readonly Line[]; readonly rowsBelow: readonly number[]};

/** Lines about `rowCount` rows; 1 if absent. */
export type Section = {readonly lines: readonly Line[]; readonly rowCount?: number};

export function joinSections(sections: readonly Section[]): ScrollText {
	let below = sections.reduce((sum, {rowCount = 1}) => sum + rowCount, 0);
	const rowsFrom = sections.flatMap(({lines, rowCount = 1}) => {
		const from = below;
		below -= rowCount;
		return lines.map((_, index) => (index === 0 ? from : from - rowCount));
	});
	return {lines: sections.flatMap(({lines}) => lines), rowsBelow: rowsFrom};
}

/** A horizontal line with the title of the panel below it. */
export function renderTitle(title: string, width: number, {style}: RenderContext): string {
	const text = ` ${toPrintable(title)} `;
	const innerWidth = width - 2;
	if (textWidth(text) >= innerWidth) return renderLine([['title', text]], width, style);
	return (
		style.paint('quiet', signs.rule.repeat(2)) +
		style.paint('title', text) +
		style.paint('quiet', signs.rule.repeat(innerWidth - textWidth(text)))
	);
}

/**
The visible part of a text, in exactly `height` lines. If lines are left below, the last line shows how many; with `rowsBelow`, how many
rows.
*/
export function renderViewport(
	content: readonly Line[],
	{top, height, width, rowsBelow}: Viewport,
	{style, translator}: RenderContext,
): readonly string[] {
	const {texts} = translator.tui;
	const from = Math.max(0, Math.min(top, content.length - height));
	const left = content.length - from - height;
	const visible = content.slice(from, from + height);
	const rowsLeft = rowsBelow?.[from + height - 1] ?? 0;
	const more = rowsLeft > 0 ? texts.moreRows(rowsLeft) : texts.moreLines(left + 1);
	const lines = visible.map((spans, index) =>
		left > 0 && index === height - 1
			? renderLine([' ', ['quiet', more]], width, style)
			: renderLine(spans, width, style),
	);
	return [...lines, ...Array.from({length: height - lines.length}, () => ' '.repeat(width))];
}

type Viewport = {
	readonly top: number;
	readonly height: number;
	readonly width: number;
	readonly rowsBelow?: readonly number[];
};

/** A wrapped sentence: the first line starts with `prefix`, the others with three spaces. */
export const wrapParagraph = (prefix: readonly Span[], text: string, width: number): readonly Line[] =>
	wrapText(text, width).map((line, index) => (index === 0 ? [...prefix, line] : ['   ', line]));

/** Wraps groups of spans to lines of at most `width` cells; a group is not split. */
export function wrapGroups(groups: readonly Line[], width: number): readonly Line[] {
	const lines: Line[] = [];
	let line: Line = [];
	for (const group of groups) {
		const longer = [...line, ...group];
		if (line.length > 0 && spansWidth(longer) > width) {
			lines.push(line);
			line = group;
		} else line = longer;
	}

	return [...lines, line];
}

/** One section with the given sentences, which belong to no row; empty if there are no sentences. */
export function warningSections(texts: readonly string[], width: number): readonly Section[] {
	const text = texts.join(' ');
	return text === ''
		? []
		: [{lines: wrapParagraph([' ', ['bad', `${signs.warn} `]], text, width), rowCount: 0}];
}
