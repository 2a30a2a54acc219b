import {placeholders} from '../dialects/dialect.ts';
import type {RecordContext} from './record.ts';

/**
Insert rows into a table of ABillS that no entity describes; all rows have the same columns. `fixed`: SQL for columns that are alike in every row. What the table must be given besides is
supplied as the probe found it.
*/
export async function insertRows(
	{query, dialect, shape}: RecordContext,
	table: string,
	rows: ReadonlyArray<Readonly<Record<string, string | number>>>,
	fixed: Readonly<Record<string, string>> = {},
): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const columns = Object.keys(first);
	const supplied = Object.entries({
		...dialect.columnValues({tableName: table, properties: {}}, shape.supply),
		...fixed,
	}).filter(([column]) => !columns.includes(column));
	const names = [...columns, ...supplied.map(([column]) => column)];
	const values = [placeholders(columns), ...supplied.map(([, sql]) => sql)].join(', ');
	await query(
		`insert into ${table} (${names.join(', ')}) values ${rows.map(() => `(${values})`).join(', ')}`,
		rows.flatMap(row => columns.map(column => row[column])),
	);
}
