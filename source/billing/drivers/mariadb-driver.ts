import {createPool, type PoolConnection, type QueryOptions} from 'mysql2';
import type {MariadbAddress} from '../dialects/mariadb-address.ts';
import {prepareSession} from '../dialects/mariadb-session.ts';
import type {SqlRow} from '../query.ts';
import {mariadbConnectionOptions, maxConnections, maxTimerMs} from './connection-options.ts';
import type {Driver} from './driver.ts';

/** For each statement that prepares a connection. */
const sessionTimeoutMs = 10_000;

/** For every other statement with all its rows, unless the address says otherwise: far above what a hundred thousand rows take. */
const statementTimeoutMs = 130_000;

/**
The server's own limit for a statement that is waited for so long. It is shorter, so that the server answers first: then it is known that
nothing was done.
*/
const serverLimitMs = (timeoutMs: number): number => Math.max(timeoutMs - 10_000, timeoutMs / 2);

/** The driver's error for a statement without an answer in time. */
const timedOut = 'PROTOCOL_SEQUENCE_TIMEOUT';

/** A statement without an answer in time. The driver keeps its connection, on which the answer may still arrive. */
class StatementTimeout extends Error {
	readonly code = 'STATEMENT_TIMEOUT';
}

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
	const timeout = Math.min(address.queryTimeoutMs ?? statementTimeoutMs, maxTimerMs);
	const prepared = new WeakSet<PoolConnection>();
	/** Closes a connection whose statement timed out. */
	const withTimeout = async <Result>(connection: PoolConnection, work: () => Promise<Result>) => {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === timedOut)) throw error;
			connection.destroy();
			throw new StatementTimeout();
		}
	};
	const connect = async () => {
		const connection = await new Promise<PoolConnection>((resolve, reject) => {
			pool.getConnection((error, lent) => {
				if (error) reject(error);
				else resolve(lent);
			});
		});
		if (prepared.has(connection)) return connection;
		try {
			await prepareSession(
				async sql => executeOn(connection, {sql, timeout: sessionTimeoutMs}),
				serverLimitMs(timeout),
			);
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
			return await withTimeout(connection, async () => work(connection));
		} finally {
			connection.release();
		}
	};

	return {
		execute: async (sql, texts) =>
			withConnection(async connection => executeOn(connection, {sql, timeout}, texts)),
		forEachRow: async (sql, texts, take) =>
			withConnection(async connection => {
				const {promise, resolve, reject} = Promise.withResolvers<void>();
				// A connection that breaks tells the statement nothing.
				connection.on('error', reject);
				connection
					.query({sql, timeout, values: [...texts]})
					.on('error', reject)
					.on('result', take)
					.on('end', resolve);
				await promise.finally(() => connection.off('error', reject));
			}),
		async lend() {
			const connection = await connect();
			return {
				execute: async (sql, texts) =>
					withTimeout(connection, async () => executeOn(connection, {sql, timeout}, texts)),
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
