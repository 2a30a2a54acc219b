import {decode, lengthOf} from './characters.ts';
import {createPaste, type Paste} from './paste.ts';
import {controlKey, csiKey, endsCsi, ss3Key} from './sequences.ts';
import type {Heard} from './key.ts';

/**
What the bytes so far have begun. `led`: an ESC stood directly before. `late`: an ESC that has been heard or dropped already, whose tail may still come.
*/
export type State =
	| {readonly is: 'ground' | 'led' | 'escape' | 'late'}
	| {readonly is: 'csi' | 'ss3'; readonly body: string}
	| {readonly is: 'mouse'; readonly left: number; readonly lead: boolean}
	| {readonly is: 'string'; readonly ending: boolean}
	| {readonly is: 'character'; readonly bytes: readonly number[]; readonly led: boolean}
	| {readonly is: 'paste'; readonly paste: Paste};

/** What one byte did. */
export type Step = {
	readonly next: State;
	readonly told?: Heard | undefined;
	/** It ended what was held without being part of it: `next` takes it, too. */
	readonly unused?: true;
};

/** Nothing begun. */
export const ground: State = {is: 'ground'};

/** Escape, for the ESC of what turned out to be nothing. */
export const escape: Heard = {is: 'key', key: {name: 'escape', text: '', together: false}};

/** What this byte does to what is held. */
export function step(state: State, byte: number): Step {
	switch (state.is) {
		case 'ground':
			return begin(byte, false);
		case 'led':
			return begin(byte, true);
		case 'escape': {
			const next = openers[textOf(byte)];
			return next ? {next} : {next: {is: 'led'}, told: escape, unused: true};
		}

		case 'late':
			return byte === 0x5b || byte === 0x4f ? {next: openers[textOf(byte)]!} : {next: ground, unused: true};
		case 'csi':
		case 'ss3':
			return inSequence(state.is, state.body, byte);
		case 'mouse':
			return inMouse(state.left, state.lead, byte);
		case 'string':
			return inString(state.ending, byte);
		case 'character':
			return inCharacter(state.bytes, state.led, byte);
		case 'paste': {
			const text = state.paste.take(byte);
			return text === undefined ? {next: state} : {next: ground, told: {is: 'paste', text}};
		}
	}
}

/** What ESC and this character begin; with any other, ESC is a press of its own. */
const openers: Readonly<Partial<Record<string, State>>> = {
	'[': {is: 'csi', body: ''},
	O: {is: 'ss3', body: ''},
	P: {is: 'string', ending: false},
	X: {is: 'string', ending: false},
	']': {is: 'string', ending: false},
	'^': {is: 'string', ending: false},
	_: {is: 'string', ending: false},
};

const textOf = (byte: number) => String.fromCharCode(byte);

const named = (name: string | undefined): Step => ({
	next: ground,
	told: name === undefined ? undefined : {is: 'key', key: {name, text: '', together: false}},
});

function begin(byte: number, led: boolean): Step {
	if (byte === 0x1b) return {next: {is: 'escape'}};
	if (byte < 0x20 || byte === 0x7f) return named(controlKey(byte));
	if (byte < 0x80) return typed(textOf(byte), led);
	// The one-byte form of ESC [; no character begins with it.
	if (byte === 0x9b) return {next: openers['[']!};
	return {next: lengthOf(byte) > 0 ? {is: 'character', bytes: [byte], led} : ground};
}

function typed(text: string, together: boolean): Step {
	return {next: ground, told: {is: 'key', key: {name: text === ' ' ? 'space' : text, text, together}}};
}

function inSequence(is: 'csi' | 'ss3', body: string, byte: number): Step {
	if (byte < 0x20 || byte > 0x7e) return {next: ground, told: escape, unused: true};
	const character = textOf(byte);
	if (is === 'csi' ? !endsCsi(body, byte) : byte >= 0x30 && byte <= 0x3b)
		return {next: {is, body: body + character}};
	if (is === 'ss3') return named(ss3Key(body, character));
	if (character === 'M' && body === '') return {next: {is: 'mouse', left: 3, lead: false}};
	if (character === '~' && body === '200') return {next: {is: 'paste', paste: createPaste()}};
	return named(csiKey(body, character));
}

/** The old mouse report: three characters, each a byte or, far to the right, two of UTF-8. */
function inMouse(left: number, lead: boolean, byte: number): Step {
	if (byte < 0x20) return {next: ground, unused: true};
	if (lead && byte >= 0x80 && byte < 0xc0)
		return {next: left === 0 ? ground : {is: 'mouse', left, lead: false}};
	if (left === 0) return {next: ground, unused: true};
	const leads = byte >= 0xc2 && byte <= 0xdf;
	return {next: left > 1 || leads ? {is: 'mouse', left: left - 1, lead: leads} : ground};
}

/** A terminal's long answer (OSC, DCS, APC, PM, SOS), up to BEL or ST. Ctrl-C and a new sequence get out of it, whatever it is. */
function inString(ending: boolean, byte: number): Step {
	if (ending) return byte === 0x5c ? {next: ground} : {next: {is: 'escape'}, told: escape, unused: true};
	if (byte === 0x1b) return {next: {is: 'string', ending: true}};
	if (byte === 0x03) return {next: ground, told: escape, unused: true};
	return {next: byte === 0x07 ? ground : {is: 'string', ending}};
}

function inCharacter(bytes: readonly number[], led: boolean, byte: number): Step {
	if (byte < 0x80 || byte > 0xbf) return {next: ground, unused: true};
	const whole = [...bytes, byte];
	if (whole.length < lengthOf(whole[0]!)) return {next: {is: 'character', bytes: whole, led}};
	const text = decode(whole);
	if (text === '\u009B') return {next: openers['[']!};
	if (text === '\u008F') return {next: openers['O']!};
	return text === '' || /\p{Cc}/u.test(text) ? {next: ground} : typed(text, led);
}
