import {createInputParser} from './parser.ts';
import type {InputEvent} from './key.ts';

/** The way of a key from the bytes of the terminal to whoever hears it. */
export type Keyboard = {
	/** One read from the terminal, whole: what it completes is heard before this returns. */
	feed(chunk: Uint8Array): void;
	/**
	Drops everything that has been read and not been heard: the rest of this read, and whatever is held. What then arrives of a sequence, a character or
	a paste that this cut in two is swallowed. May be called while hearing. A prompt that opens calls it, so that no type-ahead answers it.
	*/
	discard(): void;
	/** Something is held that will be heard, or given up, without another byte. */
	readonly isBusy: boolean;
	/** Settles once nothing is held. */
	whenIdle(): Promise<void>;
	/** Drops what is held and takes nothing any more. */
	close(): void;
};

/**
A keyboard that tells one key at a time, whatever pieces a slow line delivers them in.

What is not finished is held: a lone ESC for `escapeDelay` milliseconds, a begun sequence or character for a second, a paste until nothing more of it
has come for five (see `createCutter` for what becomes of it then). A character is `together` when its read held, or began, any other text; and when
an ESC stood directly before it (Alt with it). If `hear` throws, the rest of that read is dropped.
*/
export function createKeyboard({
	onInput,
	escapeDelay = 80,
}: {
	readonly onInput: (heard: InputEvent) => void;
	readonly escapeDelay?: number;
}): Keyboard {
	const parser = createInputParser(escapeDelay);
	let idleWaiters: Array<() => void> = [];
	let timer: NodeJS.Timeout | undefined;
	let turn: NodeJS.Immediate | undefined;
	let round = 0;
	let closed = false;

	const deliver = (batch: readonly InputEvent[]) => {
		round += 1;
		const mine = round;
		try {
			for (const heard of batch) {
				if (round !== mine) break;
				onInput(heard);
			}
		} finally {
			scheduleExpiry();
		}
	};

	const scheduleExpiry = () => {
		clearTimeout(timer);
		clearImmediate(turn);
		if (parser.deadline === undefined) {
			for (const settle of idleWaiters) settle();
			idleWaiters = [];
			return;
		}

		timer = setTimeout(
			() => {
				// After a long frame the timer is due before the terminal has been read, though the rest may lie there: one turn for that first.
				turn = setImmediate(() => deliver(parser.expire(performance.now())));
			},
			Math.max(0, parser.deadline - performance.now()),
		);
	};

	const discard = () => {
		round += 1;
		parser.discard(performance.now());
		scheduleExpiry();
	};

	return {
		feed(chunk) {
			if (closed) return;
			const {events, textCount} = parser.parse(chunk, performance.now());
			deliver(textCount > 1 ? events.map(one => asBurst(one)) : events);
		},
		discard,
		get isBusy() {
			return parser.deadline !== undefined;
		},
		whenIdle() {
			return new Promise(settle => {
				if (parser.deadline === undefined) settle();
				else idleWaiters.push(settle);
			});
		},
		close() {
			closed = true;
			discard();
		},
	};
}

const asBurst = (heard: InputEvent): InputEvent =>
	heard.is === 'key' && heard.key.text !== '' ? {is: 'key', key: {...heard.key, inBurst: true}} : heard;
