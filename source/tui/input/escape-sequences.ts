import type {NamedKey} from './key.ts';

/** The key of a control byte; undefined for bytes that are not used. */
export const controlKey = (byte: number): NamedKey | undefined => controlKeys.get(byte);

const controlKeys: ReadonlyMap<number, NamedKey> = new Map([
	[0x03, 'ctrl-c'],
	[0x08, 'backspace'],
	[0x09, 'tab'],
	[0x0a, 'enter'],
	[0x0c, 'ctrl-l'],
	[0x0d, 'enter'],
	[0x0e, 'ctrl-n'],
	[0x10, 'ctrl-p'],
	[0x15, 'ctrl-u'],
	[0x17, 'ctrl-w'],
	[0x1a, 'ctrl-z'],
	[0x7f, 'backspace'],
]);

/**
Whether this byte (0x20–0x7E) is the final one of the sequence that `ESC [` and `body` began. Two terminals differ from the standard: rxvt
ends shifted keys with `$` (`ESC [ 7 $`), and the Linux console sends F1 as `ESC [ [ A`.
*/
export function endsCsi(body: string, byte: number): boolean {
	if (byte === 0x24) return /^\d+$/.test(body);
	return byte >= 0x40 && (byte !== 0x5b || body !== '');
}

/**
The key of the sequence `ESC [` with these parameters and this final character, as sent by xterm, the Linux console, rxvt, screen and tmux.
Undefined for all others: function keys with Shift, Ctrl or Alt, Ctrl or Alt with an arrow, focus reports, responses of the terminal.
*/
export function csiKey(body: string, final: string): NamedKey | undefined {
	if (final === '~') {
		const [number = '', modifier = '1'] = body.split(';', 2);
		return modifier === '1' && body.split(';').length <= 2 ? tildeKeys[number] : undefined;
	}

	if (final === 'Z') return body === '' || body === '1;2' ? 'shift-tab' : undefined;
	if (body === '' && final in rxvtShiftedKeys) return rxvtShiftedKeys[final];
	// The Linux console.
	if (body === '[') return linuxFunctionKeys[final];
	return letterKey(body, final);
}

/** The key of an `ESC O` sequence: arrows in application mode, Home, End, F1 to F4, Enter of the keypad. */
export const ss3Key = (body: string, final: string): NamedKey | undefined =>
	body === '' && final in keypadKeys ? keypadKeys[final] : letterKey(body, final);

function letterKey(body: string, final: string): NamedKey | undefined {
	const modifier = /^(?:1;)?(\d*)$/.exec(body)?.[1];
	if (modifier === '' || modifier === '1') return letterKeys[final];
	return modifier === '2' ? shiftedKeys[final] : undefined;
}

type KeyTable = Readonly<Partial<Record<string, NamedKey>>>;

const letterKeys: KeyTable = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	H: 'home',
	F: 'end',
	P: 'f1',
	Q: 'f2',
	S: 'f4',
};
const shiftedKeys: KeyTable = {A: 'shift-up', B: 'shift-down'};
const keypadKeys: KeyTable = {M: 'enter', P: 'f1', Q: 'f2', R: 'f3', S: 'f4'};
const linuxFunctionKeys: KeyTable = {A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5'};
const rxvtShiftedKeys: KeyTable = {a: 'shift-up', b: 'shift-down'};
const tildeKeys: KeyTable = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'page-up',
	6: 'page-down',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};
