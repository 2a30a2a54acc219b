import pg from 'pg';
import type {SqlRow} from '../query.ts';
import {maxConnections, type PostgresConnectionOptions} from './connection-options.ts';
import type {Driver} from './driver.ts';

/** The types `date`, `timestamp`, `timestamptz` and `interval`, which stay text, as the ORM leaves them. */
const textTypes = [1082, 1114, 1184, 1186];

/** Connects on first use, with these options of every connection. */
export function createPostgresDriver(options: PostgresConnectionOptions): Driver {
	const types = new pg.TypeOverrides();
	for (const type of textTypes) types.setTypeParser(type, (text: string) => text);
	const pool = new pg.Pool({...options, max: maxConnections, types});
	// A connection that breaks while nothing runs on it is replaced by the pool.
	pool.on('error', () => undefined);
	/**
	A connection for several events or statements. Where it breaks, what runs on it fails, or the next statement; without a listener the
	error would end the process, too.
	*/
	const connect = async () => {
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
		execute: async (sql, texts = []) => (await pool.query<SqlRow>(sql, [...texts])).rows,
		async forEachRow(sql, texts, take) {
			const {client, release} = await connect();
			try {
				await new Promise<void>((resolve, reject) => {
					const query = new pg.Query<SqlRow>(sql, [...texts], error => {
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
		async lend() {
			const {client, release} = await connect();
			return {
				execute: async (sql, texts = []) => (await client.query<SqlRow>(sql, [...texts])).rows,
				release,
			};
		},
		refusesAfterFailure: options.pipeline,
		close: async () => pool.end(),
	};
}
