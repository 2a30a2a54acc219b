import {existsSync, readFileSync} from 'node:fs';
import os from 'node:os';
import {BillingError} from '../errors.ts';
import {decodeUrlPart, parseDatabaseUrl} from '../../normalize/database-url.ts';
import {message} from '../../i18n/translator.ts';

/** How to reach a PostgreSQL server. */
export type PostgresAddress = {
	/** A name, an address, or the directory of a Unix socket. */
	readonly host: string;
	readonly port: number;
	readonly user: string;
	/** `undefined`: none is named; the driver then reads `~/.pgpass`. */
	readonly password: string | undefined;
	readonly database: string;
	/**
	The driver's options for TLS; `null`: not encrypted. The server's certificate is always verified, its name unless `sslmode` is
	`verify-ca`.
	*/
	readonly tls: DriverOptions | null;
	/** Milliseconds for one statement, where the address names them: `query_timeout`. */
	readonly queryTimeoutMs: number | undefined;
	/** Settings of the session: `-c search_path=billing`. */
	readonly options: string | undefined;
	/** For people: `host:port/database`, without credentials. */
	readonly where: string;
};

/** Options as the driver takes them; those that are `undefined` are left out. */
type DriverOptions = Readonly<Record<string, unknown>>;

const withoutUndefined = (options: DriverOptions): DriverOptions =>
	Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

type Environment = Readonly<Record<string, string | undefined>>;

/**
Parses `postgresql://user:password@host:port/database?parameters`, or `host=… dbname=… user=…`, as psql takes it: each part may be a
parameter instead (`host`, `port`, `user`, `password`, `dbname`), a host that begins with `/` is the directory of a Unix socket, without a
host it is the local socket (else this machine), without a database the one of the user's name, and `PGHOST`, `PGHOSTADDR`, `PGPORT`,
`PGUSER`, `PGPASSWORD`, `PGDATABASE`, `PGSSLMODE` and `PGSSLROOTCERT` stand for what is missing. `null` for what is no such address.

@throws {BillingError} `ERR_BILLING_ADDRESS` for a parameter that psql does not know either, and for what psql would take and this program
cannot do: `service`, several hosts, an unknown `sslmode`, an unreadable file.
*/
export function readPostgresAddress(target: string, environment: Environment): PostgresAddress | null {
	const url = parseDatabaseUrl(target);
	if (!url || !/^postgres(ql)?$/.test(url.scheme)) return null;
	const {query} = url;
	const unknown = unknownParameter(query);
	if (unknown !== null)
		throw new BillingError('ERR_BILLING_ADDRESS', message('billing-parameter', {name: unknown}));
	const given = (parameter: string, part: string, variable: string): string =>
		query.get(parameter) || decodeUrlPart(part) || (environment[variable] ?? '');
	const port = given('port', url.port, 'PGPORT') || '5432';
	const name = given('host', url.host.replace(/^\[(.*)\]$/, '$1'), 'PGHOST');
	const numeric = given('hostaddr', '', 'PGHOSTADDR');
	const isNamedByService = numeric === '' && name === '' && (environment['PGSERVICE'] ?? '') !== '';
	if (query.has('service') || query.has('servicefile') || isNamedByService)
		throw new BillingError('ERR_BILLING_ADDRESS', message('billing-service'));
	const host = numeric || name || localSocket(port);
	if (host.includes(',') || port.includes(','))
		throw new BillingError('ERR_BILLING_ADDRESS', message('billing-several-hosts'));
	const user = given('user', url.user, 'PGUSER') || os.userInfo().username;
	const database = given('dbname', url.path.slice(1), 'PGDATABASE') || user;
	if (!/^\d{1,5}$/.test(port)) return null;
	const password =
		query.get('password') ??
		(url.password === null ? environment['PGPASSWORD'] : decodeUrlPart(url.password));
	const timeout = Number(query.get('query_timeout') ?? Number.NaN);
	return {
		host,
		port: Number(port),
		user,
		password,
		database,
		tls: host.startsWith('/') ? null : readTls(query, environment, numeric === '' ? '' : name),
		queryTimeoutMs: Number.isFinite(timeout) ? timeout : undefined,
		options: query.get('options') ?? undefined,
		where: `${host}:${port}/${database}`,
	};
}

/**
Parameters of an address: those of libpq (PostgreSQL 18, *Parameter Key Words*), whether this program uses them or not, and `query_timeout`
of the driver.
*/
const knownParameters: ReadonlySet<string> = new Set(
	`host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options application_name
	fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout replication gssencmode sslmode requiressl
	sslnegotiation sslcompression sslcert sslkey sslkeylogfile sslpassword sslcertmode sslrootcert sslcrl sslcrldir sslsni requirepeer
	ssl_min_protocol_version ssl_max_protocol_version min_protocol_version max_protocol_version krbsrvname gsslib gssdelegation scram_client_key
	scram_server_key service servicefile target_session_attrs load_balance_hosts oauth_issuer oauth_client_id oauth_client_secret oauth_scope
	query_timeout`.split(/\s+/),
);

/** The first parameter that psql would refuse; `null` where there is none. */
const unknownParameter = (query: URLSearchParams): string | null =>
	[...query.keys()].find(name => !knownParameters.has(name)) ?? null;

/** The directory of the server's socket on this machine, of Debian or of PostgreSQL itself; `localhost` where there is none. */
const localSocket = (port: string): string =>
	['/var/run/postgresql', '/tmp'].find(directory => existsSync(`${directory}/.s.PGSQL.${port}`)) ??
	'localhost';

/** `name`: the name of the server where it is reached by another address (`hostaddr`). */
function readTls(query: URLSearchParams, environment: Environment, name: string): DriverOptions | null {
	const rootFile = query.get('sslrootcert') ?? (environment['PGSSLROOTCERT'] || null);
	const mode =
		query.get('sslmode') ?? requiredMode(environment) ?? (rootFile === null ? 'disable' : 'verify-full');
	if (!/^(disable|allow|prefer|require|verify-ca|verify-full)$/.test(mode))
		throw new BillingError('ERR_BILLING_ADDRESS', message('billing-sslmode', {value: mode}));
	if (/^(disable|allow)$/.test(mode)) return null;
	return withoutUndefined({
		rejectUnauthorized: true,
		ca: rootFile === 'system' ? undefined : readPem(rootFile),
		cert: readPem(query.get('sslcert')),
		key: readPem(query.get('sslkey')),
		servername: name === '' ? undefined : name,
		...(mode === 'verify-ca' && {checkServerIdentity: () => undefined}),
	});
}

/** `PGSSLMODE` where it asks for TLS; `prefer` and `allow`, which psql takes without TLS as well, are left to the address. */
const requiredMode = ({PGSSLMODE: mode = ''}: Environment): string | null =>
	/^(|disable|allow|prefer)$/.test(mode) ? null : mode;

/** The text of a file in PEM. */
function readPem(file: string | null): string | undefined {
	if (file === null) return undefined;
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new BillingError('ERR_BILLING_ADDRESS', message('billing-file', {file}), {cause: error});
	}
}

/** The options of the driver for this address. */
export function postgresOptions(address: PostgresAddress): DriverOptions {
	const {where: _, queryTimeoutMs: __, tls, ...options} = address;
	return withoutUndefined({...options, ssl: tls});
}
