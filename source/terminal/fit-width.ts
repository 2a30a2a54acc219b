import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

const printableAscii = /^[\u0020-\u007E]*$/;
const graphemeSegmenter = new Intl.Segmenter();

const singleCellRanges = '\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u024F\\u0400-\\u0482\\u048A-\\u052F';
/** Letters and signs of Latin and Cyrillic, which take one cell each. */
const singleCellRun = new RegExp(`[${singleCellRanges}]*`, 'y');
/** What stands between such, with the letter in front that it may belong to. */
const otherRun = new RegExp(`[^][^${singleCellRanges}]*`, 'y');

/** How many terminal cells a text takes. */
export const textWidth = (text: string): number =>
	printableAscii.test(text) ? text.length : stringWidth(text);

/** The text in pieces of at most `width` cells, broken between graphemes, wherever that is: nothing of it is left out. */
export function hardWrap(text: string, width: number): readonly string[] {
	// Of a long text even its width takes a second to tell.
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

	// Dividing two million characters into graphemes takes seconds, and most of them are letters of one cell.
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

/** The text in at least `width` cells. */
export const padToWidth = (text: string, width: number, align: Alignment = 'left'): string =>
	addSpaces(text, Math.max(0, width - textWidth(text)), align);

/** The text in exactly `width` cells: padded, or cut between graphemes with an ellipsis. */
export function fitWidth(text: string, width: number, align: Alignment = 'left'): string {
	const full = textWidth(text);
	if (full <= width) return addSpaces(text, width - full, align);
	return padToWidth(cliTruncate(text, width), width, align);
}
