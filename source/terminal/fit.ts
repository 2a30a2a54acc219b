import stringWidth from 'string-width';

const ascii = /^[\u0020-\u007E]*$/;
const graphemes = new Intl.Segmenter();

/** How many terminal cells a text takes. */
export const widthOf = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text));

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
