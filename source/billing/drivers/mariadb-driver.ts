import {createPool, escape, type PoolConnection} from 'mysql2';
import type {MariadbAddress} from '../dialects/mariadb-address.ts';
import {prepareConnections} from '../dialects/mariadb-session.ts';
import {mariadbConnectionOptions, maxConnections} from './connection-options.ts';
import type {Driver} from './driver.ts';

/** Connects on first use. */
export function createMariadbDriver(address: MariadbAddress): Driver {
	const pool = createPool({
		...mariadbConnectionOptions(address),
		database: address.database,
		connectionLimit: maxConnections,
		// As the ORM reads them.
		supportBigNumbers: true,
		dateStrings: true,
		jsonStrings: true,
		timezone: 'Z',
	});
	prepareConnections(pool);
	const connect = async () =>
		new Promise<PoolConnection>((resolve, reject) => {
			pool.getConnection((error, connection) => {
				if (error) reject(error);
				else resolve(connection);
			});
		});
	const withConnection = async <Result>(work: (connection: PoolConnection) => Promise<Result>) => {
		const connection = await connect();
		try {
			return await work(connection);
		} finally {
			connection.release();
		}
	};

	return {
		query: async sql =>
			withConnection(
				async connection =>
					new Promise((resolve, reject) => {
						connection.query(sql, (error, rows) => {
							if (error) reject(error);
							else resolve(Array.isArray(rows) ? rows : []);
						});
					}),
			),
		forEachRow: async (sql, take) =>
			withConnection(
				async connection =>
					new Promise<void>((resolve, reject) => {
						connection.query(sql).on('error', reject).on('result', take).on('end', resolve);
					}),
			),
		quote: text => escape(text),
		close: async () =>
			new Promise((resolve, reject) => {
				pool.end(error => {
					if (error) reject(error);
					else resolve();
				});
			}),
	};
}
