import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const printableAscii = /^[\u0020-\u007E]*$/;
const graphemeSegmenter = new Intl.Segmenter();

const singleCellRanges = '\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u024F\\u0400-\\u0482\\u048A-\\u052F';
/** Latin and Cyrillic characters, one cell each. */
const singleCellRun = new RegExp(`[${singleCellRanges}]*`, 'y');
/** Other characters, with the character before them, which may form a grapheme with them. */
const otherRun = new RegExp(`[^][^${singleCellRanges}]*`, 'y');

/** Width of a text in terminal cells. */
export const textWidth = (text: string): number =>
	printableAscii.test(text) ? text.length : stringWidth(text);

/** Splits a text into parts of at most `width` cells, between graphemes but not only between words. Nothing is omitted. */
export function hardWrap(text: string, width: number): readonly string[] {
	// Measuring a long text takes a second, so its length is checked first.
	if (text.length < 8 * width && textWidth(text) <= width) return [text];
	if (printableAscii.test(text))
		return Array.from({length: Math.ceil(text.length / width)}, (_, index) =>
			text.slice(index * width, (index + 1) * width),
		);
	const pieces: string[] = [];
	let [piece, used] = ['', 0];
	const add = (part: string, wide: number) => {
		if (used + wide > width && piece !== '') {
			pieces.push(piece);
			[piece, used] = ['', 0];
		}

		piece += part;
		used += wide;
	};

	// Splitting two million characters into graphemes takes seconds, so runs of one-cell characters are handled without it.
	for (let at = 0; at < text.length;) {
		singleCellRun.lastIndex = at;
		const run = singleCellRun.exec(text)![0];
		const end = at + run.length === text.length ? text.length : at + Math.max(0, run.length - 1);
		while (at < end) {
			const part = text.slice(at, Math.min(end, at + (used < width ? width - used : width)));
			add(part, part.length);
			at += part.length;
		}

		if (at === text.length) break;
		otherRun.lastIndex = at;
		const other = otherRun.exec(text)![0];
		for (const {segment} of graphemeSegmenter.segment(other)) add(segment, textWidth(segment));
		at += other.length;
	}

	return [...pieces, piece];
}

type Alignment = 'left' | 'right';

const addSpaces = (text: string, missing: number, align: Alignment): string =>
	align === 'left' ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;

/** The text padded to at least `width` cells. */
export const padToWidth = (text: string, width: number, align: Alignment = 'left'): string =>
	addSpaces(text, Math.max(0, width - textWidth(text)), align);

/** The text in exactly `width` cells: padded, or cut between graphemes with an ellipsis. */
export function fitWidth(text: string, width: number, align: Alignment = 'left'): string {
	const full = textWidth(text);
	if (full <= width) return addSpaces(text, width - full, align);
	return padToWidth(cliTruncate(text, width), width, align);
}

/**
The text with line breaks between words, so that no line is wider than `width` cells, and none ends with a space or begins with one that was
between two words; a word that is wider alone stays whole, to be copied.
*/
export const wrapWords = (text: string, width: number): string =>
	text
		.split('\n')
		.flatMap(line =>
			wrapAnsi(line, width, {trim: false})
				.split('\n')
				.map((part, index) => (index === 0 ? part : part.replace(/^ +/, '')).replace(/ +$/, '')),
		)
		.join('\n');
