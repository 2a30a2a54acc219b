import type {Charset} from '../terminal/charset.ts';

/** The terminal, with its texts written in its character set. Everything else is the terminal's own. */
export const encodeOutput = (stdout: NodeJS.WriteStream, charset: Charset): NodeJS.WriteStream =>
	rewriteOutput(stdout, text => charset.encode(text));

/** The terminal, with the moves over unchanged lines written as one move: Ink writes one for each line, a quarter of the bytes of a frame in which the cursor has moved. */
export const shortenMoves = (stdout: NodeJS.WriteStream): NodeJS.WriteStream =>
	rewriteOutput(stdout, text =>
		text.replaceAll(severalNextLines, moves => `\u001B[${moves.length / nextLine.length}E`),
	);

/** CNL: the cursor to the start of the next line. */
const nextLine = '\u001B[E';
// oxlint-disable-next-line no-control-regex -- an escape sequence is meant
const severalNextLines = /(?:\u001B\[E){2,}/g;

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
