import type {ProbeResult, Traits} from './abills/probe.ts';
import type {Supply} from './abills/supply.ts';
import {usedTables} from './abills/tables.ts';
import {textLengths} from './entities/text-lengths.ts';
import {defaultSite, type Site} from './site.ts';
import type {Dialect} from './dialects/dialect.ts';

/** Properties of billing's tables that differ between this program's own tables and versions of ABillS. */
export type Shape = {
	/** Whether they are those of an ABillS: then everything is written that its own code would write. */
	readonly isAbills: boolean;
	/** What of ABillS' younger parts is there; nothing where the tables are this program's own. */
	readonly traits: Traits;
	/** What an INSERT must supply. */
	readonly supply: Supply;
	/** As configured; the default in this program's own tables. */
	readonly site: Site;
	/** Whether a column is there, and may be read. */
	has(table: string, column: string): boolean;
	/** Whether the database's user may update a column; what cannot be updated at all is found when the database is opened. */
	mayUpdate(table: string, column: string): boolean;
	/** The most characters of a text, or the largest value of a whole number. Infinite where the column has no limit. */
	limit(table: string, column: string): number;
};

/** `abills`: as the probe found it; `null`: this program's own tables, as they are declared. */
export function createShape(abills: ProbeResult | null, site: Site = defaultSite): Shape {
	return {
		isAbills: abills !== null,
		site: abills ? site : defaultSite,
		traits: abills?.traits ?? ownTraits,
		supply: abills?.supply ?? {},
		has: (table, column) =>
			abills === null ||
			(usedTables[table]?.columns[column] !== undefined &&
				![table, `${table}.${column}`].some(place => abills.absent.includes(place))),
		mayUpdate: (table, column) => abills?.unfixable.includes(`${table}.${column}`) !== true,
		limit: (table, column) =>
			(abills ? abills.limits[`${table}.${column}`] : declaredLength(table, column)) ?? Infinity,
	};
}

function declaredLength(table: string, column: string): number | undefined {
	const lengths: Readonly<Record<string, Readonly<Record<string, number>>>> = textLengths;
	return lengths[table]?.[column];
}

/** Those of this program's own tables. */
const ownTraits: Traits = {
	companies: false,
	contacts: false,
	contactDates: false,
	screens: false,
	report: false,
	threeNames: false,
	serviceActivate: true,
	serviceLogin: true,
	planStatus: true,
	subscribeCount: true,
	priceDates: false,
	uniqueChannelNames: false,
	uniqueChannelNumbers: false,
};

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
