/* oxlint-disable no-control-regex -- what a terminal gets is all about them */

/**
Sequences that the console may write: colours, moves, erasures, the modes that it sets and resets, and the question for the background.
*/
const ownSequences =
	/\u001B\[(?:[\d;]*m|\d*[A-GJK]|\d+;\d+H|H|\?(?:25|1000|1006|1049|2004|2026)[hl])|\u001B\]11;\?\u001B\\/g;

const clipboards = /\u001B\]52;c;([A-Za-z\d+/=]*)\u0007/g;

/** C0, DEL, C1, invisible and direction characters, and lone surrogates. */
const controlCharacters =
	/[^\P{Cc}\n\r]|[\p{Bidi_Control}\u00AD\u200B-\u200D\u2028\u2029\u2060-\u2064\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/gu;

/** Finds everything in terminal output that is neither text nor a sequence of the console; and the texts put on the clipboard. */
export function inspectOutput(pieces: readonly Uint8Array[]): {
	readonly foreign: readonly string[];
	readonly copied: readonly string[];
} {
	const text = new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(pieces));
	const copied = [...text.matchAll(clipboards)].map(([, base64]) =>
		new TextDecoder('utf-8', {fatal: true}).decode(Buffer.from(base64!, 'base64')),
	);
	return {copied, foreign: foreignSequences(text.replaceAll(clipboards, '').replaceAll(ownSequences, ''))};
}

/** Control characters in a text, each with the characters after it. */
export const foreignSequences = (text: string): readonly string[] => [
	...new Set(
		[...text.matchAll(controlCharacters)].map(({index}) => JSON.stringify(text.slice(index, index + 12))),
	),
];
