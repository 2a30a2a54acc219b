import type {ProbeResult} from './abills/probe.ts';
import type {Supply} from './abills/supply.ts';
import {usedTables} from './abills/tables.ts';
import {textLengths} from './entities/text-lengths.ts';
import type {Dialect} from './dialects/dialect.ts';

/** Settings about an ABillS that its database does not contain: `[billing]` in the configuration. */
export type AbillsSettings = {
	/** The most rows of `users` that the licence allows; `null`: not known. */
	readonly licensed: number | null;
	/** `users.domain_id` and `tarif_plans.domain_id` of what is read and written. */
	readonly domain: number;
	/** `users.gid` of new customers. */
	readonly group: number;
};

/** The main domain, no group, and a licence that is not known. */
export const defaultAbillsSettings: AbillsSettings = {licensed: null, domain: 0, group: 0};

/** Properties of billing's tables that differ between this program's own tables and versions of ABillS. */
export type Shape = {
	/** Whether the tables are those of an ABillS: then everything is written that its own code would write. */
	readonly isAbills: boolean;
	/** Values for columns that an INSERT must supply and the console does not know. */
	readonly supply: Supply;
	/** As configured; the defaults where the tables are this program's own. */
	readonly settings: AbillsSettings;
	/** Whether the table, or its column, exists and may be read: versions of ABillS differ. */
	has(table: string, column?: string): boolean;
	/** Whether the database refuses two channels with the same name or number. */
	readonly hasUniqueChannels: boolean;
	/**
	Whether the database's user may update a column that only some fixes write. Other missing rights make billing read-only when it is
	opened.
	*/
	mayUpdate(table: string, column: string): boolean;
	/**
	Whether an INSERT into the table can return its rows: on MariaDB from 10.5 on, where the user may read every column, with or without a
	name here.
	*/
	returns(table: string): boolean;
	/** The largest length of a text in characters, or the largest value of a whole number; `Infinity` where the column has no limit. */
	limit(table: string, column: string): number;
};

/** `abills`: as the probe found it; `null`: this program's own tables, as they are declared. */
export function createShape(
	abills: ProbeResult | null,
	settings: AbillsSettings = defaultAbillsSettings,
): Shape {
	const absent = new Set(abills?.absent ?? ownAbsent);
	return {
		isAbills: abills !== null,
		settings: abills ? settings : defaultAbillsSettings,
		hasUniqueChannels: abills?.hasUniqueChannels ?? false,
		supply: abills?.supply ?? {},
		has: (table, column) =>
			!absent.has(table) &&
			(column === undefined ||
				(!absent.has(`${table}.${column}`) &&
					(abills === null || usedTables[table]?.columns[column] !== undefined))),
		mayUpdate: (table, column) => abills?.unfixable.includes(`${table}.${column}`) !== true,
		returns: table =>
			abills === null || (returnsRows(abills.server) && usedTables[table]?.rights.select === 'table'),
		limit: (table, column) =>
			(abills ? abills.limits[`${table}.${column}`] : declaredLength(table, column)) ?? Infinity,
	};
}

/** MySQL cannot, nor can older versions of MariaDB. */
function returnsRows({is, version}: ProbeResult['server']): boolean {
	const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10));
	return is === 'postgresql' || (is === 'mariadb' && (major > 10 || (major === 10 && minor >= 5)));
}

function declaredLength(table: string, column: string): number | undefined {
	const lengths: Readonly<Record<string, Readonly<Record<string, number>>>> = textLengths;
	return lengths[table]?.[column];
}

/** Tables and columns that the console uses on an ABillS and that this program's own tables do not have. */
const ownAbsent: readonly string[] = [
	...['companies', 'users_contacts', 'iptv_users_screens', 'iptv_monthly_active_users_report'],
	...['admin_system_actions', 'fees', 'payments', 'shedule', 'iptv_calls', 'iptv_devices'],
	...['users_pi.fio2', 'users_pi.fio3', 'iptv_ti_channels.date'],
];

/** The part of an entity that describes its columns. */
export type DeclaredColumns = {
	readonly meta: {
		readonly tableName: string;
		readonly properties: Readonly<Record<string, {readonly type: unknown}>>;
	};
};

/**
The columns of an entity for a SELECT: dates, money and times as text on every database; for a secret (`password`), 1 if there is one, else
0. `alias`: the alias of the table.

On an ABillS, columns that do not exist or may not be read are left out; secrets are among these.
*/
export const selectColumns = (
	{meta}: DeclaredColumns,
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
