import {placeholders} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import {splitRows} from './split-rows.ts';

/** Inserts rows whose keys are known, in as few statements as they fit into: a third of the time that `Insert` takes, which gives keys back. `fixed`: SQL for columns that are alike in every row. */
export async function insertRows(
	query: Query,
	table: string,
	columns: readonly string[],
	rows: ReadonlyArray<Readonly<Record<string, unknown>>>,
	fixed: Readonly<Record<string, string>> = {},
): Promise<void> {
	const names = [...columns, ...Object.keys(fixed)];
	const values = [placeholders(columns), ...Object.values(fixed)].join(', ');
	for (const part of splitRows(rows))
		await query(
			`insert into ${table} (${names.join(', ')}) values ${part.map(() => `(${values})`).join(', ')}`,
			part.flatMap(row => columns.map(column => row[column])),
		);
}
