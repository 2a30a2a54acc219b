/* oxlint-disable no-control-regex -- what a terminal gets is all about them */

/** What the console may write beside text: colours, moves, erasures, and the modes that it sets for itself and takes back. */
const ownSequences = /\u001B\[(?:[\d;]*m|\d*[A-GJK]|\d+;\d+H|H|\?(?:25|1049|2004|2026)[hl])/g;

const clipboards = /\u001B\]52;c;([A-Za-z\d+/=]*)\u0007/g;

/** C0, DEL, C1, and what is not seen, turns the direction, or is half a character. */
const controlCharacters =
	/[^\P{Cc}\n\r]|[\p{Bidi_Control}\u00AD\u200B-\u200D\u2028\u2029\u2060-\u2064\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/gu;

/** Everything in bytes for a terminal that is neither text nor a sequence of the console's own; and what was put on the clipboard. */
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

/** What in a text would steer a terminal, each with what stands behind it. */
export const foreignSequences = (text: string): readonly string[] => [
	...new Set(
		[...text.matchAll(controlCharacters)].map(({index}) => JSON.stringify(text.slice(index, index + 12))),
	),
];
