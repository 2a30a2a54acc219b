import {decodeUtf8} from './utf8.ts';

/** A paste that is coming in. */
export type PasteBuffer = {
	/** One more byte of it; at its end mark the whole text, as it came, line ends as the terminal sends them (`\r`). */
	push(byte: number): string | undefined;
};

const endMark = Buffer.from('\u001B[201~');

/** The most that a paste brings, in bytes: a mebibyte. What is longer is cut there. */
const maxPasteBytes = 2 ** 20;

/** Gathers a paste up to its end mark. */
export function createPasteBuffer(): PasteBuffer {
	const bytes: number[] = [];
	let length = 0;
	let matched = 0;
	return {
		push(byte) {
			length += 1;
			if (bytes.length < maxPasteBytes) bytes.push(byte);
			if (byte === endMark[matched]) matched += 1;
			else matched = byte === endMark[0] ? 1 : 0;
			if (matched < endMark.length) return undefined;
			return decodeUtf8(bytes.slice(0, length - endMark.length));
		},
	};
}
