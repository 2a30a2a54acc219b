/** Codes of ours, for errors that PostgreSQL does not know. */
const [passwordExpired, accountLocked] = ['28M01', '28M02'];

/**
Error numbers of MariaDB and MySQL, with the SQLSTATE that PostgreSQL has for the same error: the rest of the error handling is common to
all. Numbers that are not listed keep the server's SQLSTATE.
*/
const states: ReadonlyMap<number, string> = new Map([
	[1062, '23505'],
	[1451, '23503'],
	[1452, '23503'],
	[1048, '23502'],
	[1364, '23502'],
	[1406, '22001'],
	[1264, '22003'],
	[1366, '22021'],
	[1205, '55P03'],
	[1213, '40P01'],
	[1317, '57014'],
	[1969, '57014'],
	[1044, '42501'],
	[1142, '42501'],
	[1143, '42501'],
	[1227, '42501'],
	[1370, '42501'],
	[1045, '28P01'],
	[1698, '28P01'],
	[1820, passwordExpired],
	[1862, passwordExpired],
	[3118, accountLocked],
	[4151, accountLocked],
	[1049, '3D000'],
	[1146, '42P01'],
	[1054, '42703'],
	[1040, '53300'],
	[1203, '53300'],
	[1226, '53300'],
	[1290, '25006'],
	[1792, '25006'],
	[1836, '25006'],
	[1021, '53100'],
	[1114, '53100'],
	[1037, '53200'],
	[1038, '53200'],
	[1041, '53200'],
	[1053, '57P01'],
	[1927, '57P01'],
	[2006, '57P01'],
	[2013, '57P01'],
]);

/** The driver's codes for a connection that is lost, or is not encrypted. */
const driverCodes: Readonly<Record<string, string>> = {
	PROTOCOL_CONNECTION_LOST: '57P01',
	PROTOCOL_SEQUENCE_TIMEOUT: 'ETIMEDOUT',
	HANDSHAKE_NO_SSL_SUPPORT: 'ERR_TLS_NOT_OFFERED',
};

/** The number of an error of the server; `null` for any other. */
export function serverErrorNumber(error: unknown): number | null {
	if (!(error instanceof Error)) return null;
	const errno: unknown = Reflect.get(error, 'errno');
	return typeof errno === 'number' && Reflect.get(error, 'sqlState') !== undefined ? errno : null;
}

/**
How an error is named whose SQLSTATE says nothing. From 1900 on the numbers of MariaDB and MySQL differ, and the driver's names are those of
MySQL.
*/
export function serverErrorName(error: unknown): string | null {
	const number = serverErrorNumber(error);
	return number !== null && number >= 1900 ? `error ${number}` : null;
}

/**
The SQLSTATE of an error of `mysql2`, or of a billing error that it caused; `null` for other errors. Source: the server's `errmsg-utf8.txt`,
tried on 10.11.
*/
export function sqlStateOf(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	const errno: unknown = Reflect.get(error, 'errno');
	const known = typeof errno === 'number' ? states.get(errno) : undefined;
	if (known !== undefined) return known;
	const code: unknown = Reflect.get(error, 'code');
	if (typeof code === 'string' && driverCodes[code] !== undefined) return driverCodes[code];
	const state: unknown = Reflect.get(error, 'sqlState');
	if (typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) && state !== 'HY000') return state;
	// A billing error, whose cause has the SQLSTATE as its code.
	return error.cause instanceof Error &&
		[...states.values()].includes(String(Reflect.get(error.cause, 'code')))
		? String(Reflect.get(error.cause, 'code'))
		: null;
}

/** The table, column, key or database that the server names in an error; never a value, which may be a person's. */
export function nameInError(message: string): string | null {
	const named =
		/Table '(?:[^'.]+\.)?([^']+)' doesn't exist|for key '([^']+)'|Unknown (?:column|database) '([^']+)'|denied to user .* for (?:table|column|database) [`']?(?:[^`'.]+[`']?\.[`']?)?([^`']+)[`']?/.exec(
			message,
		);
	return named?.slice(1).find(name => name !== undefined) ?? null;
}
