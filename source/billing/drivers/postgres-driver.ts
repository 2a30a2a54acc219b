import pg from 'pg';
import type {SqlRow} from '../query.ts';
import {maxConnections, type PostgresConnectionOptions} from './connection-options.ts';
import {runTransaction, type Driver, type Execute} from './driver.ts';

/** The types `date`, `timestamp`, `timestamptz` and `interval`, which stay text, as the ORM leaves them. */
const textTypes = [1082, 1114, 1184, 1186];

/** Connects on first use, with these options of every connection. */
export function createPostgresDriver(options: PostgresConnectionOptions): Driver {
	const types = new pg.TypeOverrides();
	for (const type of textTypes) types.setTypeParser(type, (text: string) => text);
	const pool = new pg.Pool({...options, max: maxConnections, types});
	// A connection that breaks while nothing runs on it is replaced by the pool.
	pool.on('error', () => undefined);
	/** A connection for several events or statements. Where it breaks, what runs on it fails, or the next statement; without a listener the error would end the process, too. */
	const lend = async () => {
		const client = await pool.connect();
		const ignore = () => undefined;
		client.on('error', ignore);
		const release = (isBroken: boolean) => {
			if (!isBroken) client.off('error', ignore);
			client.release(isBroken);
		};
		return {client, release};
	};

	return {
		execute: async (sql, values) => (await pool.query<SqlRow>(sql, values && [...values])).rows,
		async forEachRow(sql, take) {
			const {client, release} = await lend();
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
				release(false);
			} catch (error) {
				release(true);
				throw error;
			}
		},
		async transaction(work) {
			const {client, release} = await lend();
			const execute: Execute = async (sql, values) =>
				(await client.query<SqlRow>(sql, values && [...values])).rows;
			return runTransaction({execute, release}, work);
		},
		refusesAfterFailure: options.pipeline,
		quote: pg.escapeLiteral,
		close: async () => pool.end(),
	};
}
