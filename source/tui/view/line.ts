import wrapAnsi from 'wrap-ansi';
import {fitWidth, textWidth} from '../../terminal/fit-width.ts';
import type {Style, Tone} from './style.ts';
import {toPrintable} from './printable.ts';

/** A part of a line, as it is or in a tone. Its text may come from anywhere. */
export type Span = string | readonly [tone: Tone, text: string];

const spanText = (span: Span): string => toPrintable(typeof span === 'string' ? span : span[1]);

/** The pieces one after the other in exactly so many cells: filled up with blanks, or cut with an ellipsis. */
export function renderLine(spans: readonly Span[], width: number, style: Style): string {
	let line = '';
	let left = width;
	for (const span of spans) {
		const text = spanText(span);
		const full = textWidth(text);
		if (full <= left) {
			line += paintSpan(span, text, style);
			left -= full;
			continue;
		}

		return line + paintSpan(span, fitText(text, left), style);
	}

	return line + ' '.repeat(left);
}

/** `left` from the left edge and `right` to the right edge; where both have no room, the left gives way. */
export function justify(left: readonly Span[], right: readonly Span[], width: number, style: Style): string {
	const needed = Math.min(spansWidth(right), Math.floor(width * 0.8));
	if (needed === 0) return renderLine(left, width, style);
	return renderLine(left, width - needed, style) + renderLine(right, needed, style);
}

export const spansWidth = (spans: readonly Span[]): number =>
	spans.reduce((sum, span) => sum + textWidth(spanText(span)), 0);

/** The first of these that fits; the last where none does. */
export const firstFitting = (ways: ReadonlyArray<readonly Span[]>, width: number): readonly Span[] =>
	ways.find(way => spansWidth(way) <= width) ?? ways.at(-1) ?? [];

const paintSpan = (span: Span, text: string, style: Style): string =>
	typeof span === 'string' ? text : style.paint(span[0], text);

/** Exactly so many cells of a text. */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	if (width <= 0) return '';
	if (!printableAscii.test(text) || text.length <= width) return fitWidth(text, width, align);
	return `${text.slice(0, width - 1)}…`;
}

const printableAscii = /^[\u0020-\u007E]*$/;

/** A text in lines no wider than that, broken between words where it can be; `indent` stands before all but the first. */
export const wrapText = (text: string, width: number, indent = ''): readonly string[] =>
	wrapAnsi(toPrintable(text).replaceAll(/ +/g, ' '), Math.max(8, width - indent.length), {hard: true})
		.split('\n')
		.map((line, index) => (index === 0 ? line : indent + line));
