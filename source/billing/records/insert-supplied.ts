import {insertRows} from '../write-rows.ts';
import type {DeclaredTable, RowValues} from '../dialects/dialect.ts';
import type {RecordContext} from './record.ts';

type Target = Pick<RecordContext, 'query' | 'dialect' | 'shape'>;

/** Inserts rows whose keys are known; what the table must be given besides is supplied as the probe found it. `fixed`: SQL for columns that are alike in every row. */
export const insertSupplied = async (
	target: Target,
	tableName: string,
	columns: readonly string[],
	rows: readonly RowValues[],
	fixed: Readonly<Record<string, string>> = {},
): Promise<void> => insertMissing(target, {tableName, properties: {}}, columns, rows, fixed);

/** Inserts rows of an entity whose keys are known, all with the same columns; what the entity declares is supplied, too, where the table itself does not. */
export const insertDeclared = async (
	target: Target,
	{meta}: {readonly meta: DeclaredTable},
	rows: readonly RowValues[],
): Promise<void> => {
	for (const own of Map.groupBy(rows, row => Object.keys(row).join()).values())
		await insertMissing(target, meta, Object.keys(own[0]!), own, {});
};

async function insertMissing(
	{query, dialect, shape}: Target,
	table: DeclaredTable,
	columns: readonly string[],
	rows: readonly RowValues[],
	fixed: Readonly<Record<string, string>>,
): Promise<void> {
	const supplied = {...dialect.columnValues(table, shape.supply), ...fixed};
	const missing = Object.entries(supplied).filter(([column]) => !columns.includes(column));
	await insertRows({query, dialect}, table.tableName, columns, rows, Object.fromEntries(missing));
}
