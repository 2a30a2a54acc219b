import type {Catalog} from '../abills/catalog.ts';
import type {Supply} from '../abills/supply.ts';
import type {Query} from '../query.ts';
import type {Statement} from '../statements.ts';

/** The SQL that differs between PostgreSQL and MariaDB. All other statements are the same on both. Functions return SQL. */
export type Dialect = {
	/**
	Whether this program can create the tables of billing by its migrations (PostgreSQL). Without them it needs the tables of an ABillS
	(MariaDB).
	*/
	readonly hasMigrations: boolean;
	/** A date column as `YYYY-MM-DD`, or `null` for none. */
	date(column: string): string;
	/** How "no date" is written to ABillS' tables. */
	readonly noDate: string | null;
	/** A column of money as exact text. */
	toExactText(column: string): string;
	/** Whether two columns have exactly the same text: case, accents and spaces count. */
	isSameText(column: string, other: string): string;
	/** A whole number as a number: copies on PostgreSQL have `bigint` columns, which drivers return as text. */
	toInteger(expression: string): string;
	/** The driver's placeholder of the text with this number, from 1. */
	placeholder(number: number): string;
	/**
	Statements that together find every row whose login, in the column `text`, the portal may treat as equal to one of these, and perhaps
	others.
	*/
	findLogins(search: TextSearch): readonly Statement[];
	/** A statement that finds the rows in which the SQL expression `text` is one of these texts. */
	findTexts(search: TextSearch): Statement;
	/** A column of time as ISO 8601 in UTC. */
	toIsoTime(column: string): string;
	/** Seconds since a column of time, by the database's clock. */
	secondsSince(column: string): string;
	/** The time now, by the database's clock. */
	readonly now: string;
	/** Today where the database is, as `YYYY-MM-DD`. */
	readonly today: string;
	/** Limits how long the transaction waits for a lock; `null` where the session already limits it. */
	readonly limitLockWait: string | null;
	/** A statement after which the server does not close a connection that is idle inside a transaction for hours. */
	readonly stayIdle: string;
	/** A statement that takes a lock of this name if nobody has it: `locked` is then 1. The lock ends with the connection at the latest. */
	readonly tryLock: string;
	/** A statement that releases such a lock; `null` where the end of the transaction releases it. */
	readonly unlock: string | null;
	/**
	A statement that returns `count` new automatic numbers of a key, as `key`, for rows that are then inserted with them; `null` where only
	an INSERT gives numbers.
	*/
	drawKeys(table: string, key: string, count: number): Statement | null;
	/**
	After an INSERT: a statement that returns the `first` automatic number that it gave, the `count` of its rows, and the `step` from one
	row to the next; `null` where `insert … returning` does.
	*/
	readonly insertedNumbers: string | null;
	/**
	Sets the next automatic number of a key past all existing ones, because rows may have been inserted with their numbers. `null` where the
	database does this itself.
	*/
	nextKeyPast(table: string, key: string): string | null;
	/** Statements that lock these tables against all other writes until the transaction ends. */
	lockTables(tables: readonly string[]): readonly string[];
	/**
	`insert into TABLE …` from rows of values: each row has the `columns`, all rows the same ones; in as few statements as possible.
	`fixed`: SQL for columns that are equal in every row.
	*/
	insertRows(
		table: string,
		columns: readonly string[],
		rows: readonly RowValues[],
		fixed: Readonly<Record<string, string>>,
	): readonly Statement[];
	/** `update TABLE set …` from rows of values: each row has the `keys` and the `columns`, all rows the same ones. */
	updateRows(
		table: string,
		keys: readonly string[],
		columns: readonly string[],
		rows: readonly RowValues[],
	): readonly Statement[];
	/**
	SQL of values, by column, for columns that need a value and have no default in the table. `supply`: those of ABillS' tables, as the
	probe found them. Empty where every column has a default.
	*/
	columnValues(table: DeclaredTable, supply: Supply): Readonly<Record<string, string>>;
	/** Names of the migrations that were applied, oldest first; none where the table of migrations is absent. */
	appliedMigrations(query: Query): Promise<readonly string[]>;
	/** Names of all tables and views. */
	tableNames(query: Query): Promise<readonly string[]>;
	/** The database's catalog, as far as tables of an ABillS are concerned. */
	readCatalog(query: Query): Promise<Catalog>;
};

/** A row that is written, by column. An object is JSON, which is stored as text. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Which rows are to be found by a text. */
export type TextSearch = {
	/** What is selected of each row. */
	readonly columns: string;
	readonly table: string;
	/** A further condition. */
	readonly where: string;
	/** A column, or an expression of one. */
	readonly text: string;
	readonly texts: readonly string[];
	/**
	Whether the table has this program's own indexes of such texts: each text is then looked up there. Without indexes that would read the
	whole table for each text.
	*/
	readonly isIndexed: boolean;
};

/** The part of an entity's description that an INSERT needs. */
export type DeclaredTable = {
	readonly tableName: string;
	readonly properties: Readonly<Record<string, {readonly defaultRaw?: string}>>;
};
