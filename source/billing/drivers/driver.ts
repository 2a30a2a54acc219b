import type {SqlRow} from '../query.ts';

/** Executes one statement, with values in place of its placeholders, which are those of the driver. */
export type Execute = (sql: string, values?: readonly unknown[]) => Promise<readonly SqlRow[]>;

/** A database through its driver alone. Errors are those of the driver, except those that `work` of a transaction throws. */
export type Driver = {
	readonly execute: Execute;
	/** Executes one statement and passes on each row as it arrives: the rows are never all in memory. `take` must not throw. */
	forEachRow(sql: string, take: (row: SqlRow) => void): Promise<void>;
	/** Runs `work` in a transaction on a connection of its own: only the given function belongs to it. Rolls back where `work` throws. */
	transaction<Result>(work: (execute: Execute) => Promise<Result>): Promise<Result>;
	/** Whether a transaction in which a statement failed refuses all that follow: then they may be sent before that one has ended. */
	readonly refusesAfterFailure: boolean;
	/** A text as a literal of its SQL. */
	quote(text: string): string;
	close(): Promise<void>;
};

/** A connection that is lent for a transaction. `release`: gives it back, or closes it where it is broken. */
type Lent = {readonly execute: Execute; release(isBroken: boolean): void};

/** A transaction on a lent connection. A connection that cannot even roll back is broken, and closed. */
export async function runTransaction<Result>(
	{execute, release}: Lent,
	work: (execute: Execute) => Promise<Result>,
): Promise<Result> {
	let isBroken = false;
	try {
		await execute('begin');
		const result = await work(execute);
		await execute('commit');
		return result;
	} catch (error) {
		await execute('rollback').catch(() => {
			isBroken = true;
		});
		throw error;
	} finally {
		release(isBroken);
	}
}

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
