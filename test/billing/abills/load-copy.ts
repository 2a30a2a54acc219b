import type {Query} from '../../../source/billing/query.ts';
import {zeroDate} from './columns.ts';
import type {Rows} from './rows.ts';
import type {Variant} from './variants.ts';

/** Fill a PostgreSQL copy with the rows of an ABillS: zero dates become NULL. */
export async function insertCopy(query: Query, {tables}: Variant, rows: Rows): Promise<void> {
	for (const [table, all] of Object.entries(rows)) {
		const columns = tables[table]?.columns;
		if (!columns || all.length === 0) continue;
		const names = Object.keys(columns).filter(column => all.some(row => column in row));
		const valueOf = (column: string, value: string | number | null | undefined) => {
			const given = value === undefined ? (columns[column]!.initial ?? '') : value;
			return given === zeroDate ? null : given;
		};
		for (let start = 0; start < all.length; start += 500) {
			const chunk = all.slice(start, start + 500);
			await query(
				`insert into "${table}" (${names.map(name => `"${name}"`).join(', ')}) values ${chunk.map(() => `(${names.map(() => '?').join(', ')})`).join(', ')}`,
				chunk.flatMap(row => names.map(name => valueOf(name, row[name]))),
			);
		}
	}
}
