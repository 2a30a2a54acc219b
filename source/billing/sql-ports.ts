import type {Dialect} from './dialects/dialect.ts';
import {qualifyOwnTables} from './dialects/own-tables.ts';
import {toBillingError} from './errors.ts';
import type {Driver, Execute} from './drivers/driver.ts';
import {bindValues} from './statements.ts';
import type {MapRows, Query, SqlRow} from './query.ts';

/** Executes statements. All errors are `BillingError`s, except those of the caller's code inside a transaction. */
type SqlPorts = {
	readonly query: Query;
	readonly mapRows: MapRows;
	/**
	Runs `work` in a transaction: only the given `query` belongs to it. Its statements are executed in the order in which they are given,
	awaited or not.
	*/
	transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
};

type SqlPortOptions = {
	readonly driver: Driver;
	/** The database in errors. */
	readonly where: string;
	/** The database of the console's own tables, where that is another one. */
	readonly consoleDatabase: string | null;
	readonly dialect: Dialect;
};

export function createSqlPorts({driver, where, consoleDatabase, dialect}: SqlPortOptions): SqlPorts {
	const bind = (sql: string, values: readonly unknown[]) =>
		bindValues(
			consoleDatabase === null ? sql : qualifyOwnTables(sql, consoleDatabase),
			values,
			dialect.placeholder,
		);
	/** Only the driver runs inside, so that every error is the database's. `isRead`: the work changes nothing. */
	const fromDriver = async <Result>(isRead: boolean, work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw toBillingError(error, where, isRead);
		}
	};
	const createQuery =
		(execute: Execute, isRead: (sql: string) => boolean): Query =>
		async <Row>(sql: string, values: readonly unknown[] = []) => {
			const {text, texts} = bind(sql, values);
			return (await fromDriver(isRead(sql), async () => execute(text, texts))) as readonly Row[];
		};
	return {
		query: createQuery(driver.execute, sql => /^\s*(select|show|explain)\b/i.test(sql)),
		async mapRows(sql, values, make) {
			const {text, texts} = bind(sql, values);
			const rows = collect(make);
			await fromDriver(true, async () => driver.forEachRow(text, texts, rows.take));
			return rows.made();
		},
		async transaction(work) {
			const {execute, release} = await fromDriver(true, driver.lend);
			const query = createQuery(execute, () => false);
			let isBroken = false;
			try {
				await query('begin');
				const result = await runInOrder(query, driver.refusesAfterFailure, work);
				await query('commit');
				return result;
			} catch (error) {
				// A connection that cannot even roll back is broken.
				await query('rollback').catch(() => {
					isBroken = true;
				});
				throw error;
			} finally {
				release(isBroken);
			}
		},
	};
}

/**
Runs the work of a transaction, whose statements may be given without waiting for those before: they are executed in the order in which they
are given, while this program prepares the next ones.

After a failure nothing more is sent, and the transaction fails even where nobody awaited that statement. Where the database
`refusesAfterFailure`, each is sent at once; else when the one before has succeeded, because a statement that is sent already could not be
stopped: MariaDB ends the transaction by itself at a deadlock, and would execute what follows outside of it. For the same reason this
resolves or throws only when no statement is running any more.
*/
export async function runInOrder<Result>(
	query: Query,
	refusesAfterFailure: boolean,
	work: (query: Query) => Promise<Result>,
): Promise<Result> {
	const failures: unknown[] = [];
	let last: Promise<unknown> = Promise.resolve();
	const run: Query = async (sql, values) => {
		if (failures.length > 0) throw failures[0];
		try {
			return await query(sql, values);
		} catch (error) {
			failures.push(error);
			// Where several were sent, the later ones failed only because the first one had.
			throw failures[0];
		}
	};
	const inOrder: Query = async <Row>(sql: string, values?: readonly unknown[]) => {
		const before = last;
		const result = refusesAfterFailure
			? run<Row>(sql, values)
			: before.then(async () => run<Row>(sql, values));
		// Without the results, which would all stay in memory until the end. A failure that nobody awaits is thrown below.
		last = Promise.allSettled([before, result]).then(() => undefined);
		return result;
	};
	const [ended] = await Promise.allSettled([work(inOrder)]);
	if (ended.status === 'rejected') failures.push(ended.reason);
	for (let before: unknown; before !== last;) {
		before = last;
		await last;
	}

	if (ended.status === 'rejected' || failures.length > 0) throw failures[0];
	return ended.value;
}

/** Collects what is made of each row. What `make` throws is thrown by `made`: within an event of the driver it would end the process. */
function collect<Made>(make: (row: SqlRow) => Made): {take(row: SqlRow): void; made(): readonly Made[]} {
	const made: Made[] = [];
	let failure: {readonly error: unknown} | null = null;
	return {
		take(row) {
			if (failure) return;
			try {
				made.push(make(row));
			} catch (error) {
				failure = {error};
			}
		},
		made() {
			if (failure) throw failure.error;
			return made;
		},
	};
}
