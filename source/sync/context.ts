import type {ApplyContext} from './changes/ports.ts';
import type {JournalEntry} from './journal.ts';

/** How many rows a resource's last complete list had. `acceptedGap`: billing rows that a person accepted as missing from a short list. */
export type ExpectedRows = {readonly rows: number; readonly acceptedGap: number};

/** Expected rows by resource name: what a suspiciously short list is compared with. */
export type ExpectedRowsStore = {
	get(resource: string): ExpectedRows | undefined;
	set(resource: string, expected: ExpectedRows): void;
};

/** The part of the portal's client that sync uses. */
type StalkerPort = {
	/** The API's base: `http://tv.example:88/stalker_portal/api/v1`. */
	readonly url: string;
};

/** The part of billing that sync uses. */
type BillingPort = {
	readonly journal: {
		show(id: string): Promise<JournalEntry | null>;
		/** Newest first. */
		list(options: {
			readonly limit: number;
			readonly providerId: number | null;
			readonly before?: string;
		}): Promise<readonly JournalEntry[]>;
	};
};

/**
Dependencies that sync passes to resources and actions; sync itself uses `expectedRows` alone.

Resources declare the full clients that they need (`ResourceContext`), and the app creates one value that has everything.
*/
export type SyncContext = {
	readonly stalker: StalkerPort;
	readonly billing: BillingPort;
	/** The portal's row of `iptv_services`; `null` while billing does not know the portal. */
	readonly providerId: number | null;
	/**
	Whether billing's channels belong to this portal or to another one; `null` where it is unknown: `iptv_channels` has no column for the
	provider.
	*/
	readonly channelOwner: 'this' | 'other' | null;
	readonly expectedRows: ExpectedRowsStore;
	/** Dependencies of `applySets`. */
	readonly changes: ApplyContext;
	now(): Date;
};
