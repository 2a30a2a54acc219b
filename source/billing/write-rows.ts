import type {DeclaredTable, Dialect, RowValues, Statement} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import {selectColumns, type DeclaredColumns, type Shape} from './shape.ts';

type Target = {readonly query: Query; readonly dialect: Dialect};

/** SQL for columns that are alike in every row. */
type FixedColumns = Readonly<Record<string, string>>;

/** Rows that have the same columns, with these: one statement writes them. */
const groupByColumns = (rows: readonly RowValues[]) =>
	[...Map.groupBy(rows, row => Object.keys(row).join()).values()].map(own => ({
		columns: Object.keys(own[0]!),
		own,
	}));

/** Inserts rows whose keys are known. */
export async function insertRows(
	{query, dialect}: Target,
	table: string,
	rows: readonly RowValues[],
	fixed: FixedColumns = {},
): Promise<void> {
	for (const {columns, own} of groupByColumns(rows))
		for (const {sql, values} of dialect.insertRows(table, columns, own, fixed)) await query(sql, values);
}

/** Updates rows, found by `keys`, which must be known, in all their other columns. */
export async function updateRows(
	{query, dialect}: Target,
	table: string,
	keys: readonly string[],
	rows: readonly RowValues[],
): Promise<void> {
	for (const {columns, own} of groupByColumns(rows)) {
		const written = columns.filter(name => !keys.includes(name));
		if (written.length === 0) continue;
		for (const {sql, values} of dialect.updateRows(table, keys, written, own)) await query(sql, values);
	}
}

type SuppliedTarget = Target & {readonly shape: Pick<Shape, 'supply'>};
type Entity = DeclaredColumns & {readonly meta: DeclaredTable};

/**
Inserts rows whose keys are known. What the table must be given besides is supplied as the probe found it; where `table` is an entity, so is what the entity declares and the table itself does not
fill.
*/
export async function insertSupplied(
	target: SuppliedTarget,
	table: string | Entity,
	rows: readonly RowValues[],
	fixed: FixedColumns = {},
): Promise<void> {
	const statements = suppliedStatements(target, table, rows, fixed);
	for (const {sql, values} of statements) await target.query(sql, values);
}

/** As `insertSupplied`. Returns the columns that `selectColumns` selects of the rows, as the database has stored them, in any order; `null` where an INSERT returns nothing. */
export async function insertReturning<Row>(
	target: Target & {readonly shape: Shape},
	entity: Entity,
	rows: readonly RowValues[],
): Promise<readonly Row[] | null> {
	const {query, shape} = target;
	const {tableName} = entity.meta;
	const returning = shape.returns(tableName) ? `returning ${selectColumns(entity, target, tableName)}` : null;
	const stored: Row[] = [];
	for (const {sql, values} of suppliedStatements(target, entity, rows, {}))
		stored.push(...(await query<Row>(`${sql} ${returning ?? ''}`, values)));
	return returning === null ? null : stored;
}

/** As `insertSupplied`, of rows to which the table gives a number as their `key`. Returns the numbers, in the order of the rows, which all have the same columns. */
export async function insertNumbered(
	target: SuppliedTarget,
	entity: Entity,
	key: string,
	rows: readonly RowValues[],
): Promise<readonly number[]> {
	const {query, dialect} = target;
	const numbers: number[] = [];
	for (const {sql, values} of suppliedStatements(target, entity, rows, {})) {
		if (dialect.insertedNumbers === null) {
			const inserted = await query<{number: number}>(
				`${sql} returning ${dialect.toInteger(key)} as number`,
				values,
			);
			numbers.push(...inserted.map(({number}) => number));
			continue;
		}

		// Given together: a statement between them, which may be given while the first one runs, would change the answer.
		const [, [inserted]] = await Promise.all([
			query(sql, values),
			query<Record<'first' | 'count' | 'step', unknown>>(dialect.insertedNumbers),
		]);
		const {first, count, step} = inserted!;
		for (let place = 0; place < Number(count); place++) numbers.push(Number(first) + place * Number(step));
	}

	return numbers;
}

function suppliedStatements(
	{dialect, shape}: SuppliedTarget,
	table: string | Entity,
	rows: readonly RowValues[],
	fixed: FixedColumns,
): readonly Statement[] {
	const declared = typeof table === 'string' ? {tableName: table, properties: {}} : table.meta;
	const supplied = Object.entries({...dialect.columnValues(declared, shape.supply), ...fixed});
	return groupByColumns(rows).flatMap(({columns, own}) => {
		const missing = supplied.filter(([column]) => !columns.includes(column));
		return dialect.insertRows(declared.tableName, columns, own, Object.fromEntries(missing));
	});
}

/** Deletes the rows that have one of these values in the column. */
export async function deleteRows(
	query: Query,
	table: string,
	column: string,
	values: readonly number[],
): Promise<void> {
	if (values.length > 0) await query(`delete from ${table} where ${column} in ?`, [values]);
}
