import {widthOf} from '../../terminal/fit.ts';
import {signs} from '../style.ts';
import {lineOf, wrapped, type Piece} from './line.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

/** A line of a panel or page, before it is as wide as that. */
export type Content = readonly Piece[];

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

/** A part of a longer text, in exactly so many lines; where something is left out below, the last line says how much. */
export function windowOf(
	content: readonly Content[],
	{top, height, width}: {readonly top: number; readonly height: number; readonly width: number},
	{style, words}: Pen,
): readonly string[] {
	const from = Math.max(0, Math.min(top, content.length - height));
	const left = content.length - from - height;
	const seen = content.slice(from, from + height);
	const lines = seen.map((pieces, place) =>
		left > 0 && place === height - 1
			? lineOf([' ', ['quiet', words.console.frame.more(left + 1)]], width, style)
			: lineOf(pieces, width, style),
	);
	return [...lines, ...Array.from({length: height - lines.length}, () => ' '.repeat(width))];
}

/** A sentence in as many lines as it needs, under a sign of its own. */
export const told = (lead: readonly Piece[], text: string, width: number): readonly Content[] =>
	wrapped(text, width).map((line, place) => (place === 0 ? [...lead, line] : ['   ', line]));
