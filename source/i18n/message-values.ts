/** What the errors of a policy name: the kind of difference, where it is set, its value, and the possible ones. */
export type PolicyLine = {
	readonly kind: string;
	readonly from: string;
	readonly value: string;
	readonly known: readonly string[];
};

/** A policy for a kind that no policy may have. */
export type PolicyKindError = Pick<PolicyLine, 'kind' | 'known'> & {readonly file: string};

/** A limit of a policy. */
export type PolicyLimit = {
	readonly key: 'policy.max_changes' | 'policy.max_share';
	readonly value: string;
	readonly from: string;
};

/** What a plan would change in one list. */
export type PlannedList = {
	readonly n: number;
	/** The kinds with their counts, as text: `A5 3, C1 8`. */
	readonly kinds: string;
	/** Changes that follow once a list before it is written. */
	readonly waiting: number;
};

/** The outcome of a plan, in one list or in all. `of`: the changes that were planned. */
export type AppliedCounts = {
	readonly done: number;
	readonly of: number;
	readonly failed: number;
	readonly stale: number;
};

/** Why some rows were not written. */
export type UnwrittenRows = {
	readonly is: 'refused' | 'failed' | 'stale';
	readonly reason: string;
	readonly n: number;
	/** Some of them, by their keys. */
	readonly rows: string;
};

/** A plan that is too large: `n` of `rows` rows of a list, of which `most` may be changed. */
export type PlanShare = {
	readonly title: string;
	readonly n: number;
	readonly rows: number;
	readonly most: number;
	readonly share: number;
};

/** What `check` found in one list. */
export type CheckedList = {
	readonly rows: number;
	/** Rows with a difference. */
	readonly differing: number;
	/** The kinds with their counts, as text: `B1 3, C2 8`. */
	readonly kinds: string;
	/** Rows of which nothing is known. */
	readonly unknown: number;
	/** Rows that are compared with nothing. */
	readonly uncompared: number;
	/** The rows of a short list, and how many were expected at least. */
	readonly short: {readonly got: number; readonly baseline: number} | null;
};

/** What `check` found in all lists. `unread`: lists. */
export type CheckTotals = Pick<CheckedList, 'differing' | 'unknown'> & {readonly unread: number};

/** Why a `[[command]]` of the configuration file is refused. */
export type CommandProblem = 'tables' | 'unknown' | 'key' | 'name' | 'run' | 'read_only' | 'twice';
