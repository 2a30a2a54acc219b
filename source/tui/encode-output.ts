import type {Charset} from '../terminal/charset.ts';

/** The terminal, with its texts written in its character set. Everything else is the terminal's own. */
export const encodeOutput = (stdout: NodeJS.WriteStream, charset: Charset): NodeJS.WriteStream =>
	new Proxy(stdout, {
		get(target, name) {
			if (name === 'write')
				return (data: string | Uint8Array, ...more: readonly never[]) =>
					target.write(typeof data === 'string' ? charset.encode(data) : data, ...more);
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
