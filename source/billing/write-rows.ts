import type {DeclaredTable, Dialect, RowValues} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import {selectColumns, type DeclaredColumns, type Shape} from './shape.ts';
import {queryAll, type Statement} from './statements.ts';

type Target = {readonly query: Query; readonly dialect: Dialect};

/** Rows that have the same columns, with these: one statement writes them. */
const groupByColumns = (rows: readonly RowValues[]) =>
	[...Map.groupBy(rows, row => Object.keys(row).join()).values()].map(own => ({
		columns: Object.keys(own[0]!),
		own,
	}));

/** Updates rows, found by `keys`, which must be known, in all their other columns. */
export async function updateRows(
	{query, dialect}: Target,
	table: string,
	keys: readonly string[],
	rows: readonly RowValues[],
): Promise<void> {
	for (const {columns, own} of groupByColumns(rows)) {
		const written = columns.filter(name => !keys.includes(name));
		if (written.length > 0) await queryAll(query, dialect.updateRows(table, keys, written, own));
	}
}

export type InsertTarget = Target & {readonly shape: Pick<Shape, 'supply'>};
type Entity = DeclaredColumns & {readonly meta: DeclaredTable};

/**
Statements that insert rows whose keys are known. What the table must be given besides is supplied as the probe found it; where `table` is
an entity, so is what the entity declares and the table itself does not fill. `fixed`: SQL for columns that are alike in every row.
*/
export function insertStatements(
	{dialect, shape}: Omit<InsertTarget, 'query'>,
	table: string | Entity,
	rows: readonly RowValues[],
	fixed: Readonly<Record<string, string>> = {},
): readonly Statement[] {
	const declared = typeof table === 'string' ? {tableName: table, properties: {}} : table.meta;
	const supplied = Object.entries({...dialect.columnValues(declared, shape.supply), ...fixed});
	return groupByColumns(rows).flatMap(({columns, own}) => {
		const missing = supplied.filter(([column]) => !columns.includes(column));
		return dialect.insertRows(declared.tableName, columns, own, Object.fromEntries(missing));
	});
}

/** Executes `insertStatements`. */
export async function insertRows(
	target: InsertTarget,
	...what: [table: string | Entity, rows: readonly RowValues[], fixed?: Readonly<Record<string, string>>]
): Promise<void> {
	await queryAll(target.query, insertStatements(target, ...what));
}

/** Updates and inserts rows of an entity whose keys are known. Returns them as the database has stored them, by their `key`. */
export async function storeRows<Row extends RowValues>(
	context: Target & {readonly shape: Shape},
	entity: Entity,
	key: string,
	{updated, created}: {readonly updated: readonly RowValues[]; readonly created: readonly RowValues[]},
): Promise<ReadonlyMap<unknown, Row>> {
	await updateRows(context, entity.meta.tableName, [key], updated);
	const inserted = await insertReturning<Row>(context, entity, created);
	const unread = [...updated, ...(inserted ? [] : created)].map(row => Number(row[key]));
	// Rows that this transaction has written are locked already.
	const read = await selectRows<Row>({...context, isLocking: false}, entity, key, unread);
	return new Map([...(inserted ?? []), ...read].map(row => [row[key], row]));
}

/**
As `insertRows`. Returns the columns that `selectColumns` selects of the rows, as the database has stored them, in any order; `null` where
an INSERT returns nothing.
*/
export async function insertReturning<Row>(
	target: Target & {readonly shape: Shape},
	entity: Entity,
	rows: readonly RowValues[],
): Promise<readonly Row[] | null> {
	const {tableName} = entity.meta;
	const returns = target.shape.returns(tableName);
	const returning = returns ? `returning ${selectColumns(entity, target, tableName)}` : '';
	const statements = insertStatements(target, entity, rows);
	const stored = await queryAll<Row>(
		target.query,
		statements.map(({sql, values}) => ({sql: `${sql} ${returning}`, values})),
	);
	return returns ? stored : null;
}

/**
As `insertRows`, of rows to which the table gives a number as their `key`. Returns the numbers, in the order of the rows, which all have the
same columns.
*/
export async function insertNumbered(
	target: InsertTarget,
	entity: Entity,
	key: string,
	rows: readonly RowValues[],
): Promise<readonly number[]> {
	const {query, dialect} = target;
	const numbers: number[] = [];
	for (const {sql, values} of insertStatements(target, entity, rows)) {
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

/**
The rows of an entity's table that have one of these numbers in the column, by the column; locked until the transaction ends where
`isLocking`. `further`: columns that the entity does not have.
*/
export const selectRows = async <Row>(
	context: Target & {readonly shape: Shape; readonly isLocking: boolean},
	entity: Entity,
	column: string,
	values: readonly number[],
	further: readonly string[] = [],
): Promise<readonly Row[]> =>
	values.length === 0
		? []
		: context.query<Row>(
				`select ${[selectColumns(entity, context, 't'), ...further].join(', ')} from ${entity.meta.tableName} t
				where t.${column} in ? order by t.${column} ${context.isLocking ? 'for update' : ''}`,
				[values],
			);

/** Deletes the rows that have one of these values in the column. */
export async function deleteRows(
	query: Query,
	table: string,
	column: string,
	values: readonly number[],
): Promise<void> {
	if (values.length > 0) await query(`delete from ${table} where ${column} in ?`, [values]);
}
