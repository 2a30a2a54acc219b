import type {Billing} from '../billing/billing.ts';
import type {SnapshotStore} from '../storage/list-snapshots.ts';
import type {CountHistory} from '../storage/count-history.ts';
import type {ScreenSettingsStore} from '../storage/screen-settings.ts';
import type {SummaryStore} from '../storage/menu-summaries.ts';
import type {StalkerClient} from '../stalker/client.ts';
import type {Message} from '../i18n/message.ts';
import type {AppContext} from './context.ts';

/**
The parts that can be used before billing is open: the console shows stored lists and reads the portal while it still connects to billing.
*/
export type Connections = {
	/** The portal's client; it has sent no request yet. */
	readonly stalker: StalkerClient;
	/** The summaries of the last run on these two systems. */
	readonly summaries: SummaryStore;
	/** How many rows of each list were out of sync in earlier runs on these two systems. */
	readonly countHistory: CountHistory;
	/** What the operator has set on the console's screens for these two systems. */
	readonly screenSettings: ScreenSettingsStore;
	/** The lists that were last read from this portal. */
	readonly snapshots: SnapshotStore;
	/** Opens billing and creates the context of both systems. May be called again after a failure. */
	connect(): Promise<AppContext>;
	/** Closes the portal's client. For when no context was created, which else closes it. */
	close(): Promise<void>;
};

/** A portal of this run. */
export type PortalOfRun = {
	/** Its name among several; `null` where there is only one and it has none. */
	readonly name: string | null;
	/** Short names of it and of billing for the screen, without secrets. */
	readonly names: SystemNames;
	/** Prepares both systems. May be called again after a failure. `warn` gets warnings, in place of the run's own. */
	prepare(warn?: (warning: Message) => void): Promise<Connections>;
	/** The row counts that earlier runs have stored for the menu. */
	summaries(): SummaryStore;
	/** Creates its client alone; billing need not be configured. */
	openStalker(): Promise<StalkerClient>;
};

/** The portals of this run, which share one connection to billing. */
export type PortalsOfRun = {
	/** In the order of the configuration; at least one. */
	readonly all: readonly PortalOfRun[];
	/** The one that the call names, or the only one; `null` where it names none of several. */
	readonly chosen: PortalOfRun | null;
	/** Opens billing without a portal. */
	openBilling(): Promise<Billing>;
};

/** Short names of both systems for the screen, without secrets. `isEmbedded`: billing is an embedded database. */
export type SystemNames = {
	readonly stalker: string;
	readonly billing: string;
	readonly isEmbedded: boolean;
};
