import type {Charset} from '../terminal/charset.ts';
import {shortenFrame} from './shorten-frame.ts';
import {createSyncFilter} from './sync-filter.ts';

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
