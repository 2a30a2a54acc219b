import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {type Catalog, type CatalogColumn, lostTables} from './catalog.ts';
import {isWritten, usedTables, type Need} from './tables.ts';
import {limitOf, supplyOf, type Supply} from './supply.ts';

/** What the database has of what the console needs of ABillS. */
export type ProbeResult = {
	readonly server: Pick<Catalog['server'], 'is' | 'version'>;
	/** `none`: no table of ABillS is there. `unfit`: see `unreadable`. */
	readonly verdict: 'fit' | 'unfit' | 'none';
	/** Why the database cannot even be read, each as a part of a sentence. */
	readonly unreadable: readonly Message[];
	/** Why nothing may be written, each as a part of a sentence; empty: everything may. */
	readonly unwritable: readonly Message[];
	/** Whether no two channels can have the same name, or the same number. */
	readonly hasUniqueChannels: boolean;
	/** Columns that a fix would update and the user may not: `table.column`. */
	readonly unfixable: readonly string[];
	/** Columns and tables that the console would use, and that are not there: `table.column`, `table`. */
	readonly absent: readonly string[];
	readonly supply: Supply;
	/** `table.column`: the most characters of a text, or the largest value of a whole number. */
	readonly limits: Readonly<Record<string, number>>;
};

/**
Checks the catalog for what the console needs. Pure. Tables and columns that the console does not use never matter, unless an INSERT has to
supply them.
*/
export function probe(catalog: Catalog): ProbeResult {
	const columns = new Map(catalog.columns.map(column => [`${column.table}.${column.column}`, column]));
	const tables = new Map(catalog.tables.map(table => [table.name, table]));
	const has = (table: string, column?: string): boolean =>
		column === undefined ? tables.has(table) : columns.has(`${table}.${column}`);
	const isNone = !has('users', 'uid') || !has('tarif_plans', 'tp_id');
	const missing = (need: Need) => missingPlaces(need, has);
	const supply = supplyOf(catalog.columns, tables);
	const unreadable = [
		...listed(missing('read'), places => message('abills-missing', {places})),
		...listed(unreadableColumns(columns), rights => message('abills-rights', {rights})),
		...listed(booleanCodes(columns), places => message('abills-booleans', {places})),
		...listed(lostTables(catalog.hasRows, catalog.server.is === 'postgresql'), empty =>
			message('abills-empty', {tables: empty}),
		),
	];
	return {
		server: {is: catalog.server.is, version: catalog.server.version},
		verdict: isNone ? 'none' : unreadable.length > 0 ? 'unfit' : 'fit',
		unreadable,
		unwritable: [
			...(catalog.server.is === 'postgresql' ? [message('abills-copy')] : []),
			...(catalog.server.readOnly ? [message('abills-server-read-only')] : []),
			...engineReasons(catalog),
			...listed(missing('write'), places => message('abills-missing', {places})),
			...(catalog.server.is === 'postgresql'
				? []
				: listed(missingRights(columns, tables), rights => message('abills-rights', {rights}))),
			...supply.unknown.map(({table, column, fullType: type}) =>
				message('abills-unknown-column', {column: `${table}.${column}`, type}),
			),
		],
		hasUniqueChannels: ['name', 'num'].some(column => isUnique(catalog, 'iptv_channels', column)),
		unfixable: catalog.server.is === 'postgresql' ? [] : unfixableColumns(columns),
		absent: (['read', 'write', 'optional'] as const).flatMap(missing),
		supply: supply.values,
		limits: Object.fromEntries(
			catalog.columns.flatMap(column => {
				const limit = limitOf(column);
				return limit === null ? [] : [[`${column.table}.${column.column}`, limit] as const];
			}),
		),
	};
}

const listed = (places: readonly string[], as: (places: readonly string[]) => Message): readonly Message[] =>
	places.length === 0 ? [] : [as(places)];

