import {decodeUtf8} from './utf8.ts';

/** Collects the bytes of one bracketed paste. */
export type PasteBuffer = {
	/** Adds one byte. At the end of the paste it returns the whole text, with line ends as the terminal sends them (`\r`). */
	push(byte: number): string | undefined;
};

const endSequence = Buffer.from('\u001B[201~');

/** One mebibyte. A longer paste is cut there. */
const maxPasteBytes = 2 ** 20;

export function createPasteBuffer(): PasteBuffer {
	const bytes: number[] = [];
	let length = 0;
	let matched = 0;
	return {
		push(byte) {
			length += 1;
			if (bytes.length < maxPasteBytes) bytes.push(byte);
			if (byte === endSequence[matched]) matched += 1;
			else matched = byte === endSequence[0] ? 1 : 0;
			if (matched < endSequence.length) return undefined;
			return decodeUtf8(bytes.slice(0, length - endSequence.length));
		},
	};
}
