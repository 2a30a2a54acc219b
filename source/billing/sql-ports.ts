import {isStorableText} from '../normalize/storable-text.ts';
import {message} from '../i18n/translator.ts';
import {BoundValues, type Dialect} from './dialects/dialect.ts';
import {qualifyOwnTables} from './dialects/own-tables.ts';
import {BillingRefused, toBillingError} from './errors.ts';
import {withLiterals, type Driver, type Execute} from './drivers/driver.ts';
import {runInOrder} from './transaction-queue.ts';
import type {MapRows, Query, SqlRow} from './query.ts';

/** Executes statements. All errors are `BillingError`s, except those of the caller's code inside a transaction. */
type SqlPorts = {
	readonly query: Query;
	readonly mapRows: MapRows;
	/** Runs `work` in a transaction: only the given `query` belongs to it. Its statements are executed in the order in which they are given, awaited or not. */
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
	const qualified = (sql: string): string =>
		consoleDatabase === null ? sql : qualifyOwnTables(sql, consoleDatabase);
	/** Only the driver runs inside, so that every error is the database's. */
	const fromDriver = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw toBillingError(error, where);
		}
	};
	const createQuery =
		(execute: Execute): Query =>
		async <Row>(sql: string, values: readonly unknown[] = []) => {
			const [first] = values;
			if (!(first instanceof BoundValues)) refuseUnstorable(values);
			const [text, bound] =
				first instanceof BoundValues
					? [dialect.toDriverPlaceholders(qualified(sql)), storable(first)]
					: [withLiterals(qualified(sql), values, driver.quote), undefined];
			return (await execute(text, bound)) as readonly Row[];
		};
	const execute: Execute = async (sql, values) => fromDriver(async () => driver.execute(sql, values));
	return {
		query: createQuery(execute),
		async mapRows(sql, values, make) {
			refuseUnstorable(values);
			const text = withLiterals(qualified(sql), values, driver.quote);
			const rows = collect(make);
			await fromDriver(async () => driver.forEachRow(text, rows.take));
			return rows.made();
		},
		async transaction(work) {
			const failures: unknown[] = [];
			try {
				return await driver.transaction(async inside => {
					const checked: Execute = async (sql, values) => fromDriver(async () => inside(sql, values));
					try {
						return await runInOrder(createQuery(checked), driver.refusesAfterFailure, work);
					} catch (error) {
						failures.push(error);
						throw error;
					}
				});
			} catch (error) {
				// That of the work itself, else that of the driver around it.
				throw failures.length > 0 ? failures[0] : toBillingError(error, where);
			}
		},
	};
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

/** A NUL would end the statement there, and a server drops a client that sends half a statement. An unpaired surrogate would be stored as another character. */
function refuseUnstorable(values: readonly unknown[]): void {
	if (values.some(value => typeof value === 'string' && !isStorableText(value))) refuse();
}

const storable = ({values}: BoundValues): readonly unknown[] => values ?? refuse();

function refuse(): never {
	throw new BillingRefused(message('billing-character'));
}
