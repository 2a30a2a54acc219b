import type {NamedKey} from './key.ts';

/** The key behind a control byte; undefined for those that mean nothing here. */
export const controlKey = (byte: number): NamedKey | undefined => controlKeys.get(byte);

const controlKeys: ReadonlyMap<number, NamedKey> = new Map([
	[0x03, 'ctrl-c'],
	[0x08, 'backspace'],
	[0x09, 'tab'],
	[0x0a, 'enter'],
	[0x0c, 'ctrl-l'],
	[0x0d, 'enter'],
	[0x15, 'ctrl-u'],
	[0x17, 'ctrl-w'],
	[0x1a, 'ctrl-z'],
	[0x7f, 'backspace'],
]);

/**
Whether this byte (0x20–0x7E) ends the sequence that `ESC [` and `body` began. Two terminals keep out of the standard: rxvt ends shifted keys with `$`
(`ESC [ 7 $`), the Linux console sends F1 as `ESC [ [ A`.
*/
export function endsCsi(body: string, byte: number): boolean {
	if (byte === 0x24) return /^\d+$/.test(body);
	return byte >= 0x40 && (byte !== 0x5b || body !== '');
}

/**
The key that `ESC [`, these parameters and this final character stand for: xterm's, the Linux console's, rxvt's, screen's and tmux'.
Undefined for all else: F-keys, Ctrl and Alt with an arrow, the mouse, focus, what a terminal answers.
*/
export function csiKey(body: string, final: string): NamedKey | undefined {
	if (final === '~') {
		const [number = '', modifier = '1'] = body.split(';', 2);
		return modifier === '1' && body.split(';').length <= 2 ? tildeKeys[number] : undefined;
	}

	if (final === 'Z') return body === '' || body === '1;2' ? 'shift-tab' : undefined;
	if (body === '' && final in rxvtShiftedKeys) return rxvtShiftedKeys[final];
	return letterKey(body, final);
}

/** The key that `ESC O` stands for: arrows in application mode, Home, End, the keypad's Enter. */
export const ss3Key = (body: string, final: string): NamedKey | undefined =>
	final === 'M' && body === '' ? 'enter' : letterKey(body, final);

function letterKey(body: string, final: string): NamedKey | undefined {
	const modifier = /^(?:1;)?(\d*)$/.exec(body)?.[1];
	if (modifier === '' || modifier === '1') return letterKeys[final];
	return modifier === '2' ? shiftedKeys[final] : undefined;
}

type KeyTable = Readonly<Partial<Record<string, NamedKey>>>;

const letterKeys: KeyTable = {A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end'};
const shiftedKeys: KeyTable = {A: 'shift-up', B: 'shift-down'};
const rxvtShiftedKeys: KeyTable = {a: 'shift-up', b: 'shift-down'};
const tildeKeys: KeyTable = {
	1: 'home',
	3: 'delete',
	4: 'end',
	5: 'page-up',
	6: 'page-down',
	7: 'home',
	8: 'end',
};
