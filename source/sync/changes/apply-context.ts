import type {Reserved} from './change.ts';
import type {ChangePorts} from './ports.ts';
import type {JournalOperator} from '../journal.ts';

/** Through what, by whom, and where change sets are applied. */
export type ApplyContext = {
	readonly ports: ChangePorts;
	readonly operator: JournalOperator;
	/** This run of the program. */
	readonly run: string;
	/** The portal's row of `iptv_services`, made where billing has none yet. */
	ensureProvider(): Promise<number>;
};

export type ApplyOptions = {
	readonly reserved?: Reserved;
	/** After each batch: how many sets are through. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
	/** Aborted: nothing more is begun; what is not tried says so. */
	readonly signal?: AbortSignal | undefined;
};

/** The state of one call of `applySets`. */
export type ApplyJob = ApplyContext & {
	readonly reserved: Reserved;
	readonly signal: AbortSignal | undefined;
	/** The entry that was begun for these sets. */
	entry: string | null;
};
