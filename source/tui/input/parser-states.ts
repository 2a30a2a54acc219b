import {decodeUtf8, utf8Length} from './utf8.ts';
import {createPasteBuffer, type PasteBuffer} from './paste-buffer.ts';
import {controlKey, csiKey, endsCsi, ss3Key} from './escape-sequences.ts';
import type {InputEvent} from './key.ts';

/**
The input that the bytes so far have begun. `ground`: none. `after-escape`: none, and the byte before was an ESC. `expired-escape`: an ESC that has been
reported or discarded already, and whose sequence may still arrive. `mouse`: `remaining` characters of a mouse report are missing. `string`: inside a long
response of the terminal; `sawEscape`: its terminator `ESC \` has begun.
*/
export type ParserState =
	| {readonly is: 'ground' | 'after-escape' | 'escape' | 'expired-escape'}
	| {readonly is: 'csi' | 'ss3'; readonly body: string}
	| {readonly is: 'mouse'; readonly remaining: number; readonly isLeadByte: boolean}
	| {readonly is: 'string'; readonly sawEscape: boolean}
	| {readonly is: 'character'; readonly bytes: readonly number[]; readonly afterEscape: boolean}
	| {readonly is: 'paste'; readonly paste: PasteBuffer};

/** The effect of one byte. */
export type ParserStep = {
	readonly next: ParserState;
	readonly event?: InputEvent | undefined;
	/** The byte has ended the input without being part of it, and must be parsed again in the state `next`. */
	readonly isReprocessed?: true;
};

/** The initial state. */
export const ground: ParserState = {is: 'ground'};

/** A press of Escape, for an ESC that did not begin a sequence. */
export const escapeEvent: InputEvent = {is: 'key', key: {name: 'escape', text: '', inBurst: false}};

/** Parses one byte. */
export function parseByte(state: ParserState, byte: number): ParserStep {
	switch (state.is) {
		case 'ground':
			return parseFirst(byte, false);
		case 'after-escape':
			return parseFirst(byte, true);
		case 'escape': {
			// Alt with a digit. Other letters behind an ESC are keys of their own: a slow line joins them.
			if (byte >= 0x31 && byte <= 0x39)
				return {
					next: ground,
					event: {is: 'key', key: {name: `alt-${characterOf(byte)}`, text: '', inBurst: false}},
				};
			const next = sequenceStarts[characterOf(byte)];
			return next ? {next} : {next: {is: 'after-escape'}, event: escapeEvent, isReprocessed: true};
		}

		case 'expired-escape':
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

/** The sequences that ESC and this character begin. Before any other character, ESC is a press of Escape. */
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

function parseFirst(byte: number, afterEscape: boolean): ParserStep {
	if (byte === 0x1b) return {next: {is: 'escape'}};
	if (byte < 0x20 || byte === 0x7f) return keyStep(controlKey(byte));
	if (byte < 0x80) return textStep(characterOf(byte), afterEscape);
	// The one-byte form of ESC [. No UTF-8 character begins with it.
	if (byte === 0x9b) return {next: sequenceStarts['[']!};
	return {next: utf8Length(byte) > 0 ? {is: 'character', bytes: [byte], afterEscape} : ground};
}

function textStep(text: string, inBurst: boolean): ParserStep {
	return {
		next: ground,
		event: {is: 'key', key: {name: text === ' ' ? 'space' : text, text, inBurst}},
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

/** The old mouse report: three characters. Each is one byte, or two bytes of UTF-8 for a position far to the right. */
function parseInMouse(remaining: number, isLeadByte: boolean, byte: number): ParserStep {
	if (byte < 0x20) return {next: ground, isReprocessed: true};
	if (isLeadByte && byte >= 0x80 && byte < 0xc0)
		return {next: remaining === 0 ? ground : {is: 'mouse', remaining, isLeadByte: false}};
	if (remaining === 0) return {next: ground, isReprocessed: true};
	const isLead = byte >= 0xc2 && byte <= 0xdf;
	const isUnfinished = remaining > 1 || isLead;
	return {next: isUnfinished ? {is: 'mouse', remaining: remaining - 1, isLeadByte: isLead} : ground};
}

/** A long response of the terminal (OSC, DCS, APC, PM, SOS), up to BEL or ST. Ctrl-C and the beginning of another sequence end it as well. */
function parseInString(sawEscape: boolean, byte: number): ParserStep {
	if (sawEscape)
		return byte === 0x5c ? {next: ground} : {next: {is: 'escape'}, event: escapeEvent, isReprocessed: true};
	if (byte === 0x1b) return {next: {is: 'string', sawEscape: true}};
	if (byte === 0x03) return {next: ground, event: escapeEvent, isReprocessed: true};
	return {next: byte === 0x07 ? ground : {is: 'string', sawEscape}};
}

function parseInCharacter(bytes: readonly number[], afterEscape: boolean, byte: number): ParserStep {
	if (byte < 0x80 || byte > 0xbf) return {next: ground, isReprocessed: true};
	const received = [...bytes, byte];
	if (received.length < utf8Length(received[0]!))
		return {next: {is: 'character', bytes: received, afterEscape}};
	const text = decodeUtf8(received);
	if (text === '\u009B') return {next: sequenceStarts['[']!};
	if (text === '\u008F') return {next: sequenceStarts['O']!};
	return text === '' || /\p{Cc}/u.test(text) ? {next: ground} : textStep(text, afterEscape);
}
