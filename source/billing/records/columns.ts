import type {Dialect} from '../dialects/dialect.ts';
import type {Shape} from '../shape.ts';

/** The part of an entity that describes its columns. */
type Declared = {
	readonly meta: {
		readonly tableName: string;
		readonly properties: Readonly<Record<string, {readonly type: unknown}>>;
	};
};

/**
Every column of an entity for a select: dates, money and times as text, whatever the database gives; of a secret, whether there is one. `alias` names the table.

An ABillS does not let its secrets be read at all, and may lack a column.
*/
export const selectColumns = (
	{meta}: Declared,
	{dialect, shape}: {readonly dialect: Dialect; readonly shape: Shape},
	alias: string,
): string =>
	Object.entries(meta.properties)
		.filter(([name]) => shape.has(meta.tableName, name))
		.map(([name, {type}]) => {
			const column = `${alias}.${name}`;
			if (secrets.has(name)) return `case when coalesce(${column}, '') = '' then 0 else 1 end as ${name}`;
			const sql = textForms[typeName(type)]?.(dialect)(column);
			return sql === undefined ? column : `${sql} as ${name}`;
		})
		.join(', ');

/** Columns that are never read: records go to the journal and to the screen. */
const secrets: ReadonlySet<string> = new Set(['password', 'iptv_password', 'pin']);

const textForms: Readonly<Record<string, (dialect: Dialect) => (column: string) => string>> = {
	DateType: dialect => dialect.date,
	DecimalType: dialect => dialect.toExactText,
	DateTimeType: dialect => dialect.toIsoTime,
};

const typeName = (type: unknown): string =>
	typeof type === 'function'
		? type.name
		: typeof type === 'object' && type !== null
			? type.constructor.name
			: '';
