import type {Reserved} from './change.ts';
import type {ChangePorts} from './ports.ts';
import type {JournalOperator} from '../journal.ts';

/** Dependencies of applying change sets: the executors, the operator, this run, and the portal's provider in billing. */
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
	/** Called after each batch, and after each set that writes to the portal, with the number of sets that are finished. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
	/** After an abort nothing more is begun; the outcomes of the remaining sets are “not tried”. */
	readonly signal?: AbortSignal | undefined;
};

/** The state of one call of `applySets`. */
export type ApplyJob = ApplyContext & {
	readonly reserved: Reserved;
	readonly signal: AbortSignal | undefined;
	/** The entry that was begun for these sets. */
	entry: string | null;
	/** Ends when the rows that are being added to the journal are there: one call makes the entry. */
	added: Promise<unknown>;
	/** The failure of a whole system, after which nothing more is tried. */
	halted: unknown;
};
