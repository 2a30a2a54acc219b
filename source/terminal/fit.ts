import stringWidth from 'string-width';

const ascii = /^[\u0020-\u007E]*$/;
const graphemes = new Intl.Segmenter();

/** How many terminal cells a text takes. */
export const widthOf = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text));

/** The text in pieces of at most `width` cells, broken between graphemes, wherever that is: nothing of it is left out. */
export function folded(text: string, width: number): readonly string[] {
	if (widthOf(text) <= width) return [text];
	if (ascii.test(text))
		return Array.from({length: Math.ceil(text.length / width)}, (_, place) =>
			text.slice(place * width, (place + 1) * width),
		);
	const pieces: string[] = [];
	let [piece, used] = ['', 0];
	for (const {segment} of graphemes.segment(text)) {
		const wide = widthOf(segment);
		if (used + wide > width && piece !== '') {
			pieces.push(piece);
			[piece, used] = ['', 0];
		}

		piece += segment;
		used += wide;
	}

	return [...pieces, piece];
}

/** The text in exactly `width` cells: padded, or cut between graphemes with an ellipsis. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const full = widthOf(text);
	if (full <= width)
		return align === 'left' ? text + ' '.repeat(width - full) : ' '.repeat(width - full) + text;
	let cut = '';
	let used = 0;
	for (const {segment} of graphemes.segment(text)) {
		const next = used + widthOf(segment);
		if (next > width - 1) break;
		cut += segment;
		used = next;
	}

	return `${cut}…${' '.repeat(Math.max(0, width - 1 - used))}`;
}
