import {textWidth} from '../../terminal/fit-width.ts';
import {signs} from './style.ts';
import {renderLine, spansWidth, wrapText, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';

/** A line of a panel or page, before it is as wide as that. */
export type Line = readonly Span[];

/** Lines, and for each of them how many of the rows that they tell of begin there or below. */
export type ScrollText = {readonly lines: readonly Line[]; readonly rowsBelow: readonly number[]};

/** What is told of some rows, by default of one. */
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

/** A rule with the title in it: what is below belongs to it. */
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

/** A part of a longer text, in exactly so many lines; where something is left out below, the last line says how much: rows, where rows are told of. */
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

/** A sentence in as many lines as it needs, under a sign of its own. */
export const wrapParagraph = (lead: readonly Span[], text: string, width: number): readonly Line[] =>
	wrapText(text, width).map((line, index) => (index === 0 ? [...lead, line] : ['   ', line]));

/** Pieces that belong together, group after group, in as many lines as they need. */
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
