import type {Words} from '../words/words.ts';
import type {Asker} from './exploring/asking.ts';
import type {Deeds} from './deeds/deeds.ts';
import type {Key} from './keyboard/key.ts';
import type {Outside} from './outside.ts';
import type {Reader} from './reading/reader.ts';
import type {Store} from './store.ts';
import type {Systems} from './reading/systems.ts';
import type {Undoing} from './deeds/undoing.ts';
import type {Works} from './works.ts';

/** What a key does. */
export type Run = (key: Key, hands: Hands) => void;

/** All that keys may set in motion, for the parts of the session. */
export type Hands = {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly reader: Reader;
	readonly deeds: Deeds;
	readonly undoing: Undoing;
	readonly asker: Asker;
	readonly outside: Outside;
	readonly words: Words;
	/** A prompt or a choice before a write has opened. */
	prompted(unasked?: boolean): void;
	leave(): void;
};
