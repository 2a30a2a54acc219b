import {isStorableText} from '../normalize/storable-text.ts';
import type {EntityMetadata, EntityName, MikroORM, Primary, RequiredEntityData} from '@mikro-orm/core';
import {message} from '../i18n/translator.ts';
import type {Supply} from './abills/supply.ts';
import {BoundValues, type Dialect} from './dialects/dialect.ts';
import {isOwnTable, qualifyOwnTables} from './dialects/own-tables.ts';
import {BillingRefused, toBillingError} from './errors.ts';
import {withLiterals, type Driver} from './drivers/driver.ts';
import {runInOrder} from './transaction-queue.ts';
import {mapRowsOf, type MapRows, type Query, type SqlRow} from './query.ts';

/** Inserts rows through the entities; their keys, in the order of the rows. */
export type Insert = <Entity extends object>(
	entity: EntityName<Entity>,
	rows: ReadonlyArray<RequiredEntityData<Entity>>,
) => Promise<ReadonlyArray<Primary<Entity>>>;

/** Executes statements. All errors are `BillingError`s, except those of the caller's code inside a transaction. */
export type SqlPorts = {
	readonly query: Query;
	readonly mapRows: MapRows;
	/** Runs `work` in a transaction: only the given `query` and `insert` belong to it. Their statements are executed in the order in which they are given, awaited or not. */
	transaction<Result>(work: (query: Query, insert: Insert) => Promise<Result>): Promise<Result>;
	/** Throws the errors of the database as `BillingError`s. */
	withBillingErrors<Result>(work: () => Promise<Result>): Promise<Result>;
};

export type SqlPortOptions = {
	/** The ORM, opened on first use where there is a driver. */
	orm(): Promise<MikroORM>;
	/** Runs what is outside transactions; `null`: the ORM does. */
	readonly driver: Driver | null;
	/** The database in errors. */
	readonly where: string;
	/** The database of the console's own tables, where that is another one. */
	readonly consoleDatabase: string | null;
	readonly dialect: Dialect;
	/** What an INSERT must supply, as far as it is known. */
	supply(): Supply;
};

export function createSqlPorts({
	orm,
	driver,
	where,
	consoleDatabase,
	dialect,
	supply,
}: SqlPortOptions): SqlPorts {
	const withBillingErrors = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw isApplicationError(error) ? error : toBillingError(error, where);
		}
	};
	const qualified = (sql: string): string =>
		consoleDatabase === null ? sql : qualifyOwnTables(sql, consoleDatabase);
	const createQuery = (em: SqlExecutor): Query => {
		return async <Row>(sql: string, values: readonly unknown[] = []) =>
			withBillingErrors(async () => {
				const [first] = values;
				if (first instanceof BoundValues) return executeBound<Row>(em, sql, first);
				refuseUnstorable(values);
				return (await em.execute(qualified(sql), [...values])) as readonly Row[];
			});
	};
	/** Only the query builder below the ORM can bind values. */
	const executeBound = async <Row>(em: SqlExecutor, sql: string, bound: BoundValues) => {
		const parameters = storable(bound);
		const text = dialect.toDriverPlaceholders(qualified(sql));
		const result = await em.getKysely().executeQuery({
			sql: text,
			parameters,
			query: {kind: 'RawNode', sqlFragments: [text], parameters: []},
			queryId: {queryId: ''},
		});
		return result.rows as readonly Row[];
	};
	/** Only the driver runs inside, so that every error is the database's. */
	const fromDriver = async <Result>(work: (driver: Driver) => Promise<Result>): Promise<Result> => {
		try {
			return await work(driver!);
		} catch (error) {
			throw toBillingError(error, where);
		}
	};
	const withOrm: Query = async (sql, values) =>
		createQuery((await orm()).em.fork() as unknown as SqlExecutor)(sql, values);
	const withDriver: Query = async <Row>(sql: string, values: readonly unknown[] = []) => {
		const [first] = values;
		const all = first instanceof BoundValues ? storable(first) : values;
		if (all === values) refuseUnstorable(values);
		const text = withLiterals(qualified(sql), all, driver!.quote);
		return (await fromDriver(async ({query}) => query(text))) as readonly Row[];
	};
	const query = driver ? withDriver : withOrm;
	const createInsert =
		(em: RowInserter, opened: MikroORM): Insert =>
		async (entity, rows) => {
			if (rows.length === 0) return [];
			refuseUnstorable(rows.flatMap(row => Object.values(row)));
			const meta = opened.getMetadata().get(entity);
			// `em.insertMany` returns the first key only.
			const result = await em
				.getDriver()
				.nativeInsertMany(entity as EntityName<object>, await completeRows(meta, rows, dialect, supply()), {
					ctx: em.getTransactionContext(),
					...(consoleDatabase !== null && isOwnTable(meta.tableName) && {schema: consoleDatabase}),
				});
			const [key] = meta.primaryKeys;
			return rows.map((row, index) => (Reflect.get(row, key!) ?? result.rows?.[index]?.[key!]) as never);
		};
	return {
		query,
		async mapRows(sql, values, make) {
			if (!driver) return mapRowsOf(query)(sql, values, make);
			refuseUnstorable(values);
			const text = withLiterals(qualified(sql), values, driver.quote);
			const rows = collect(make);
			await fromDriver(async ({forEachRow}) => forEachRow(text, rows.take));
			return rows.made();
		},
		transaction: async work =>
			withBillingErrors(async () => {
				const opened = await orm();
				return opened.em
					.fork()
					.transactional(async em =>
						runInOrder(async inOrder =>
							work(
								inOrder(createQuery(em as unknown as SqlExecutor)),
								inOrder(createInsert(em as unknown as RowInserter, opened)),
							),
						),
					);
			}),
		withBillingErrors,
	};
}

