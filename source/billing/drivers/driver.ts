/**
A database server through its driver alone, for statements outside transactions: a command that only reads need not load the ORM, which takes a fifth of a second and 38 MB.

Errors are those of the driver.
*/
export type Driver = {
	/** Runs one statement. */
	query(sql: string): Promise<readonly unknown[]>;
	/** Runs one statement and passes on each row as it arrives: the rows are never all in memory. `take` must not throw. */
	forEachRow(sql: string, take: (row: unknown) => void): Promise<void>;
	/** A text as a literal of its SQL. */
	quote(text: string): string;
	close(): Promise<void>;
};

/** Puts literals into the places of the `?` of a statement. Throws for a value that no statement has, and where there are more or fewer values than places. */
export function withLiterals(
	sql: string,
	values: readonly unknown[],
	quote: (text: string) => string,
): string {
	if (values.length === 0) return sql;
	const [first, ...parts] = sql.split('?');
	if (parts.length !== values.length)
		throw new TypeError(`A statement with ${parts.length} places got ${values.length} values.`);
	return first + parts.map((part, index) => literal(values[index], quote) + part).join('');
}

function literal(value: unknown, quote: (text: string) => string): string {
	switch (typeof value) {
		case 'string':
			return quote(value);
		case 'boolean':
			return String(value);
		case 'number':
			if (Number.isFinite(value)) return String(value);
			break;
		default:
			if (value === null) return 'null';
	}

	throw new TypeError(`A value of a statement is neither text nor number, but ${typeof value}.`);
}