/** Tables and columns of this need that are not there; of an absent table the table alone, of an optional one that is absent nothing. */
function missingPlaces(need: Need, has: (table: string, column?: string) => boolean): readonly string[] {
	return Object.entries(usedTables).flatMap(([table, used]) => {
		if (!has(table)) return used.need === need ? [table] : [];
		return Object.entries(used.columns)
			.filter(([column, columnNeed]) => columnNeed === need && !has(table, column))
			.map(([column]) => `${table}.${column}`);
	});
}

/** Columns that are there and that the user may not read, as rights. */
function unreadableColumns(columns: ReadonlyMap<string, CatalogColumn>): readonly string[] {
	return Object.entries(usedTables).flatMap(([table, used]) => {
		const denied = Object.entries(used.columns)
			.filter(([, need]) => need === 'read')
			.map(([column]) => column)
			.filter(column => columns.get(`${table}.${column}`)?.rights.has('select') === false);
		return denied.length === 0 ? [] : [`select (${denied.join(', ')}) on ${table}`];
	});
}

/** Columns that only fixes update, and that the user may not update. */
const unfixableColumns = (columns: ReadonlyMap<string, CatalogColumn>): readonly string[] =>
	Object.entries(usedTables).flatMap(
		([
			table,
			{
				rights: {fixes = []},
			},
		]) =>
			fixes
				.map(column => `${table}.${column}`)
				.filter(place => columns.get(place)?.rights.has('update') === false),
	);

/** Rights that writing needs, of tables that are there. */
function missingRights(
	columns: ReadonlyMap<string, CatalogColumn>,
	tables: ReadonlyMap<string, {readonly mayDelete: boolean}>,
): readonly string[] {
	return Object.entries(usedTables).flatMap(([table, used]) => {
		const own = [...columns.values()].filter(column => column.table === table);
		if (!isWritten(used) || own.length === 0) return [];
		const {insert, delete: removes, update, select} = used.rights;
		const lacks = (right: 'select' | 'insert' | 'update', names?: readonly string[]) => {
			const denied = own.filter(
				({column, rights}) => (names ?? [column]).includes(column) && !rights.has(right),
			);
			if (denied.length === 0) return [];
			return [
				denied.length === own.length
					? `${right} on ${table}`
					: `${right} (${denied.map(({column}) => column).join(', ')}) on ${table}`,
			];
		};
		return [
			...(select === 'none'
				? []
				: lacks('select', select === 'table' ? undefined : Object.keys(used.columns))),
			...(insert ? lacks('insert') : []),
			...(update === undefined ? [] : lacks('update', update === 'table' ? undefined : update)),
			...(removes && !tables.get(table)!.mayDelete ? [`delete on ${table}`] : []),
		];
	});
}

function engineReasons({tables}: Catalog): readonly Message[] {
	const written = tables.filter(({name}) => usedTables[name] !== undefined && isWritten(usedTables[name]));
	const views = written.filter(({is}) => is === 'view').map(({name}) => name);
	const engines = new Set(
		written.flatMap(({is, engine}) =>
			is === 'table' && engine !== null && engine !== 'InnoDB' ? [engine] : [],
		),
	);
	return [
		...listed(views, names => message('abills-view', {tables: names})),
		...[...engines].map(engine =>
			message('abills-engine', {
				engine,
				tables: written.filter(table => table.engine === engine).map(({name}) => name),
			}),
		),
	];
}

/** Codes with more than two values: a copy that turned them into booleans has lost information. */
function booleanCodes(columns: ReadonlyMap<string, CatalogColumn>): readonly string[] {
	return [
		'iptv_main.disable',
		'users.disable',
		'tarif_plans.payment_type',
		'iptv_channels.state',
		'iptv_channels.genre_id',
	].filter(place => columns.get(place)?.type === 'boolean');
}

const isUnique = ({uniques}: Catalog, table: string, column: string): boolean =>
	uniques.some(index => index.table === table && index.columns.length === 1 && index.columns[0] === column);
