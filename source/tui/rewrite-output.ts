import type {Charset} from '../terminal/charset.ts';

/** The terminal, with its texts written in its character set. Everything else is the terminal's own. */
export const encodeOutput = (stdout: NodeJS.WriteStream, charset: Charset): NodeJS.WriteStream =>
	rewriteOutput(stdout, text => charset.encode(text));

/** The terminal, with the frames of Ink written in fewer bytes. */
export function shortenOutput(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
	const withoutNeedlessSync = createSyncFilter();
	return rewriteOutput(stdout, text => withoutNeedlessSync(shortenFrame(text)));
}

function rewriteOutput(
	stdout: NodeJS.WriteStream,
	rewrite: (text: string) => string | Uint8Array,
): NodeJS.WriteStream {
	return new Proxy(stdout, {
		get(target, name) {
			if (name === 'write')
				return (data: string | Uint8Array, ...more: readonly never[]) =>
					target.write(typeof data === 'string' ? rewrite(data) : data, ...more);
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}

/* oxlint-disable no-control-regex -- escape sequences are meant */

/**
What Ink writes for a frame, in fewer bytes and to the same effect: a quarter less while the cursor moves.

Ink moves over each unchanged line by itself, goes to the first column where it is already, sets attributes that it resets before any text,
and writes all blanks of a line that it has just erased.
*/
export const shortenFrame = (text: string): string =>
	text
		.replaceAll(severalNextLines, moves => `\u001B[${moves.length / nextLine.length}E`)
		.replaceAll(firstColumnAtStart, '$1')
		.replaceAll(unusedAttribute, '')
		.replaceAll(resetAtStart, '$1')
		.replaceAll(erasedLine, (_, line: string) => eraseLine + skipBlanks(line));

/** CNL: the cursor to the start of the next line. */
const nextLine = '\u001B[E';
const severalNextLines = /(?:\u001B\[E){2,}/g;

/** CHA to the first column, behind CNL or a line feed: a terminal in the raw mode of Node.js returns to the first column with it. */
const firstColumnAtStart = /(\u001B\[\d*E|\n)\u001B\[1G/g;

/** SGR that sets an attribute, right before the SGR that resets the same one. */
const unusedAttribute =
	/\u001B\[(?:[12]m(?=\u001B\[22m)|7m(?=\u001B\[27m)|(?:3[0-7]|9[0-7]|38;[\d;]+)m(?=\u001B\[39m)|(?:4[0-7]|10[0-7]|48;[\d;]+)m(?=\u001B\[49m))/g;

/**
SGR that resets an attribute at the start of a line, or of the part of it that has changed: no attribute is set there, since a line of Ink
resets all that it has set.
*/
const resetAtStart = /(\u001B\[K)(?:\u001B\[(?:22|27|39|49)m)+/g;

/** EL: erases to the end of the line. */
const eraseLine = '\u001B[K';
const erasedLine = /\u001B\[K([^\n]*)/g;

/** SGR sequences, other sequences, and runs of blanks that are longer than a move over them. */
const parts = /\u001B\[(?<sgr>[\d;:]*)m|(?<other>\u001B)|(?<blanks> {5,})/g;

/** The text of an erased line, with moves over its blanks as far as nothing is painted below them. */
function skipBlanks(line: string): string {
	if (!line.includes('     ')) return line;
	let isPlain = true;
	let isOver = false;
	return line.replaceAll(parts, (part, ...matched) => {
		const {sgr, other, blanks} = matched.at(-1) as Readonly<Record<string, string | undefined>>;
		// Behind another sequence the cursor may be elsewhere.
		if (other !== undefined) isOver = true;
		if (sgr !== undefined) isPlain = isPlainAfter(sgr, isPlain);
		return blanks !== undefined && isPlain && !isOver ? `\u001B[${blanks.length}C` : part;
	});
}

/**
Whether blanks look like erased cells after these attributes. Only a colour of the text, bold and faint leave it so; behind any other they
are painted until all is reset.
*/
function isPlainAfter(sgr: string, isPlain: boolean): boolean {
	if (sgr === '' || sgr === '0') return true;
	return isPlain && /^(?:[12]|22|3\d|9\d|38[;:].*)$/.test(sgr);
}

/** Begins and ends a synchronized update (mode 2026): a terminal that knows it shows what is between both at once. */
const beginSync = '\u001B[?2026h';
const endSync = '\u001B[?2026l';

/**
Characters that a terminal gets in one piece also over a network, where a packet has about 1,400 bytes: it shows them at once without being
asked.
*/
const maxUnsyncedLength = 600;

/**
Returns the function that each write to the terminal passes: it leaves out synchronized updates that contain no text longer than that, 16
bytes of each move of the cursor. Ink writes the beginning, the text and the end one after the other. Nothing but a beginning is held back,
and at most until the next text.
*/
export function createSyncFilter(): (text: string) => string {
	let state: 'none' | 'held back' | 'begun' = 'none';
	return text => {
		if (text === beginSync) {
			state = 'held back';
			return '';
		}

		if (text === endSync) {
			const wasBegun = state === 'begun';
			state = 'none';
			return wasBegun ? text : '';
		}

		if (state !== 'held back' || text.length <= maxUnsyncedLength) return text;
		state = 'begun';
		return beginSync + text;
	};
}
