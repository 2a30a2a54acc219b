import {createHash} from 'node:crypto';
import type {RowDataPacket, Connection} from 'mysql2/promise';

/** Every table of a database, byte by byte: each row's bytes as one hash, and the table's next automatic number (`null` without one). */
export type Fingerprint = ReadonlyMap<
	string,
	{readonly rows: readonly string[]; readonly next: number | null}
>;

/** Reads the bytes as they are stored, past every conversion of a driver. */
export async function takeFingerprint(root: Connection, database: string): Promise<Fingerprint> {
	const [tables] = await root.query<RowDataPacket[]>(
		`select table_name as name, auto_increment as next from information_schema.tables where table_schema = ? and table_type = 'BASE TABLE' order by table_name`,
		[database],
	);
	const prints = new Map<string, {rows: string[]; next: number | null}>();
	for (const {name, next} of tables as Array<{name: string; next: number | null}>) {
		const [rows] = await root.query<RowDataPacket[]>({
			sql: `select * from \`${database}\`.\`${name}\``,
			rowsAsArray: true,
			typeCast: field => field.buffer(),
		});
		prints.set(name, {rows: (rows as unknown as Array<Array<Buffer | null>>).map(hashOf).toSorted(), next});
	}

	return prints;
}

/**
What differs between two fingerprints, table by table: how many rows came and went, and where the automatic number moved. Equal tables are
not named.
*/
export function compareFingerprints(
	before: Fingerprint,
	after: Fingerprint,
): Readonly<
	Record<
		string,
		{readonly came: number; readonly went: number; readonly next?: readonly [number | null, number | null]}
	>
> {
	const differences: Record<
		string,
		{came: number; went: number; next?: readonly [number | null, number | null]}
	> = {};
	for (const table of new Set([...before.keys(), ...after.keys()])) {
		const [one, other] = [before.get(table), after.get(table)];
		const came = countMissing(other?.rows ?? [], one?.rows ?? []);
		const went = countMissing(one?.rows ?? [], other?.rows ?? []);
		const moved = one?.next !== other?.next;
		if (came > 0 || went > 0 || moved)
			differences[table] = {
				came,
				went,
				...(moved && {next: [one?.next ?? null, other?.next ?? null] as const}),
			};
	}

	return differences;
}

/** How many of `rows` are not among `others`; equal rows count as often as they stand. */
function countMissing(rows: readonly string[], others: readonly string[]): number {
	const counts = new Map<string, number>();
	for (const row of others) counts.set(row, (counts.get(row) ?? 0) + 1);
	let missing = 0;
	for (const row of rows) {
		const left = counts.get(row) ?? 0;
		if (left === 0) missing++;
		else counts.set(row, left - 1);
	}

	return missing;
}

function hashOf(values: ReadonlyArray<Buffer | null>): string {
	const hash = createHash('sha1');
	for (const value of values) hash.update(value === null ? 'null;' : `${value.length}:`).update(value ?? '');
	return hash.digest('base64');
}
