/** What differs between the databases that billing can be on. All other statements are common SQL. */
export type Dialect = {
	/** A date column as `YYYY-MM-DD`, or `null` for none. */
	date(column: string): string;
	/** A column of money as exact text. */
	exact(column: string): string;
	/** A column of time as ISO 8601 in UTC. */
	instant(column: string): string;
	/** Seconds since a column of time, by the database's clock. */
	secondsSince(column: string): string;
	/** The time now, by the database's clock. */
	readonly now: string;
	/** Limits how long the transaction waits for a lock; `null` where the session does. */
	readonly limitLockWait: string | null;
	/** `update TABLE set …` from rows of values: each row has the `keys` and the `columns`, all rows the same ones. */
	updateRows(
		table: string,
		keys: readonly string[],
		columns: readonly string[],
		rows: ReadonlyArray<Readonly<Record<string, unknown>>>,
	): {readonly sql: string; readonly values: readonly unknown[]};
};
