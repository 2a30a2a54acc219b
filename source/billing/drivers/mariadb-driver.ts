import {createPool, type PoolConnection, type QueryOptions} from 'mysql2';
import type {MariadbAddress} from '../dialects/mariadb-address.ts';
import {prepareSession} from '../dialects/mariadb-session.ts';
import type {SqlRow} from '../query.ts';
import {mariadbConnectionOptions, maxConnections} from './connection-options.ts';
import type {Driver} from './driver.ts';

/** For each statement that prepares a connection. */
const sessionTimeoutMs = 10_000;

/** Connects on first use. Each connection is prepared before anything else runs on it. */
export function createMariadbDriver(address: MariadbAddress): Driver {
	const pool = createPool({
		...mariadbConnectionOptions(address),
		database: address.database,
		connectionLimit: maxConnections,
		supportBigNumbers: true,
		dateStrings: true,
		jsonStrings: true,
		timezone: 'Z',
	});
	const prepared = new WeakSet<PoolConnection>();
	const connect = async () => {
		const connection = await new Promise<PoolConnection>((resolve, reject) => {
			pool.getConnection((error, lent) => {
				if (error) reject(error);
				else resolve(lent);
			});
		});
		if (prepared.has(connection)) return connection;
		try {
			await prepareSession(async sql => executeOn(connection, {sql, timeout: sessionTimeoutMs}));
		} catch (error) {
			connection.destroy();
			throw error;
		}

		prepared.add(connection);
		return connection;
	};
	const withConnection = async <Result>(work: (connection: PoolConnection) => Promise<Result>) => {
		const connection = await connect();
		try {
			return await work(connection);
		} finally {
			connection.release();
		}
	};

	return {
		execute: async (sql, texts) => withConnection(async connection => executeOn(connection, {sql}, texts)),
		forEachRow: async (sql, texts, take) =>
			withConnection(async connection => {
				const {promise, resolve, reject} = Promise.withResolvers<void>();
				// A connection that breaks tells the statement nothing.
				connection.on('error', reject);
				connection
					.query(sql, [...texts])
					.on('error', reject)
					.on('result', take)
					.on('end', resolve);
				await promise.finally(() => connection.off('error', reject));
			}),
		async lend() {
			const connection = await connect();
			return {
				execute: async (sql, texts) => executeOn(connection, {sql}, texts),
				release(isBroken) {
					if (isBroken) connection.destroy();
					else connection.release();
				},
			};
		},
		// At a deadlock the server ends the transaction, and what follows would be executed outside of it.
		refusesAfterFailure: false,
		close: async () =>
			new Promise((resolve, reject) => {
				pool.end(error => {
					if (error) reject(error);
					else resolve();
				});
			}),
	};
}

const executeOn = async (
	connection: PoolConnection,
	options: QueryOptions,
	texts: readonly string[] = [],
): Promise<readonly SqlRow[]> =>
	new Promise((resolve, reject) => {
		connection.query(options, [...texts], (error, rows) => {
			if (error) reject(error);
			else resolve(Array.isArray(rows) ? (rows as SqlRow[]) : []);
		});
	});
