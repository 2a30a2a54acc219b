/**
A customer with one of his TV services of the portal: one record for each service, or one with `service: null` for a customer without any.
*/
export type Customer = {
	/** `users.uid` */
	readonly uid: number;
	/** `users.id` */
	readonly login: string;
	/** `users.disable`: 0 is active. */
	readonly user_disable: number;
	readonly deleted: boolean;
	/** `users.activate`: `YYYY-MM-DD`, the first day. */
	readonly user_activate: string | null;
	/** `users.expire`: `YYYY-MM-DD`, the first day on which the customer is expired. */
	readonly user_expire: string | null;
	/** `users_pi.fio`, `''` without that row. */
	readonly fio: string;
	/** Set if this customer's name has more than one part, which only an ABillS can store. */
	readonly hasNameParts?: true;
	readonly phone: string;
	readonly bill_id: number | null;
	/** `bills.deposit` as exact text; `null` without a bill. */
	readonly deposit: string | null;
	/** `users.credit` as exact text. */
	readonly credit: string;
	/** His row of `iptv_main`. */
	readonly service: {
		/** The TV id. */
		readonly id: number;
		readonly cid: string;
		readonly iptv_login: string;
		/** 0 is active, 2 not activated. */
		readonly disable: number;
		readonly activate: string | null;
		readonly expire: string | null;
		readonly registration: string;
		readonly tp_id: number | null;
		/** `tarif_plans.id`, the public number. */
		readonly plan_id: number | null;
		readonly plan_filter_id: string | null;
		readonly plan_name: string | null;
		/** Of an ABillS: MACs of further boxes, which it keeps beside the service, separated by `;`. */
		readonly screens?: string;
		/** How many channels are chosen for it, under whichever plan; absent where none is. */
		readonly choices?: number;
	} | null;
};

/**
Selects customers by any of these. Logins are those of customers and of TV services, compared as the portal does; MACs
in any notation.
*/
export type CustomerFilter = {
	readonly logins?: readonly string[];
	readonly tvIds?: readonly number[];
	readonly macs?: readonly string[];
	readonly uids?: readonly number[];
};

/** How many customers and TV ids an ABillS has. */
export type AbillsSizes = {
	/** Rows of `users`, which its licence counts: those of other domains and deleted ones among them. */
	readonly customers: number;
	/** The domain that is read (the setting `billing.domain`), and its rows of `users`. */
	readonly domain: {readonly id: number; readonly customers: number};
	/** The largest TV id; 0 where there is none. */
	readonly largestTvId: number;
	/** The setting `billing.customers`: how many customers the licence allows; `null`: not set. */
	readonly licensed: number | null;
};

/** The most characters of a tariff plan's fields. */
export type PlanLimits = {readonly name: number; readonly external_id: number};

/** A row of `tarif_plans`; money as exact text. */
export type BillingPlan = {
	readonly tp_id: number;
	/** The public number. */
	readonly id: number;
	readonly filter_id: string;
	readonly name: string;
	readonly service_id: number | null;
	readonly month_fee: string;
	readonly day_fee: string;
	readonly activate_price: string;
	/** What a customer without credit of his own may owe, as exact text. */
	readonly credit: string;
	/** 0 is prepaid. */
	readonly payment_type: number;
	/** 1 is hidden. */
	readonly status: number;
	/** Number of TV services with this plan. */
	readonly accounts: number;
};

/** The channels that one TV service has chosen under its current tariff plan: ids of `iptv_channels`, ascending. */
export type ChannelChoices = {readonly tvId: number; readonly channels: readonly number[]};
