import {createCutter} from './cutter.ts';
import type {Heard} from './key.ts';

/** The way of a key from the bytes of the terminal to whoever hears it. */
export type Keyboard = {
	/** One read from the terminal, whole: what it completes is heard before this returns. */
	take(chunk: Uint8Array): void;
	/**
	Drops everything that has been read and not been heard: the rest of this read, and whatever is held. What then arrives of a sequence, a character or
	a paste that this cut in two is swallowed. May be called while hearing. A prompt that opens calls it, so that no type-ahead answers it.
	*/
	discard(): void;
	/** Something is held that will be heard, or given up, without another byte. */
	readonly busy: boolean;
	/** Settles once nothing is held. */
	settled(): Promise<void>;
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
	hear,
	escapeDelay = 80,
}: {
	readonly hear: (heard: Heard) => void;
	readonly escapeDelay?: number;
}): Keyboard {
	const cutter = createCutter(escapeDelay);
	let settlers: Array<() => void> = [];
	let timer: NodeJS.Timeout | undefined;
	let turn: NodeJS.Immediate | undefined;
	let round = 0;
	let closed = false;

	const tell = (batch: readonly Heard[]) => {
		round += 1;
		const mine = round;
		try {
			for (const heard of batch) {
				if (round !== mine) break;
				hear(heard);
			}
		} finally {
			wait();
		}
	};

	const wait = () => {
		clearTimeout(timer);
		clearImmediate(turn);
		if (cutter.deadline === undefined) {
			for (const settle of settlers) settle();
			settlers = [];
			return;
		}

		timer = setTimeout(
			() => {
				// After a long frame the timer is due before the terminal has been read, though the rest may lie there: one turn for that first.
				turn = setImmediate(() => tell(cutter.expire(performance.now())));
			},
			Math.max(0, cutter.deadline - performance.now()),
		);
	};

	const discard = () => {
		round += 1;
		cutter.drop(performance.now());
		wait();
	};

	return {
		take(chunk) {
			if (closed) return;
			const {heard, texts} = cutter.cut(chunk, performance.now());
			tell(texts > 1 ? heard.map(one => asTogether(one)) : heard);
		},
		discard,
		get busy() {
			return cutter.deadline !== undefined;
		},
		settled() {
			return new Promise(settle => {
				if (cutter.deadline === undefined) settle();
				else settlers.push(settle);
			});
		},
		close() {
			closed = true;
			discard();
		},
	};
}

const asTogether = (heard: Heard): Heard =>
	heard.is === 'key' && heard.key.text !== '' ? {is: 'key', key: {...heard.key, together: true}} : heard;
