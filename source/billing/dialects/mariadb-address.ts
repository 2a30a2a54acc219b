/** How to reach a MariaDB or MySQL server. */
export type MariadbAddress = {
	readonly host: string;
	readonly port: number;
	/** A Unix socket, instead of host and port. */
	readonly socketPath: string | null;
	readonly user: string;
	readonly password: string;
	readonly database: string;
	/** `null`: not encrypted. Else with the server's certificate verified, against `ca` (a file) where it is given. */
	readonly tls: {readonly ca: string | null} | null;
	/** The database in which the console keeps its own tables. */
	readonly consoleDatabase: string;
	/** Milliseconds for one statement, where the address names them: `query_timeout`. */
	readonly queryTimeoutMs?: number;
	/** For people: `host:port/database` or `socket/database`, without credentials. */
	readonly where: string;
};

/**
`mysql://user:password@host:3306/database` or `mariadb://…`. `?socket=/path` goes through a Unix socket; `?ssl=true` (or
`?ssl=/path/ca.pem`) encrypts and verifies; `?own=name` is the database of the console's own tables. `null` for anything else: not repeated,
since it may hold a password.
*/
export function readMariadbAddress(target: string): MariadbAddress | null {
	if (!/^(mysql|mariadb):\/\//.test(target) || !URL.canParse(target)) return null;
	const {hostname, port, pathname, username, password, searchParams} = new URL(target);
	const database = decode(pathname.slice(1));
	const ssl = searchParams.get('ssl') ?? searchParams.get('sslmode');
	if (database === '' || database.includes('/')) return null;
	if (ssl !== null && !/^(true|1|yes|verify[\w-]*|require[d]?|false|0|no|disabled?)$|^\//.test(ssl))
		return null;
	const socketPath = searchParams.get('socket');
	const timeout = Number(searchParams.get('query_timeout') ?? Number.NaN);
	const host = decode(hostname).replace(/^\[(.*)\]$/, '$1') || 'localhost';
	return {
		host,
		port: Number(port || 3306),
		socketPath,
		user: decode(username),
		password: decode(password),
		database,
		tls: ssl === null || /^(false|0|no|disabled?)$/.test(ssl) ? null : {ca: ssl.startsWith('/') ? ssl : null},
		consoleDatabase: searchParams.get('own') || 'stalker_console',
		...(timeout > 0 && {queryTimeoutMs: timeout}),
		where: socketPath === null ? `${host}:${port || '3306'}/${database}` : `${socketPath}/${database}`,
	};
}

/** A stray `%` is left as it is. */
function decode(text: string): string {
	return /%(?![0-9A-Fa-f]{2})/.test(text) ? text : decodeURIComponent(text);
}
