import {decode} from './characters.ts';

/** A paste that is coming in. */
export type Paste = {
	/** One more byte of it; at its end mark the whole text, as it came, line ends as the terminal sends them (`\r`). */
	take(byte: number): string | undefined;
};

const endMark = Buffer.from('\u001B[201~');

/** The most that a paste brings, in bytes: a mebibyte. What is longer is cut there. */
const longest = 2 ** 20;

/** Gathers a paste up to its end mark. */
export function createPaste(): Paste {
	const bytes: number[] = [];
	let length = 0;
	let matched = 0;
	return {
		take(byte) {
			length += 1;
			if (bytes.length < longest) bytes.push(byte);
			if (byte === endMark[matched]) matched += 1;
			else matched = byte === endMark[0] ? 1 : 0;
			if (matched < endMark.length) return undefined;
			return decode(bytes.slice(0, length - endMark.length));
		},
	};
}
