import {decodeUtf8, utf8Length} from './utf8.ts';
import {createPasteBuffer, type PasteBuffer} from './paste-buffer.ts';
import {controlKey, csiKey, endsCsi, ss3Key} from './escape-sequences.ts';
import {
	isBackgroundReport,
	isMouseReport,
	parseBackgroundReport,
	parseMouseReport,
} from './terminal-reports.ts';
import type {InputEvent} from './key.ts';

/**
The input that the bytes so far have begun. `ground`: none. `after-escape`: none, and the byte before was an ESC. `expired-escape`: an ESC
that has been reported or discarded already, and whose sequence may still arrive. `mouse`: `remaining` characters of an old mouse report are
missing. `mouse-rest`: the rest of a mouse report that came late or contained other characters. `string`: inside a long response of the
terminal; `body`: its beginning, if it is one of the kind OSC; `sawEscape`: its terminator `ESC \` has begun. `late-report`: the answer
about the background, whose rest may still arrive.
*/
export type ParserState =
	| {readonly is: 'ground' | 'after-escape' | 'escape' | 'expired-escape' | 'mouse-rest'}
	| {readonly is: 'csi' | 'ss3'; readonly body: string}
	| {readonly is: 'mouse'; readonly remaining: number; readonly isLeadByte: boolean}
	| {readonly is: 'string'; readonly body: string | null; readonly sawEscape: boolean}
	| {readonly is: 'late-report'; readonly body: string; readonly sawEscape: boolean}
	| {readonly is: 'character'; readonly bytes: readonly number[]; readonly afterEscape: boolean}
	| {readonly is: 'paste'; readonly paste: PasteBuffer};

/** The effect of one byte. */
type ParserStep = {
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
			if (byte === 0x5d) return {next: {is: 'late-report', body: '', sawEscape: false}};
			// The end of a response that was cut there.
			if (byte === 0x5c) return {next: ground};
			return byte === 0x5b || byte === 0x4f
				? {next: sequenceStarts[characterOf(byte)]!}
				: {next: ground, isReprocessed: true};
		case 'csi':
		case 'ss3':
			return parseInSequence(state.is, state.body, byte);
		case 'mouse':
			return parseInMouse(state.remaining, state.isLeadByte, byte);
		case 'string':
			return parseInString(state.body, state.sawEscape, byte);
		case 'late-report':
			return parseLateReport(state.body, state.sawEscape, byte);
		case 'mouse-rest':
			return parseMouseRest(byte);
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
	P: {is: 'string', body: null, sawEscape: false},
	X: {is: 'string', body: null, sawEscape: false},
	']': {is: 'string', body: '', sawEscape: false},
	'^': {is: 'string', body: null, sawEscape: false},
	_: {is: 'string', body: null, sawEscape: false},
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
	if (is === 'csi' && isMouseReport(body)) return parseInMouseReport(body, byte);
	if (byte < 0x20 || byte > 0x7e) return {next: ground, event: escapeEvent, isReprocessed: true};
	const character = characterOf(byte);
	if (is === 'csi' ? !endsCsi(body, byte) : byte >= 0x30 && byte <= 0x3b)
		return {next: {is, body: body + character}};
	if (is === 'ss3') return keyStep(ss3Key(body, character));
	if (character === 'M' && body === '') return {next: {is: 'mouse', remaining: 3, isLeadByte: false}};
	if (character === '~' && body === '200') return {next: {is: 'paste', paste: createPasteBuffer()}};
	return keyStep(csiKey(body, character));
}

/** A mouse report: digits and `;`, then `M` or `m`. A control character ends it as well, and is not part of it. */
function parseInMouseReport(body: string, byte: number): ParserStep {
	if (byte < 0x20) return {next: ground, isReprocessed: true};
	const character = characterOf(byte);
	if (/[\d;]/.test(character)) return {next: {is: 'csi', body: (body + character).slice(0, maxReportLength)}};
	if (character === 'M' || character === 'm') return {next: ground, event: parseMouseReport(body, character)};
	return {next: {is: 'mouse-rest'}};
}

/** Longer than any report that is understood. */
const maxReportLength = 64;

function parseMouseRest(byte: number): ParserStep {
	const character = characterOf(byte);
	if (byte > 0x7e || /[\d;]/.test(character)) return {next: {is: 'mouse-rest'}};
	return character === 'M' || character === 'm' ? {next: ground} : {next: ground, isReprocessed: true};
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

/**
A long response of the terminal (OSC, DCS, APC, PM, SOS), up to BEL or ST. Ctrl-C and the beginning of another sequence end it as well.
*/
function parseInString(body: string | null, sawEscape: boolean, byte: number): ParserStep {
	const report = body === null ? undefined : parseBackgroundReport(body);
	const event = isUnfinishedReport(body) ? undefined : escapeEvent;
	if (sawEscape)
		return byte === 0x5c ? {next: ground, event: report} : {next: {is: 'escape'}, event, isReprocessed: true};
	if (byte === 0x1b) return {next: {is: 'string', body, sawEscape: true}};
	if (byte === 0x03) return {next: ground, event, isReprocessed: true};
	if (byte === 0x07) return {next: ground, event: report};
	const longer = body === null ? null : (body + characterOf(byte)).slice(0, maxReportLength);
	return {next: {is: 'string', body: longer, sawEscape}};
}

/** Whether a long response has begun as the answer about the background, which is no key press. */
const isUnfinishedReport = (body: string | null): body is string =>
	body !== null && body !== '' && isBackgroundReport(body);

/** The rest of the answer about the background. Any byte that cannot be part of it is parsed by itself. */
function parseLateReport(body: string, sawEscape: boolean, byte: number): ParserStep {
	const event = parseBackgroundReport(body);
	if (sawEscape) return byte === 0x5c ? {next: ground, event} : {next: {is: 'escape'}, isReprocessed: true};
	if (byte === 0x1b) return {next: {is: 'late-report', body, sawEscape: true}};
	if (byte === 0x07) return {next: ground, event};
	const longer = body + characterOf(byte);
	return isBackgroundReport(longer)
		? {next: {is: 'late-report', body: longer, sawEscape}}
		: {next: ground, isReprocessed: true};
}

/**
The state in which unfinished input waits for its rest without a limit of time, because none of its bytes may become a key press; undefined
for other input.
*/
export function lateStateOf(state: ParserState): ParserState | undefined {
	if (state.is === 'escape' || (state.is === 'late-report' && state.sawEscape)) return {is: 'expired-escape'};
	if (state.is === 'csi' && isMouseReport(state.body)) return {is: 'mouse-rest'};
	if (state.is !== 'string' || !isUnfinishedReport(state.body)) return undefined;
	return state.sawEscape ? {is: 'expired-escape'} : {is: 'late-report', body: state.body, sawEscape: false};
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
