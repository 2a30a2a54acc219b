/** Settings about an ABillS that its database does not contain: `[billing]` in the configuration. */
export type AbillsSettings = {
	/** The most rows of `users` that the licence allows; `null`: not known. */
	readonly licensed: number | null;
	/** `users.domain_id` and `tarif_plans.domain_id` of what is read and written. */
	readonly domain: number;
	/** `users.gid` of new customers. */
	readonly group: number;
};

/** The main domain, no group, and a licence that is not known. */
export const defaultAbillsSettings: AbillsSettings = {licensed: null, domain: 0, group: 0};
