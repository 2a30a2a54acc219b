import pg from 'pg';
import type {PostgresAddress} from '../dialects/postgres-address.ts';
import {maxConnections, postgresConnectionOptions} from './connection-options.ts';
import type {Driver} from './driver.ts';

/** The types `date`, `timestamp`, `timestamptz` and `interval`, which stay text, as the ORM leaves them. */
const textTypes = [1082, 1114, 1184, 1186];

/** Connects on first use. */
export function createPostgresDriver(address: PostgresAddress): Driver {
	const types = new pg.TypeOverrides();
	for (const type of textTypes) types.setTypeParser(type, (text: string) => text);
	const pool = new pg.Pool({...postgresConnectionOptions(address), max: maxConnections, types});
	// A connection that breaks while nothing runs on it is replaced by the pool.
	pool.on('error', () => undefined);
	return {
		query: async sql => (await pool.query<Record<string, unknown>>(sql)).rows,
		async forEachRow(sql, take) {
			const client = await pool.connect();
			try {
				await new Promise<void>((resolve, reject) => {
					const query = new pg.Query<Record<string, unknown>>(sql, error => {
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
		quote: pg.escapeLiteral,
		close: async () => pool.end(),
	};
}
