import type {PGliteInterface} from '@electric-sql/pglite';
import type {SqlRow} from '../query.ts';
import type {Driver, Execute} from './driver.ts';

/** The embedded engine, which whoever opened it closes. It has one connection: other statements wait for the end of a transaction. */
export function createPgliteDriver(engine: Pick<PGliteInterface, 'query' | 'transaction'>): Driver {
	const executeOn =
		(on: Pick<PGliteInterface, 'query'>): Execute =>
		async (sql, values) =>
			(await on.query<SqlRow>(sql, values && [...values])).rows;
	const execute = executeOn(engine);
	return {
		execute,
		async forEachRow(sql, take) {
			for (const row of await execute(sql)) take(row);
		},
		transaction: async work => engine.transaction(async on => work(executeOn(on))),
		// Its statements follow each other.
		refusesAfterFailure: false,
		quote: text => `'${text.replaceAll("'", "''")}'`,
		close: async () => undefined,
	};
}
