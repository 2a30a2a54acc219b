/** The parts of a database address as they are written in it: percent signs are not decoded. */
type DatabaseUrl = {
	/** `postgresql`, without the colon. */
	readonly scheme: string;
	readonly user: string;
	/** `null` where there is none. */
	readonly password: string | null;
	/** `db.example`, `[::1]`, `%2Frun%2Fpostgresql`, `''`, or several with their ports: `db1:5432,db2:5432`. */
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
(`postgresql://billing@/billing?host=/run/postgresql`), several hosts, and keywords (`host=/run/postgresql dbname=billing`). It may stand in
quotes, as in a file of variables.
*/
export function parseDatabaseUrl(pasted: string): DatabaseUrl | null {
	const text = pasted.trim().replace(/^(["'])(.*)\1$/s, '$2');
	const keywords = parseKeywords(text);
	if (keywords) return fromKeywords(keywords);
	const parts =
		/^([a-z][a-z\d+.-]*):\/\/(?:([^/?]*)@)?(\[[^\]/?#]*\]|[^:/?#@]*|[^/?#@]*,[^/?#@]*)(?::(\d*))?(\/[^?#]*)?(?:\?([^#]*))?$/i.exec(
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

/**
Parses `host=localhost dbname='my billing'` as libpq does (PostgreSQL manual, *Keyword/Value Connection Strings*): a value with spaces
stands in quotes, and a backslash keeps the character behind it. `null` for anything else.
*/
function parseKeywords(text: string): ReadonlyMap<string, string> | null {
	const found = new Map<string, string>();
	const pair = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/suy;
	const end = text.trimEnd().length;
	while (pair.lastIndex < end) {
		const [, keyword, quoted, plain] = pair.exec(text) ?? [];
		if (keyword === undefined) return null;
		found.set(keyword, (quoted ?? plain!).replace(/\\(.)/gsu, '$1'));
	}

	return found.size === 0 ? null : found;
}

/** The parts of an address of PostgreSQL; what is no part of a URL is a parameter. */
function fromKeywords(keywords: ReadonlyMap<string, string>): DatabaseUrl {
	const {user = '', password, host = '', port = '', dbname = '', ...rest} = Object.fromEntries(keywords);
	return {
		scheme: 'postgresql',
		user: encodeURIComponent(user),
		password: password === undefined ? null : encodeURIComponent(password),
		host: encodeURIComponent(host),
		port,
		path: dbname === '' ? '' : `/${encodeURIComponent(dbname)}`,
		query: new URLSearchParams(rest),
	};
}

/** Puts an address together again, as a URL. */
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
