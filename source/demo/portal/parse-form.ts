import type {PhpArray} from './state.ts';

/** A body as PHP's `parse_str` parses it. Keys in the order of the body. */
export type Form = ReadonlyMap<string, string | PhpArray>;

/**
The form as Stalker's code gets it. Content-Type is ignored, but a multipart POST is empty: PHP itself reads its body. Bytes that are
not UTF-8 are `?` each, and a character that MySQL's three-byte `utf8` cannot store is `????`.
*/
export function parseForm(method: string, contentType: string, body: Buffer): Form {
	if (method === 'POST' && contentType.startsWith('multipart/form-data')) return new Map();
	const form = new Map<string, string | Map<string, string>>();
	for (const pair of body.toString('latin1').split('&')) {
		if (pair === '') continue;
		const separator = pair.indexOf('=');
		const [key, value] =
			separator === -1 ? [pair, ''] : [pair.slice(0, separator), pair.slice(separator + 1)];
		setField(form, toStorableText(urldecode(key)), toStorableText(urldecode(value)));
	}

	return new Map(
		[...form].map(([key, value]) => [key, typeof value === 'string' ? value : toPhpArray(value)]),
	);
}

function setField(form: Map<string, string | Map<string, string>>, key: string, value: string): void {
	const parts = /^([^[]+)\[([^\]]*)\]/.exec(key);
	if (!parts) {
		form.set(key.replaceAll(/[. ]/g, '_'), value);
		return;
	}

	const [, name, index] = parts as unknown as readonly [string, string, string];
	const known = form.get(name);
	const list = known instanceof Map ? known : new Map<string, string>();
	list.set(index === '' ? String(nextIndex(list)) : index, value);
	form.set(name, list);
}

const nextIndex = (list: ReadonlyMap<string, string>): number =>
	Math.max(-1, ...[...list.keys()].filter(key => /^\d+$/.test(key)).map(Number)) + 1;

/** A list when the keys run from 0 without a gap. */
const toPhpArray = (list: ReadonlyMap<string, string>): PhpArray =>
	[...list.keys()].every((key, index) => key === String(index))
		? [...list.values()]
		: Object.fromEntries(list);

/** PHP's `urldecode` over bytes: `+` is a space, a bad escape stays as it is. */
export const urldecode = (bytes: string): string =>
	bytes
		.replaceAll('+', ' ')
		.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The text that the database stores for these bytes. */
function toStorableText(bytes: string): string {
	const buffer = Buffer.from(bytes, 'latin1');
	const decoded = buffer.toString('utf8');
	const clean = decoded.includes('\uFFFD') ? decodeByCharacter(buffer) : decoded;
	return clean.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '????');
}

function decodeByCharacter(buffer: Buffer): string {
	let text = '';
	for (let start = 0; start < buffer.length;) {
		const length = [1, 2, 3, 4].find(size => {
			const part = buffer.subarray(start, start + size).toString('utf8');
			return [...part].length === 1 && part !== '\uFFFD';
		});
		text += length === undefined ? '?' : buffer.subarray(start, start + length).toString('utf8');
		start += length ?? 1;
	}

	return text;
}
