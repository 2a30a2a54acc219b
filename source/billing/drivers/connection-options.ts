import {readFileSync} from 'node:fs';
import type {Duplex} from 'node:stream';
import type {MariadbAddress} from '../dialects/mariadb-address.ts';
import {createPacedSocket} from './paced-socket.ts';
import {postgresOptions, type PostgresAddress} from '../dialects/postgres-address.ts';

/** Most connections of one process, idle ones included. */
export const maxConnections = 4;

/** The longest time of a timer of Node, which ends a longer one at once. */
export const maxTimerMs = 2 ** 31 - 1;

/** The options of a connection by PostgreSQL's driver. `pipeline`: it sends a statement before those before have ended. */
export type PostgresConnectionOptions = {
	readonly database: string;
	readonly pipeline: boolean;
} & Readonly<Record<string, unknown>>;

/** The options of every connection to a PostgreSQL. Times in milliseconds. */
export const postgresConnectionOptions = (address: PostgresAddress): PostgresConnectionOptions => ({
	connectionTimeoutMillis: 10_000,
	keepAlive: true,
	keepAliveInitialDelayMillis: 10_000,
	stream: createPacedSocket,
	...postgresOptions(address),
	// Far more than reading 100 000 rows takes.
	query_timeout: Math.min(address.queryTimeoutMs ?? 120_000, maxTimerMs),
	database: address.database,
	// One that times out closes its connection: others would wait behind it.
	pipeline: true,
	application_name: 'stalker-console',
});

/** The options of every connection to an embedded engine; nothing of them is taken from the environment. */
export const embeddedConnectionOptions = (connect: () => Duplex): PostgresConnectionOptions => ({
	stream: connect,
	user: 'postgres',
	password: undefined,
	database: 'postgres',
	ssl: false,
	// The engine answers one statement at a time.
	pipeline: false,
});

/** The options of every connection to a MariaDB. Times in milliseconds. */
export const mariadbConnectionOptions = ({host, port, socketPath, user, password, tls}: MariadbAddress) => ({
	...(socketPath === null ? {host, port} : {socketPath}),
	user,
	password,
	charset: 'utf8mb4',
	connectTimeout: 10_000,
	enableKeepAlive: true,
	keepAliveInitialDelay: 10_000,
	multipleStatements: false,
	// A reset would undo the settings of the session.
	resetOnRelease: false,
	...(tls && {
		ssl: {
			rejectUnauthorized: true,
			verifyIdentity: true,
			...(tls.ca !== null && {ca: readFileSync(tls.ca, 'utf8')}),
		},
	}),
});
