import type {NamedKey} from '../../source/tui/input/key.ts';

/** What leaves the keyboard in one piece: a key by its name, text as it is, or bytes. */
export type Press = NamedKey | (string & {}) | KeyBurst | Uint8Array;

/** Several keys that arrive in one read. */
export type KeyBurst = {readonly is: 'piece'; readonly bytes: Uint8Array};

/** Keys that a slow line delivers in one piece: `together('dy', 'enter')`. */
export const inOneRead = (...keys: readonly Press[]): KeyBurst => ({
	is: 'piece',
	bytes: Buffer.concat(keys.map(key => bytesOf(key))),
});

/** Text, also where it would be the name of a key. */
const typed = (text: string): KeyBurst => ({is: 'piece', bytes: Buffer.from(text)});

/** A paste as a terminal marks it, once it has been asked to. */
export const pasted = (text: string): KeyBurst => typed(`\u001B[200~${text}\u001B[201~`);

/** The bytes that a terminal sends for it. */
export function bytesOf(key: Press): Uint8Array {
	if (key instanceof Uint8Array) return key;
	if (typeof key === 'object') return key.bytes;
	if (/^alt-\d$/.test(key)) return Buffer.from(`\u001B${key.at(-1)!}`);
	return Buffer.from(Object.hasOwn(bytesByName, key) ? bytesByName[key as NamedKey] : key);
}

const bytesByName: Readonly<Record<NamedKey, string>> = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	'shift-up': '\u001B[1;2A',
	'shift-down': '\u001B[1;2B',
	'page-up': '\u001B[5~',
	'page-down': '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	'shift-tab': '\u001B[Z',
	backspace: '\u007F',
	delete: '\u001B[3~',
	insert: '\u001B[2~',
	f1: '\u001BOP',
	f2: '\u001BOQ',
	f3: '\u001BOR',
	f4: '\u001BOS',
	f5: '\u001B[15~',
	f6: '\u001B[17~',
	f7: '\u001B[18~',
	f8: '\u001B[19~',
	f9: '\u001B[20~',
	f10: '\u001B[21~',
	f11: '\u001B[23~',
	f12: '\u001B[24~',
	space: ' ',
	'ctrl-c': '\u0003',
	'ctrl-l': '\u000C',
	'ctrl-n': '\u000E',
	'ctrl-p': '\u0010',
	'ctrl-u': '\u0015',
	'ctrl-w': '\u0017',
	'ctrl-z': '\u001A',
};
