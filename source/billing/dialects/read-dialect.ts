/** Where the SQL that reads differs between databases. */
export type ReadDialect = {
	/** A whole number as a number: copies on PostgreSQL keep most as `bigint`, which drivers give as text. */
	whole(expression: string): string;
	/** A date as `YYYY-MM-DD`, or NULL for none. */
	date(column: string): string;
	/** An amount as exact text. */
	exact(expression: string): string;
	/** Rows whose login the portal may take for one of these. */
	alike(
		column: string,
		logins: readonly string[],
	): {readonly sql: string; readonly values: readonly unknown[]};
	/** Today where the database is, as `YYYY-MM-DD`. */
	readonly today: string;
};

const listOf = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** The collation of the column compares as the portal does. */
export const mariadbRead: ReadDialect = {
	whole: expression => expression,
	date: column => `nullif(${column}, '0000-00-00')`,
	exact: expression => `cast(${expression} as char)`,
	alike: (column, logins) => ({sql: `${column} in (${listOf(logins)})`, values: logins}),
	today: 'curdate()',
};

/** Of a copy: without accents it does not compare, which matters to nobody who may only read. */
export const postgresRead: ReadDialect = {
	whole: expression => `(${expression})::int`,
	date: column => `${column}::text`,
	exact: expression => `(${expression})::text`,
	alike: (column, logins) => ({
		sql: `lower(rtrim(${column})) in (${listOf(logins)})`,
		values: logins.map(login => login.trimEnd().toLowerCase()),
	}),
	today: 'current_date::text',
};
