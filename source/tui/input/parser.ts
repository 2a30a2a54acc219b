import {escapeEvent, ground, lateStateOf, parseByte, type ParserState} from './parser-states.ts';
import type {InputEvent} from './key.ts';

/** Splits a stream of bytes into key presses and pastes. Times are passed in, in milliseconds of any one monotonic clock. */
type InputParser = {
	/**
	Parses one read. `textCount`: the number of characters and pastes that began or ended in it, whether complete, unfinished or discarded;
	Alt with a digit may be a character.
	*/
	parse(chunk: Uint8Array, now: number): {readonly events: readonly InputEvent[]; readonly textCount: number};
	/** Call when `deadline` has passed: returns what the unfinished input becomes without its rest. */
	expire(now: number): readonly InputEvent[];
	/** Discards the unfinished input. Its rest, if it still arrives, is discarded as well. */
	discard(now: number): void;
	/** Time at which unfinished input expires; undefined if there is none. */
	readonly deadline: number | undefined;
};

/** Longest wait for the rest of a sequence or a character: a connection that loses packets pauses for as long. */
const sequenceTimeoutMs = 1000;

/** Longest pause within a paste. */
const pasteTimeoutMs = 5000;

/**
A key press is one code point. A combining mark is a key press of its own, whose text is appended to the letter before it in the field.
Invalid UTF-8 is discarded.

Two rules decide the other cases.

1. **No key press is lost from type-ahead.** Over a slow connection Escape and the next key arrive in one read. So ESC followed by a
character is Escape and then
this character, with `inBurst` set. Alt with a key sends the same bytes and becomes the same two key presses. (If they were discarded, the
bytes `ESC j y`, typed
   while a confirmation is open, would leave a single `y`.)
2. **The rest of a sequence never becomes key presses.** A complete but unknown sequence is discarded as a whole. A sequence that is not
completed in time becomes
Escape, and its rest, such as `[B` up to a second later, is discarded. (So are an `O` that is typed within a second after Escape, and the
key after it, and a `]`.)
   A report of the mouse and the answer about the background become nothing, and their rest is discarded whenever it arrives.

A terminal's response that is never completed ends after the same second, and a paste that is never completed after a pause of five seconds.
*/
export function createInputParser(escapeDelayMs: number): InputParser {
	let state = ground;
	/** The rest of the input in `state` is discarded. */
	let isDiscarding = false;
	let startedAtMs = 0;

	const timeoutMs = () => {
		if (state.is === 'paste') return pasteTimeoutMs;
		return state.is === 'escape' || state.is === 'late-report' ? escapeDelayMs : sequenceTimeoutMs;
	};

	const advance = (byte: number, now: number, emit: (event: InputEvent) => void) => {
		const {next, event, isReprocessed} = parseByte(state, byte);
		if (event) emit(event);
		if (isIdle(state) || state.is === 'paste') startedAtMs = now;
		if (state.is === 'expired-escape') isDiscarding = isReprocessed === undefined && !isIdle(next);
		else if (isReprocessed || isIdle(next)) isDiscarding = false;
		state = next;
		if (isReprocessed) advance(byte, now, emit);
	};

	return {
		parse(chunk, now) {
			if (
				(isDiscarding || state.is === 'expired-escape') &&
				state.is !== 'character' &&
				state.is !== 'mouse' &&
				now - startedAtMs > timeoutMs()
			) {
				state = state.is === 'csi' ? (lateStateOf(state) ?? ground) : ground;
				isDiscarding = false;
			}

			const events: InputEvent[] = [];
			let textCount = 0;
			const emit = (event: InputEvent) => {
				if (isText(event)) textCount += 1;
				if (!isDiscarding) events.push(event);
			};
			for (const byte of chunk) advance(byte, now, emit);
			return {events, textCount: isUnfinishedText(state) ? textCount + 1 : textCount};
		},
		expire(now) {
			const unfinished = state;
			const late = lateStateOf(unfinished);
			const isKey = isEscape(unfinished) || (becomesEscape(unfinished) && !late);
			isDiscarding = !late && keepsRest(unfinished);
			if (late) state = late;
			else if (unfinished.is === 'string' && unfinished.body === '')
				state = {is: 'late-report', body: '', sawEscape: false};
			else if (!isDiscarding) state = ground;
			startedAtMs = now;
			return isKey ? [escapeEvent] : [];
		},
		discard(now) {
			// Until `11;` it may be another response.
			const late = state.is === 'string' && (state.body?.length ?? 0) < 3 ? undefined : lateStateOf(state);
			if (late) state = late;
			isDiscarding = !isIdle(state);
			startedAtMs = now;
		},
		get deadline() {
			return isDiscarding || isIdle(state) ? undefined : startedAtMs + timeoutMs();
		},
	};
}

const idleStates: ReadonlySet<ParserState['is']> = new Set([
	'ground',
	'after-escape',
	'expired-escape',
	'mouse-rest',
]);
const isIdle = (state: ParserState) =>
	state.is === 'late-report' ? !state.sawEscape : idleStates.has(state.is);
const isEscape = ({is}: ParserState) => is === 'escape' || is === 'late-report';
const becomesEscape = ({is}: ParserState) => is === 'csi' || is === 'ss3' || is === 'string';
/** Whether the rest of input that has expired is discarded. */
const keepsRest = ({is}: ParserState) => is === 'csi' || is === 'ss3' || is === 'character' || is === 'mouse';
const isText = (event: InputEvent) =>
	event.is === 'paste' ||
	(event.is === 'key' && (event.key.text !== '' || event.key.name.startsWith('alt-')));
const isUnfinishedText = ({is}: ParserState) => is === 'character' || is === 'paste';
