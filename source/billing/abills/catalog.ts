import type {RowEvidence} from './row-evidence.ts';

/** A column as the database describes it. Names and types are lower case. */
export type CatalogColumn = {
	readonly table: string;
	readonly column: string;
	/** `int`, `varchar`, `date`, … without a length. */
	readonly type: string;
	/** With length and sign: `smallint(5) unsigned`. */
	readonly fullType: string;
	readonly nullable: boolean;
	/** Whether an INSERT that does not name the column is given a value: a default, an automatic number, an expression. */
	readonly filled: boolean;
	/** In characters; `null` where the type has none. */
	readonly length: number | null;
	readonly collation: string | null;
	/** What the connected user may do with the column. */
	readonly rights: ReadonlySet<'select' | 'insert' | 'update'>;
};

export type CatalogTable = {
	readonly name: string;
	readonly is: 'table' | 'view';
	/** `InnoDB`, `MyISAM`, …; `null` on PostgreSQL, whose tables all have transactions. */
	readonly engine: string | null;
	readonly mayDelete: boolean;
};

/** A unique index, the primary key among them. */
type UniqueIndex = {readonly table: string; readonly columns: readonly string[]};

/** The description of a database, read before the database is used. It contains no data of customers. */
export type Catalog = {
	readonly server: {
		readonly is: 'mariadb' | 'mysql' | 'postgresql';
		readonly version: string;
		/** The server refuses all writes of this user: it is a replica, or configured so. */
		readonly readOnly: boolean;
	};
	readonly columns: readonly CatalogColumn[];
	readonly tables: readonly CatalogTable[];
	readonly uniques: readonly UniqueIndex[];
	readonly hasRows: RowEvidence;
};
