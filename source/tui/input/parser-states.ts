import {decodeUtf8, utf8Length} from './utf8.ts';
import {createPasteBuffer, type PasteBuffer} from './paste-buffer.ts';
import {controlKey, csiKey, endsCsi, ss3Key} from './escape-sequences.ts';
import type {InputEvent} from './key.ts';

/**
What the bytes so far have begun. `led`: an ESC stood directly before. `late`: an ESC that has been heard or dropped already, whose tail may still come.
*/
export type ParserState =
	| {readonly is: 'ground' | 'led' | 'escape' | 'late'}
	| {readonly is: 'csi' | 'ss3'; readonly body: string}
	| {readonly is: 'mouse'; readonly remaining: number; readonly isLeadByte: boolean}
	| {readonly is: 'string'; readonly sawEscape: boolean}
	| {readonly is: 'character'; readonly bytes: readonly number[]; readonly afterEscape: boolean}
	| {readonly is: 'paste'; readonly paste: PasteBuffer};

/** What one byte did. */
export type ParserStep = {
	readonly next: ParserState;
	readonly event?: InputEvent | undefined;
	/** It ended what was held without being part of it: `next` takes it, too. */
	readonly isReprocessed?: true;
};

/** Nothing begun. */
export const ground: ParserState = {is: 'ground'};

/** Escape, for the ESC of what turned out to be nothing. */
export const escapeEvent: InputEvent = {is: 'key', key: {name: 'escape', text: '', inBurst: false}};

/** What this byte does to what is held. */
export function parseByte(state: ParserState, byte: number): ParserStep {
	switch (state.is) {
		case 'ground':
			return parseFirst(byte, false);
		case 'led':
			return parseFirst(byte, true);
		case 'escape': {
			const next = sequenceStarts[characterOf(byte)];
			return next ? {next} : {next: {is: 'led'}, event: escapeEvent, isReprocessed: true};
		}

		case 'late':
			return byte === 0x5b || byte === 0x4f
				? {next: sequenceStarts[characterOf(byte)]!}
				: {next: ground, isReprocessed: true};
		case 'csi':
		case 'ss3':
			return parseInSequence(state.is, state.body, byte);
		case 'mouse':
			return parseInMouse(state.remaining, state.isLeadByte, byte);
		case 'string':
			return parseInString(state.sawEscape, byte);
		case 'character':
			return parseInCharacter(state.bytes, state.afterEscape, byte);
		case 'paste': {
			const text = state.paste.push(byte);
			return text === undefined ? {next: state} : {next: ground, event: {is: 'paste', text}};
		}
	}
}

/** What ESC and this character begin; with any other, ESC is a press of its own. */
const sequenceStarts: Readonly<Partial<Record<string, ParserState>>> = {
	'[': {is: 'csi', body: ''},
	O: {is: 'ss3', body: ''},
	P: {is: 'string', sawEscape: false},
	X: {is: 'string', sawEscape: false},
	']': {is: 'string', sawEscape: false},
	'^': {is: 'string', sawEscape: false},
	_: {is: 'string', sawEscape: false},
};

const characterOf = (byte: number) => String.fromCharCode(byte);

const keyStep = (name: string | undefined): ParserStep => ({
	next: ground,
	event: name === undefined ? undefined : {is: 'key', key: {name, text: '', inBurst: false}},
});

function parseFirst(byte: number, led: boolean): ParserStep {
	if (byte === 0x1b) return {next: {is: 'escape'}};
	if (byte < 0x20 || byte === 0x7f) return keyStep(controlKey(byte));
	if (byte < 0x80) return textStep(characterOf(byte), led);
	// The one-byte form of ESC [; no character begins with it.
	if (byte === 0x9b) return {next: sequenceStarts['[']!};
	return {next: utf8Length(byte) > 0 ? {is: 'character', bytes: [byte], afterEscape: led} : ground};
}

function textStep(text: string, together: boolean): ParserStep {
	return {
		next: ground,
		event: {is: 'key', key: {name: text === ' ' ? 'space' : text, text, inBurst: together}},
	};
}

function parseInSequence(is: 'csi' | 'ss3', body: string, byte: number): ParserStep {
	if (byte < 0x20 || byte > 0x7e) return {next: ground, event: escapeEvent, isReprocessed: true};
	const character = characterOf(byte);
	if (is === 'csi' ? !endsCsi(body, byte) : byte >= 0x30 && byte <= 0x3b)
		return {next: {is, body: body + character}};
	if (is === 'ss3') return keyStep(ss3Key(body, character));
	if (character === 'M' && body === '') return {next: {is: 'mouse', remaining: 3, isLeadByte: false}};
	if (character === '~' && body === '200') return {next: {is: 'paste', paste: createPasteBuffer()}};
	return keyStep(csiKey(body, character));
}

/** The old mouse report: three characters, each a byte or, far to the right, two of UTF-8. */
function parseInMouse(left: number, lead: boolean, byte: number): ParserStep {
	if (byte < 0x20) return {next: ground, isReprocessed: true};
	if (lead && byte >= 0x80 && byte < 0xc0)
		return {next: left === 0 ? ground : {is: 'mouse', remaining: left, isLeadByte: false}};
	if (left === 0) return {next: ground, isReprocessed: true};
	const leads = byte >= 0xc2 && byte <= 0xdf;
	return {next: left > 1 || leads ? {is: 'mouse', remaining: left - 1, isLeadByte: leads} : ground};
}

/** A terminal's long answer (OSC, DCS, APC, PM, SOS), up to BEL or ST. Ctrl-C and a new sequence get out of it, whatever it is. */
function parseInString(ending: boolean, byte: number): ParserStep {
	if (ending)
		return byte === 0x5c ? {next: ground} : {next: {is: 'escape'}, event: escapeEvent, isReprocessed: true};
	if (byte === 0x1b) return {next: {is: 'string', sawEscape: true}};
	if (byte === 0x03) return {next: ground, event: escapeEvent, isReprocessed: true};
	return {next: byte === 0x07 ? ground : {is: 'string', sawEscape: ending}};
}

function parseInCharacter(bytes: readonly number[], led: boolean, byte: number): ParserStep {
	if (byte < 0x80 || byte > 0xbf) return {next: ground, isReprocessed: true};
	const whole = [...bytes, byte];
	if (whole.length < utf8Length(whole[0]!)) return {next: {is: 'character', bytes: whole, afterEscape: led}};
	const text = decodeUtf8(whole);
	if (text === '\u009B') return {next: sequenceStarts['[']!};
	if (text === '\u008F') return {next: sequenceStarts['O']!};
	return text === '' || /\p{Cc}/u.test(text) ? {next: ground} : textStep(text, led);
}
