/** A row as the driver gives it: text, numbers, booleans, `null`; dates and `numeric` come as text. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** One statement with `?` in place of its values. Resolves to the rows it returns. */
export type Query = <Row = SqlRow>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** The same, but what is made of each row is returned: it is made as the row arrives, and the rows are never all in memory. */
export type MapRows = <Made>(
	sql: string,
	values: readonly unknown[],
	make: (row: SqlRow) => Made,
) => Promise<readonly Made[]>;
