import type {Words} from '../words/words.ts';
import type {Deeds} from './deeds/deeds.ts';
import type {Reader} from './reading/reader.ts';
import type {Store} from './store.ts';
import type {Systems} from './reading/systems.ts';
import type {Undoing} from './deeds/undoing.ts';
import type {Works} from './works.ts';

/** All that keys may set in motion, for the parts of the session. */
export type Hands = {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
	readonly reader: Reader;
	readonly deeds: Deeds;
	readonly undoing: Undoing;
	readonly outside: Outside;
	readonly words: Words;
	/** A prompt or a choice before a write has opened. */
	prompted(unasked?: boolean): void;
	leave(): void;
};

/** What the session may do outside itself and the two systems. */
export type Outside = {
	/** A prompt has opened: whatever was typed ahead is dropped. */
	discard(): void;
	/** Put a text on the operator's clipboard, by the terminal. */
	copy(text: string): void;
	/** Write a file where the console was started; returns its path. */
	save(name: string, text: string): Promise<string>;
	/** The screen as it is, line by line. */
	screen(): readonly string[];
	/** How far the page in front goes down: it is known where it is drawn. */
	mostTop(): number;
	/** Stop for the shell, and come back. */
	suspend(): void;
	redraw(): void;
	clock(): Date;
};
