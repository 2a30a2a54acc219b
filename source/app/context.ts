import type {Billing} from '../billing/billing.ts';
import type {JournalEntry, JournalOperator} from '../billing/journal.ts';
import type {ExpectedRowsStore} from '../storage/expected-rows.ts';
import type {StalkerClient} from '../stalker/client.ts';
import type {Translator} from '../i18n/translator.ts';

/** Both systems and what surrounds them, as one value: opened together, closed together, passed as an argument. */
export type AppContext = {
	/** Theirs. */
	readonly stalker: StalkerClient;
	/** Ours. */
	readonly billing: Billing;
	/** The portal's row of `iptv_services`; `null` while billing does not know the portal. */
	readonly portalId: number | null;
	/** The portal's row, created by the first write when billing has none at all. */
	ensurePortal(): Promise<number>;
	readonly expectedRows: ExpectedRowsStore;
	/** Who is at the keyboard, for the journal. */
	readonly operator: JournalOperator;
	/** Names this run of the program in the journal. */
	readonly runId: string;
	readonly readOnly: boolean;
	readonly translator: Translator;
	now(): Date;
	/** Open a journal entry of its own, before a write that no billing transaction covers; it is this portal's, which is claimed for it. Returns its id. */
	openJournalEntry(
		entry: Pick<JournalEntry, 'resource' | 'action' | 'subject' | 'intent' | 'before'>,
	): Promise<string>;
	close(): Promise<void>;
};

/** Both systems as one value. `portal`: its row as billing knows it, if it does. Closed, it lets go of both. */
export function createAppContext({
	portalId: initialPortalId,
	...parts
}: Omit<AppContext, 'ensurePortal' | 'openJournalEntry' | 'close'>): AppContext {
	const {stalker, billing, operator, runId} = parts;
	let portalId = initialPortalId;
	const ensurePortal = async () => (portalId ??= await billing.ensurePortal(stalker.url));
	return {
		...parts,
		get portalId() {
			return portalId;
		},
		ensurePortal,
		async openJournalEntry(entry) {
			// Without the portal's row nobody could tell later in which portal to look what became of it.
			const service_id = await ensurePortal();
			const [id] = await billing.journal.begin([{...entry, run: runId, operator, service_id}]);
			return id!;
		},
		async close() {
			stalker.close();
			await billing.close();
		},
	};
}
