import {escape, ground, step, type State} from './steps.ts';
import type {Heard} from './key.ts';

/** Cuts a stream of bytes into keys and pastes. Knows no clock: times are handed in, in milliseconds of any one clock. */
export type Cutter = {
	/** What these bytes complete; and how many pieces of text they held, those begun, ended or dropped included. */
	cut(chunk: Uint8Array, now: number): {readonly heard: readonly Heard[]; readonly texts: number};
	/** What is made of what is held, once its time is over. */
	expire(now: number): readonly Heard[];
	/** Hears nothing of what is held; the rest of it, should it come, is swallowed. */
	drop(now: number): void;
	/** When the time of what is held is over; undefined while nothing is awaited. */
	readonly deadline: number | undefined;
};

/** How long the rest of a sequence or a character may take, and how long a paste may pause: a line that loses packets stops for as long. */
const patience = 1000;
const pastePatience = 5000;

/**
A key is one code point: a combining mark is a key of its own, whose text joins the letter before it in the field. What is no UTF-8 is dropped.

Two rules stand over the rest. **No press is lost out of type-ahead.** On a slow line Escape and the next key arrive in one read, so an ESC before a
character is Escape, then that character, marked `together`; Alt with a key, which sends the same bytes, is those two as well. (Were it swallowed, `ESC j y` typed
at a question would leave the `y` alone with it.) **No tail becomes keys.** What is complete and unknown is swallowed whole; what ESC began and nothing
ended in time is heard as Escape, and its tail, `[B` up to a second later, is swallowed. (So is an `O` typed within a second of Escape, and the key after
it.) A terminal's long answer that breaks off gives the keyboard back after that second.

A paste whose end never comes is dropped once it has paused for five seconds.
*/
export function createCutter(escapeDelay: number): Cutter {
	let state = ground;
	let silent = false;
	let began = 0;

	const limit = () => {
		if (state.is === 'paste') return pastePatience;
		return state.is === 'escape' ? escapeDelay : patience;
	};

	const advance = (byte: number, now: number, tell: (heard: Heard) => void) => {
		const {next, told, unused} = step(state, byte);
		if (told) tell(told);
		if (isIdle(state) || state.is === 'paste') began = now;
		if (state.is === 'late') silent = unused === undefined;
		else if (unused || isIdle(next)) silent = false;
		state = next;
		if (unused) advance(byte, now, tell);
	};

	return {
		cut(chunk, now) {
			if ((silent || state.is === 'late') && state.is !== 'character' && now - began > limit()) {
				state = ground;
				silent = false;
			}

			const heard: Heard[] = [];
			let texts = 0;
			const tell = (one: Heard) => {
				if (isText(one)) texts += 1;
				if (!silent) heard.push(one);
			};
			for (const byte of chunk) advance(byte, now, tell);
			return {heard, texts: isTextBegun(state) ? texts + 1 : texts};
		},
		expire(now) {
			const before = state;
			const heard = !silent && endsAsEscape(before) ? [escape] : [];
			silent = before.is === 'csi' || before.is === 'ss3' || before.is === 'character';
			if (before.is === 'escape') state = {is: 'late'};
			else if (!silent) state = ground;
			began = now;
			return heard;
		},
		drop(now) {
			if (state.is === 'escape') state = {is: 'late'};
			else silent = !isIdle(state);
			began = now;
		},
		get deadline() {
			return silent || isIdle(state) ? undefined : began + limit();
		},
	};
}

const isIdle = ({is}: State) => is === 'ground' || is === 'led' || is === 'late';
const endsAsEscape = ({is}: State) => is === 'escape' || is === 'csi' || is === 'ss3' || is === 'string';
const isText = (heard: Heard) => heard.is === 'paste' || heard.key.text !== '';
const isTextBegun = ({is}: State) => is === 'character' || is === 'paste';
