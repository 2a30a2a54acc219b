import type {Billing} from './billing/billing.ts';
import type {JournalEntry, JournalOperator} from './billing/journal.ts';
import type {Baselines} from './baselines.ts';
import type {Stalker} from './stalker/client.ts';
import type {Words} from './words/words.ts';

/** Both systems and what surrounds them, as one value: opened together, closed together, passed as an argument. */
export type World = {
	/** Theirs. */
	readonly stalker: Stalker;
	/** Ours. */
	readonly billing: Billing;
	/** The portal's row of `iptv_services`; `null` while billing does not know the portal. */
	readonly portal: number | null;
	/** The portal's row, created by the first write when billing has none at all. */
	claimPortal(): Promise<number>;
	readonly baselines: Baselines;
	/** Who is at the keyboard, for the journal. */
	readonly operator: JournalOperator;
	/** Names this run of the program in the journal. */
	readonly run: string;
	readonly readOnly: boolean;
	readonly words: Words;
	now(): Date;
	/** Open a journal entry of its own, before a write that no billing transaction covers; it is this portal's, which is claimed for it. Returns its id. */
	begin(entry: Pick<JournalEntry, 'resource' | 'action' | 'subject' | 'intent' | 'before'>): Promise<string>;
	close(): Promise<void>;
};
