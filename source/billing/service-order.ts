/** A TV service to be made, and its customer where there is none. Texts must fit their columns. */
export type ServiceOrder = {
	/** The row's identity, for the result and the journal. */
	readonly key: string;
	/** Known to billing, or to be made, with personal information and a bill. */
	readonly customer: AgreedCustomer | {readonly login: string; readonly fio: string; readonly phone: string};
	/** The account number that becomes the TV id; `null`: billing allots one. */
	readonly tvId: number | null;
	readonly tp_id: number | null;
	readonly cid: string;
	readonly iptv_login: string;
	/** Billing's way round: 0 is active. */
	readonly disable: 0 | 1;
	/** `YYYY-MM-DD` */
	readonly expire?: string | null;
	/** The number must still be written to the portal: the journal entry stays open. */
	readonly writeBack: boolean;
	readonly intent: unknown;
	readonly before: unknown;
};

/** Whose bill pays, as he was when it was agreed to: with other services, or deleted since, he has to be agreed to anew. */
type AgreedCustomer = {
	readonly uid: number;
	readonly deleted: boolean;
	/** TV ids of his services here. */
	readonly services: readonly number[];
};

/** `there`: the same customer has the very service, by login or MAC; nothing was written. `clash`: something changed since it was planned. */
export type ServiceResult =
	| {
			readonly key: string;
			readonly is: 'added';
			readonly journal: string;
			readonly tvId: number;
			readonly uid: number;
			readonly bill_id: number | null;
			readonly createdCustomer: boolean;
	  }
	| {readonly key: string; readonly is: 'there'; readonly tvId: number; readonly uid: number}
	| (Clash & {readonly key: string});

/** What stands in an order's way, and whose it is. */
export type Clash = {
	readonly is: 'clash';
	/**
	`login`, `mac`, `number`: another has it. `customer`: gone, or not as he was agreed to. `plan`: not this provider's. `service`: gone, or not what it was.
	*/
	readonly with: 'login' | 'mac' | 'number' | 'customer' | 'plan' | 'service';
	readonly uid?: number;
	/** TV ids of the services in the way. */
	readonly tvIds?: readonly number[];
};

export type LinkOrder = Pick<
	ServiceOrder,
	'key' | 'cid' | 'iptv_login' | 'writeBack' | 'intent' | 'before'
> & {
	/** Under which resource and action it is journaled: `accounts link`, `stb register`. */
	readonly journaledAs: readonly [resource: string, action: string];
	readonly tvId: number;
	/** What the service held when the operator agreed. */
	readonly was: {readonly cid: string; readonly iptv_login: string};
};

export type LinkResult =
	| {
			readonly key: string;
			readonly is: 'linked';
			readonly journal: string;
			readonly tvId: number;
			readonly uid: number;
	  }
	| (Clash & {readonly key: string});
