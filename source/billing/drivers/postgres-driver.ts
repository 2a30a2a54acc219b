import pg from 'pg';
import type {SqlRow} from '../query.ts';
import {maxConnections, type PostgresConnectionOptions} from './connection-options.ts';
import {runTransaction, type Driver} from './driver.ts';

/** The types `date`, `timestamp`, `timestamptz` and `interval`, which stay text, as the ORM leaves them. */
const textTypes = [1082, 1114, 1184, 1186];

/** Connects on first use, with these options of every connection. */
export function createPostgresDriver(options: PostgresConnectionOptions): Driver {
	const types = new pg.TypeOverrides();
	for (const type of textTypes) types.setTypeParser(type, (text: string) => text);
	const pool = new pg.Pool({...options, max: maxConnections, types});
	// A connection that breaks while nothing runs on it is replaced by the pool.
	pool.on('error', () => undefined);
	return {
		execute: async (sql, values) => (await pool.query<SqlRow>(sql, values && [...values])).rows,
		async forEachRow(sql, take) {
			const client = await pool.connect();
			try {
				await new Promise<void>((resolve, reject) => {
					const query = new pg.Query<SqlRow>(sql, error => {
						if (error) reject(error);
						else resolve();
					});
					client.query(query).on('row', (row, result) => {
						// The driver would keep all of them.
						result!.rows.length = 0;
						take(row);
					});
				});
				client.release();
			} catch (error) {
				client.release(true);
				throw error;
			}
		},
		async transaction(work) {
			const client = await pool.connect();
			// The statements that run, or the next one, fail too.
			const ignore = () => undefined;
			client.on('error', ignore);
			return runTransaction(
				{
					execute: async (sql, values) => (await client.query<SqlRow>(sql, values && [...values])).rows,
					release(isBroken) {
						client.off('error', ignore);
						client.release(isBroken);
					},
				},
				work,
			);
		},
		refusesAfterFailure: options.pipeline,
		quote: pg.escapeLiteral,
		close: async () => pool.end(),
	};
}
