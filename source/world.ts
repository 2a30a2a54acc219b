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

/** Both systems as one value. `portal`: its row as billing knows it, if it does. Closed, it lets go of both. */
export function createWorld({
	portal: known,
	...parts
}: Omit<World, 'claimPortal' | 'begin' | 'close'>): World {
	const {stalker, billing, operator, run} = parts;
	let portal = known;
	const claimPortal = async () => (portal ??= await billing.claimPortal(stalker.url));
	return {
		...parts,
		get portal() {
			return portal;
		},
		claimPortal,
		async begin(entry) {
			// Without the portal's row nobody could tell later in which portal to look what became of it.
			const service_id = await claimPortal();
			const [id] = await billing.journal.begin([{...entry, run, operator, service_id}]);
			return id!;
		},
		async close() {
			stalker.close();
			await billing.close();
		},
	};
}
