import type {Billing} from '../billing/billing.ts';
import type {Message} from '../i18n/message.ts';
import type {Translator} from '../i18n/translator.ts';
import type {StalkerClient} from '../stalker/client.ts';
import type {SyncContext} from '../sync/context.ts';
import type {JournalOperator} from '../sync/journal.ts';

/** Dependencies of every resource and action. */
export type ResourceContext = SyncContext & {
	readonly stalker: StalkerClient;
	readonly billing: Billing;
	/** The portal's row of `iptv_services`, created by the first write when billing has none. */
	ensureProvider(): Promise<number>;
	/** The operator, for the journal. */
	readonly operator: JournalOperator;
	/** Identifies this run of the program in the journal. */
	readonly runId: string;
	readonly readOnly: boolean;
	/** Why nothing may be written; absent where writing is allowed. */
	readonly readOnlyReason: Message;
	readonly translator: Translator;
};
