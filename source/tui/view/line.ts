import wrapAnsi from 'wrap-ansi';
import {fitWidth, textWidth} from '../../terminal/fit-width.ts';
import type {Style} from './style.ts';
import type {Tone} from './palettes.ts';
import {toPrintable} from './printable.ts';

/** A part of a line, plain or with a tone. Its text may be unsafe; it is made printable when it is drawn. */
export type Span = string | readonly [tone: Tone, text: string];

const spanText = (span: Span): string => toPrintable(typeof span === 'string' ? span : span[1]);

/** Draws the spans in exactly `width` cells: padded with spaces, or cut with an ellipsis. */
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

/**
Draws `left` at the left edge and `right` at the right edge, in exactly `width` cells. `left` is cut first; `right` gets at most 80 % of the
width.
*/
export function justify(left: readonly Span[], right: readonly Span[], width: number, style: Style): string {
	const needed = Math.min(spansWidth(right), Math.floor(width * 0.8));
	if (needed === 0) return renderLine(left, width, style);
	return renderLine(left, width - needed, style) + renderLine(right, needed, style);
}

export const spansWidth = (spans: readonly Span[]): number =>
	spans.reduce((sum, span) => sum + textWidth(spanText(span)), 0);

/** The first variant that fits in `width` cells; the last variant if none fits. */
export const firstFitting = (ways: ReadonlyArray<readonly Span[]>, width: number): readonly Span[] =>
	ways.find(way => spansWidth(way) <= width) ?? ways.at(-1) ?? [];

const paintSpan = (span: Span, text: string, style: Style): string =>
	typeof span === 'string' ? text : style.paint(span[0], text);

/** The text in exactly `width` cells: padded with spaces, or cut with an ellipsis. */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	if (width <= 0) return '';
	if (!printableAscii.test(text) || text.length <= width) return fitWidth(text, width, align);
	return `${text.slice(0, width - 1)}…`;
}

const printableAscii = /^[\u0020-\u007E]*$/;

/** Cuts a line into lines of at most `width` cells. Its spaces stay as they are. */
export const cutLine = (text: string, width: number): readonly string[] =>
	wrapAnsi(toPrintable(text), width, {hard: true, trim: false, wordWrap: false}).split('\n');

/** Wraps a text to lines of at most `width` cells, between words if possible; all lines except the first start with `indent`. */
export const wrapText = (text: string, width: number, indent = ''): readonly string[] =>
	wrapAnsi(toPrintable(text).replaceAll(/ +/g, ' '), Math.max(8, width - indent.length), {hard: true})
		.split('\n')
		.map((line, index) => (index === 0 ? line : indent + line));
