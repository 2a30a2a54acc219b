import {escapeEvent, ground, parseByte, type ParserState} from './parser-states.ts';
import type {InputEvent} from './key.ts';

/** Cuts a stream of bytes into keys and pastes. Knows no clock: times are handed in, in milliseconds of any one clock. */
export type InputParser = {
	/** What these bytes complete; and how many pieces of text they held, those begun, ended or dropped included. */
	parse(chunk: Uint8Array, now: number): {readonly events: readonly InputEvent[]; readonly textCount: number};
	/** What is made of what is held, once its time is over. */
	expire(now: number): readonly InputEvent[];
	/** Hears nothing of what is held; the rest of it, should it come, is swallowed. */
	discard(now: number): void;
	/** When the time of what is held is over; undefined while nothing is awaited. */
	readonly deadline: number | undefined;
};

/** How long the rest of a sequence or a character may take, and how long a paste may pause: a line that loses packets stops for as long. */
const sequenceTimeoutMs = 1000;
const pasteTimeoutMs = 5000;

/**
A key is one code point: a combining mark is a key of its own, whose text joins the letter before it in the field. What is no UTF-8 is dropped.

Two rules stand over the rest. **No press is lost out of type-ahead.** On a slow line Escape and the next key arrive in one read, so an ESC before a
character is Escape, then that character, marked `together`; Alt with a key, which sends the same bytes, is those two as well. (Were it swallowed, `ESC j y` typed
at a question would leave the `y` alone with it.) **No tail becomes keys.** What is complete and unknown is swallowed whole; what ESC began and nothing
ended in time is heard as Escape, and its tail, `[B` up to a second later, is swallowed. (So is an `O` typed within a second of Escape, and the key after
it.) A terminal's long answer that breaks off gives the keyboard back after that second.

A paste whose end never comes is dropped once it has paused for five seconds.
*/
export function createInputParser(escapeDelay: number): InputParser {
	let state = ground;
	let isDiscarding = false;
	let startedAt = 0;

	const timeoutMs = () => {
		if (state.is === 'paste') return pasteTimeoutMs;
		return state.is === 'escape' ? escapeDelay : sequenceTimeoutMs;
	};

	const advance = (byte: number, now: number, tell: (events: InputEvent) => void) => {
		const {next, event, isReprocessed} = parseByte(state, byte);
		if (event) tell(event);
		if (isIdle(state) || state.is === 'paste') startedAt = now;
		if (state.is === 'late') isDiscarding = isReprocessed === undefined;
		else if (isReprocessed || isIdle(next)) isDiscarding = false;
		state = next;
		if (isReprocessed) advance(byte, now, tell);
	};

	return {
		parse(chunk, now) {
			if (
				(isDiscarding || state.is === 'late') &&
				state.is !== 'character' &&
				now - startedAt > timeoutMs()
			) {
				state = ground;
				isDiscarding = false;
			}

			const events: InputEvent[] = [];
			let textCount = 0;
			const tell = (one: InputEvent) => {
				if (isText(one)) textCount += 1;
				if (!isDiscarding) events.push(one);
			};
			for (const byte of chunk) advance(byte, now, tell);
			return {events, textCount: isUnfinishedText(state) ? textCount + 1 : textCount};
		},
		expire(now) {
			const before = state;
			const events = !isDiscarding && becomesEscape(before) ? [escapeEvent] : [];
			isDiscarding = before.is === 'csi' || before.is === 'ss3' || before.is === 'character';
			if (before.is === 'escape') state = {is: 'late'};
			else if (!isDiscarding) state = ground;
			startedAt = now;
			return events;
		},
		discard(now) {
			if (state.is === 'escape') state = {is: 'late'};
			else isDiscarding = !isIdle(state);
			startedAt = now;
		},
		get deadline() {
			return isDiscarding || isIdle(state) ? undefined : startedAt + timeoutMs();
		},
	};
}

const isIdle = ({is}: ParserState) => is === 'ground' || is === 'led' || is === 'late';
const becomesEscape = ({is}: ParserState) =>
	is === 'escape' || is === 'csi' || is === 'ss3' || is === 'string';
const isText = (heard: InputEvent) => heard.is === 'paste' || heard.key.text !== '';
const isUnfinishedText = ({is}: ParserState) => is === 'character' || is === 'paste';
