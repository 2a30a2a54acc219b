import {fit, widthOf} from '../../terminal/fit.ts';
import type {Style, Tone} from '../style.ts';
import {shown} from './shown.ts';

/** A part of a line, as it is or in a tone. Its text may come from anywhere. */
export type Piece = string | readonly [tone: Tone, text: string];

const textOf = (piece: Piece): string => shown(typeof piece === 'string' ? piece : piece[1]);

/** The pieces one after the other in exactly so many cells: filled up with blanks, or cut with an ellipsis. */
export function lineOf(pieces: readonly Piece[], width: number, style: Style): string {
	let line = '';
	let left = width;
	for (const piece of pieces) {
		const text = textOf(piece);
		const full = widthOf(text);
		if (full <= left) {
			line += paint(piece, text, style);
			left -= full;
			continue;
		}

		return line + paint(piece, cut(text, left), style);
	}

	return line + ' '.repeat(left);
}

/** `left` from the left edge and `right` to the right edge; where both have no room, the left gives way. */
export function apart(left: readonly Piece[], right: readonly Piece[], width: number, style: Style): string {
	const needed = Math.min(widthOfAll(right), Math.floor(width * 0.8));
	if (needed === 0) return lineOf(left, width, style);
	return lineOf(left, width - needed, style) + lineOf(right, needed, style);
}

export const widthOfAll = (pieces: readonly Piece[]): number =>
	pieces.reduce((sum, piece) => sum + widthOf(textOf(piece)), 0);

/** The first of these that fits; the last where none does. */
export const firstFitting = (ways: ReadonlyArray<readonly Piece[]>, width: number): readonly Piece[] =>
	ways.find(way => widthOfAll(way) <= width) ?? ways.at(-1) ?? [];

const paint = (piece: Piece, text: string, style: Style): string =>
	typeof piece === 'string' ? text : style.paint(piece[0], text);

/** Exactly so many cells of a text. */
export function cut(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	if (width <= 0) return '';
	if (!isAscii.test(text) || text.length <= width) return fit(text, width, align);
	return `${text.slice(0, width - 1)}…`;
}

const isAscii = /^[\u0020-\u007E]*$/;

/** A text in lines no wider than that, broken between words where it can be; `indent` stands before all but the first. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
	const room = Math.max(8, width - indent.length);
	const lines: string[] = [];
	let line = '';
	for (const word of shown(text)
		.split(' ')
		.flatMap(word => chopped(word, room))) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line === '' || widthOf(longer) <= (lines.length === 0 ? width : room)) line = longer;
		else {
			lines.push(line);
			line = word;
		}
	}

	return [...lines, line].map((part, place) => (place === 0 ? part : indent + part));
}

const graphemes = new Intl.Segmenter();

/** A word in parts that each fit into so many cells. */
function chopped(word: string, width: number): readonly string[] {
	if (widthOf(word) <= width) return word === '' ? [] : [word];
	const parts: string[] = [];
	let part = '';
	for (const {segment} of graphemes.segment(word)) {
		if (part !== '' && widthOf(part + segment) > width) {
			parts.push(part);
			part = '';
		}

		part += segment;
	}

	return [...parts, part];
}
