import {createInputParser} from './parser.ts';
import type {InputEvent} from './key.ts';

/** Turns the bytes of the terminal into key presses and pastes. */
export type Keyboard = {
	/** Handle one read from the terminal. All input that it completes is passed to `onInput` before this returns. */
	feed(chunk: Uint8Array): void;
	/**
	Discard all input that has been read and not been passed on: the rest of this read, and unfinished input, whose rest is discarded when
	it arrives. May be called from `onInput`. A confirmation calls it when it opens, so that typed-ahead keys cannot answer it.
	*/
	discard(): void;
	/** There is unfinished input that will be passed on or discarded after a timeout. */
	readonly isBusy: boolean;
	/** Resolves when there is none. */
	whenIdle(): Promise<void>;
	/** Discard unfinished input and ignore all further reads. */
	close(): void;
};

/**
Passes on one key press at a time, however a slow connection splits the bytes.

Unfinished input waits for its rest: a single ESC for `escapeDelayMs`, a sequence or a character for one second, a paste for five seconds
since its last byte (see `createInputParser` for what it becomes then). A character is `inBurst` if its read contained any other text, or if
an ESC came directly before it (Alt). If `onInput` throws, the rest of that read is discarded.
*/
export function createKeyboard({
	onInput,
	escapeDelayMs = 80,
}: {
	readonly onInput: (event: InputEvent) => void;
	readonly escapeDelayMs?: number;
}): Keyboard {
	const parser = createInputParser(escapeDelayMs);
	let idleWaiters: Array<() => void> = [];
	let timer: NodeJS.Timeout | undefined;
	let immediate: NodeJS.Immediate | undefined;
	/** Incremented by each read and each discard, which ends the delivery of the read before. */
	let delivery = 0;
	let isClosed = false;

	const deliver = (events: readonly InputEvent[]) => {
		delivery += 1;
		const own = delivery;
		try {
			for (const event of events) {
				if (delivery !== own) break;
				onInput(event);
			}
		} finally {
			scheduleExpiry();
		}
	};

	const scheduleExpiry = () => {
		clearTimeout(timer);
		clearImmediate(immediate);
		if (parser.deadline === undefined) {
			for (const resolve of idleWaiters) resolve();
			idleWaiters = [];
			return;
		}

		timer = setTimeout(
			() => {
				// After a long frame the timer fires before the terminal is read, where the rest may be waiting: let that read come first.
				immediate = setImmediate(() => deliver(parser.expire(performance.now())));
			},
			Math.max(0, parser.deadline - performance.now()),
		);
	};

	const discard = () => {
		delivery += 1;
		parser.discard(performance.now());
		scheduleExpiry();
	};

	return {
		feed(chunk) {
			if (isClosed) return;
			const {events, textCount} = parser.parse(chunk, performance.now());
			deliver(textCount > 1 ? events.map(event => asBurst(event)) : events);
		},
		discard,
		get isBusy() {
			return parser.deadline !== undefined;
		},
		whenIdle() {
			return new Promise(resolve => {
				if (parser.deadline === undefined) resolve();
				else idleWaiters.push(resolve);
			});
		},
		close() {
			isClosed = true;
			discard();
		},
	};
}

const asBurst = (event: InputEvent): InputEvent =>
	event.is === 'key' && event.key.text !== '' ? {is: 'key', key: {...event.key, inBurst: true}} : event;

/**
Translates the name of a key from a Russian or Ukrainian layout to the character at the same place of a US keyboard. Other names are
returned unchanged.

For commands only. In a field `й` is a letter, and in a confirmation nothing may be translated: the Y key types `н`, which begins “нет”
(no), and the N key `т`, which begins “так” (yes).

`.` becomes `/` and `,` becomes `?`, because Cyrillic layouts have them on these keys. The layout cannot be detected, so this applies to US
keyboards, too, and no command may be bound to `.` or `,`. For the same reason `"`, `;`, `№` and the other characters above the digits are
not translated.
*/
export const toLatinKey = (name: string): string => latinKeys.get(name) ?? name;

/** Each row of keys on Cyrillic layouts, and the same keys on a US layout. */
const keyRows = [
	['йцукенгшщзхъ', 'qwertyuiop[]'],
	['ЙЦУКЕНГШЩЗХЪ', 'QWERTYUIOP{}'],
	['фывапролджэ', "asdfghjkl;'"],
	['ФЫВАПРОЛДЖЭ', 'ASDFGHJKL:"'],
	['ячсмитьбю.', 'zxcvbnm,./'],
	['ЯЧСМИТЬБЮ,', 'ZXCVBNM<>?'],
	['ёіїєґ', "`s]'\\"],
	['ЁІЇЄҐ', '~S}"|'],
] as const;

const latinKeys: ReadonlyMap<string, string> = new Map(
	keyRows.flatMap(([cyrillic, latin]) =>
		[...cyrillic].map((character, index) => [character, latin[index]!] as const),
	),
);