/** Collects what is made of each row. What `make` throws is thrown by `made`: within an event of the driver it would end the process. */
function collect<Made>(make: (row: SqlRow) => Made): {take(row: unknown): void; made(): readonly Made[]} {
	const made: Made[] = [];
	let failure: {readonly error: unknown} | null = null;
	return {
		take(row) {
			if (failure) return;
			try {
				made.push(make(row as SqlRow));
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

type SqlExecutor = {
	execute(sql: string, values?: readonly unknown[]): Promise<unknown>;
	getKysely(): {executeQuery(query: unknown): Promise<{readonly rows: readonly unknown[]}>};
};

type RowInserter = {
	getDriver(): {
		nativeInsertMany(
			entity: EntityName<object>,
			rows: readonly object[],
			options: {readonly ctx: unknown; readonly schema?: string},
		): Promise<{readonly rows?: ReadonlyArray<Readonly<Record<string, unknown>>>}>;
	};
	getTransactionContext(): unknown;
};

/** Adds the columns that the table does not fill by itself, and writes “no date” in the database's form. */
async function completeRows(
	meta: Pick<EntityMetadata, 'props' | 'tableName' | 'properties'>,
	rows: readonly object[],
	dialect: Dialect,
	supply: Supply,
): Promise<readonly object[]> {
	const {raw} = await import('@mikro-orm/core');
	const values = Object.fromEntries(
		Object.entries(dialect.columnValues(meta, supply)).map(([column, sql]) => [column, raw(sql)]),
	);
	const dates = meta.props.flatMap(({name, type}) => (type === 'DateType' ? [name] : []));
	return rows.map(row => {
		const none = dates.filter(name => Reflect.get(row, name) === null);
		return {...values, ...row, ...Object.fromEntries(none.map(name => [name, dialect.noDate]))};
	});
}

/** A NUL would end the statement there, and a server drops a client that sends half a statement. An unpaired surrogate would be stored as another character. */
function refuseUnstorable(values: readonly unknown[]): void {
	if (values.some(value => typeof value === 'string' && !isStorableText(value))) refuse();
}

const storable = ({values}: BoundValues): readonly unknown[] => values ?? refuse();

function refuse(): never {
	throw new BillingRefused(message('billing-character'));
}

/** Whether an error was thrown by the code inside a transaction rather than by the database: it is rethrown unchanged. */
const isApplicationError = (error: unknown): boolean =>
	error instanceof Error &&
	('code' in error
		? String(error.code).startsWith('ERR_')
		: !error.constructor.name.endsWith('Exception') &&
			!/connect|timeout|terminat|closed/i.test(error.message));
