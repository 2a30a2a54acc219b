import {widthOf} from '../../terminal/fit.ts';
import {signs} from '../style.ts';
import {lineOf, widthOfAll, wrapped, type Piece} from './line.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

/** A line of a panel or page, before it is as wide as that. */
export type Content = readonly Piece[];

/** Lines, and for each of them how many of the rows that they tell of begin there or below. */
export type Listing = {readonly lines: readonly Content[]; readonly rowsFrom: readonly number[]};

/** What is told of some rows, by default of one. */
export type Block = {readonly lines: readonly Content[]; readonly rows?: number};

export function listingOf(blocks: readonly Block[]): Listing {
	let below = blocks.reduce((sum, {rows = 1}) => sum + rows, 0);
	const rowsFrom = blocks.flatMap(({lines, rows = 1}) => {
		const from = below;
		below -= rows;
		return lines.map((_, place) => (place === 0 ? from : from - rows));
	});
	return {lines: blocks.flatMap(({lines}) => lines), rowsFrom};
}

/** A rule with the title in it: what is below belongs to it. */
export function titleLine(title: string, width: number, {style}: Pen): string {
	const text = ` ${shown(title)} `;
	const room = width - 2;
	if (widthOf(text) >= room) return lineOf([['title', text]], width, style);
	return (
		style.paint('quiet', signs.rule.repeat(2)) +
		style.paint('title', text) +
		style.paint('quiet', signs.rule.repeat(room - widthOf(text)))
	);
}

/** A part of a longer text, in exactly so many lines; where something is left out below, the last line says how much: rows, where rows are told of. */
export function windowOf(
	content: readonly Content[],
	{top, height, width, rowsFrom}: Window,
	{style, words}: Pen,
): readonly string[] {
	const {frame} = words.console;
	const from = Math.max(0, Math.min(top, content.length - height));
	const left = content.length - from - height;
	const seen = content.slice(from, from + height);
	const rowsLeft = rowsFrom?.[from + height - 1] ?? 0;
	const more = rowsLeft > 0 ? frame.moreRows(rowsLeft) : frame.moreLines(left + 1);
	const lines = seen.map((pieces, place) =>
		left > 0 && place === height - 1
			? lineOf([' ', ['quiet', more]], width, style)
			: lineOf(pieces, width, style),
	);
	return [...lines, ...Array.from({length: height - lines.length}, () => ' '.repeat(width))];
}

type Window = {
	readonly top: number;
	readonly height: number;
	readonly width: number;
	readonly rowsFrom?: readonly number[];
};

/** A sentence in as many lines as it needs, under a sign of its own. */
export const told = (lead: readonly Piece[], text: string, width: number): readonly Content[] =>
	wrapped(text, width).map((line, place) => (place === 0 ? [...lead, line] : ['   ', line]));

/** Pieces that belong together, group after group, in as many lines as they need. */
export function flowing(groups: readonly Content[], width: number): readonly Content[] {
	const lines: Content[] = [];
	let line: Content = [];
	for (const group of groups) {
		const longer = [...line, ...group];
		if (line.length > 0 && widthOfAll(longer) > width) {
			lines.push(line);
			line = group;
		} else line = longer;
	}

	return [...lines, line];
}
