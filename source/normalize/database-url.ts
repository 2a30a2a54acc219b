/** The parts of a database address as they are written in it: percent signs are not decoded. */
export type DatabaseUrl = {
	/** `postgresql`, without the colon. */
	readonly scheme: string;
	readonly user: string;
	/** `null` where there is none. */
	readonly password: string | null;
	/** `db.example`, `[::1]`, `%2Frun%2Fpostgresql`, or `''`. */
	readonly host: string;
	/** `''` where there is none. */
	readonly port: string;
	/** With its slash: `/billing`, or `''`. */
	readonly path: string;
	/** The parameters, decoded. */
	readonly query: URLSearchParams;
};

/**
Takes a database address apart; `null` for a text that is none. `URL` refuses some that psql takes: a user without a host
(`postgresql://billing@/billing?host=/run/postgresql`).
*/
export function parseDatabaseUrl(text: string): DatabaseUrl | null {
	const parts =
		/^([a-z][a-z\d+.-]*):\/\/(?:([^/?]*)@)?(\[[^\]/?#]*\]|[^:/?#@]*)(?::(\d*))?(\/[^?#]*)?(?:\?([^#]*))?$/i.exec(
			text,
		);
	if (!parts || /\s/.test(text)) return null;
	const [, scheme, userInfo = '', host, port = '', path = '', query = ''] = parts;
	const colon = userInfo.indexOf(':');
	return {
		scheme: scheme!.toLowerCase(),
		user: colon === -1 ? userInfo : userInfo.slice(0, colon),
		password: colon === -1 ? null : userInfo.slice(colon + 1),
		host: host!,
		port,
		path,
		query: new URLSearchParams(query),
	};
}

/** Puts an address together again. */
export function formatDatabaseUrl({scheme, user, password, host, port, path, query}: DatabaseUrl): string {
	const userInfo = password === null ? user : `${user}:${password}`;
	return [
		`${scheme}://`,
		userInfo === '' ? '' : `${userInfo}@`,
		host,
		port === '' ? '' : `:${port}`,
		path,
		query.size === 0 ? '' : `?${query.toString()}`,
	].join('');
}

/** Decodes a part. With a stray `%` it is returned as it is: the server then says that there is no such user or database. */
export const decodeUrlPart = (text: string): string =>
	/%(?![0-9A-Fa-f]{2})/.test(text) ? text : decodeURIComponent(text);
