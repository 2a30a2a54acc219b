import type {Dialect, RowValues, DeclaredTable} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import type {Shape} from './shape.ts';

type Target = {readonly query: Query; readonly dialect: Dialect};

/** Inserts rows whose keys are known: a third of the time that `Insert` takes, which gives keys back. `fixed`: SQL for columns that are alike in every row. */
export async function insertRows(
	{query, dialect}: Target,
	table: string,
	columns: readonly string[],
	rows: readonly RowValues[],
	fixed: Readonly<Record<string, string>> = {},
): Promise<void> {
	for (const {sql, values} of dialect.insertRows(table, columns, rows, fixed)) await query(sql, values);
}

/** Updates rows, found by `keys`, which must be known; all get the same `columns`. */
export async function updateRows(
	{query, dialect}: Target,
	table: string,
	{keys, columns}: {readonly keys: readonly string[]; readonly columns: readonly string[]},
	rows: readonly RowValues[],
): Promise<void> {
	for (const {sql, values} of dialect.updateRows(table, keys, columns, rows)) await query(sql, values);
}

type SuppliedTarget = Target & {readonly shape: Shape};

/** Inserts rows whose keys are known; what the table must be given besides is supplied as the probe found it. `fixed`: SQL for columns that are alike in every row. */
export const insertSupplied = async (
	target: SuppliedTarget,
	tableName: string,
	columns: readonly string[],
	rows: readonly RowValues[],
	fixed: Readonly<Record<string, string>> = {},
): Promise<void> => insertMissing(target, {tableName, properties: {}}, columns, rows, fixed);

/** Inserts rows of an entity whose keys are known, all with the same columns; what the entity declares is supplied, too, where the table itself does not. */
export const insertDeclared = async (
	target: SuppliedTarget,
	{meta}: {readonly meta: DeclaredTable},
	rows: readonly RowValues[],
): Promise<void> => {
	for (const own of Map.groupBy(rows, row => Object.keys(row).join()).values())
		await insertMissing(target, meta, Object.keys(own[0]!), own, {});
};

async function insertMissing(
	{query, dialect, shape}: SuppliedTarget,
	table: DeclaredTable,
	columns: readonly string[],
	rows: readonly RowValues[],
	fixed: Readonly<Record<string, string>>,
): Promise<void> {
	const supplied = {...dialect.columnValues(table, shape.supply), ...fixed};
	const missing = Object.entries(supplied).filter(([column]) => !columns.includes(column));
	await insertRows({query, dialect}, table.tableName, columns, rows, Object.fromEntries(missing));
}
