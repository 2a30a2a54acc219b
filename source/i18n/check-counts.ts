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
