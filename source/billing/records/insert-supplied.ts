import {insertRows} from '../insert-rows.ts';
import type {RecordContext} from './record.ts';

/** Inserts rows whose keys are known; what the table must be given besides is supplied as the probe found it. `fixed`: SQL for columns that are alike in every row. */
export async function insertSupplied(
	{query, dialect, shape}: Pick<RecordContext, 'query' | 'dialect' | 'shape'>,
	table: string,
	columns: readonly string[],
	rows: ReadonlyArray<Readonly<Record<string, unknown>>>,
	fixed: Readonly<Record<string, string>> = {},
): Promise<void> {
	const supplied = {...dialect.columnValues({tableName: table, properties: {}}, shape.supply), ...fixed};
	const missing = Object.entries(supplied).filter(([column]) => !columns.includes(column));
	await insertRows(query, table, columns, rows, Object.fromEntries(missing));
}
