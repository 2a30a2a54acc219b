import type {SqlRow} from '../query.ts';

/**
Without NO_BACKSLASH_ESCAPES and ANSI_QUOTES, since the driver writes values into the statement with backslashes and double quotes; without
NO_ZERO_DATE, since "no date" is the zero date; strict, so that what does not fit is refused instead of cut.
*/
const sqlMode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';

const lockWaitSeconds = 15;

/** A server that did not take the settings. */
class SessionError extends Error {
	readonly code = 'SESSION_NOT_SET';
}

/**
Gives a new connection the settings on which the console depends, before anything else runs on it, and reads them back. If they are not as
set, this throws, and the connection must not be used: with the server's own `sql_mode`, a value could end its string and become SQL. `run`
executes a statement on it. `statementMs`: the limit for each later statement.
*/
export async function prepareSession(
	run: (sql: string) => Promise<readonly SqlRow[]>,
	statementMs: number,
): Promise<void> {
	const [server] = await run(
		'select version() as version, @@log_bin as log_bin, @@binlog_format as binlog_format',
	);
	for (const statement of sessionStatements(server!, statementMs)) await run(statement);
	const [set] = await run(
		'select @@session.sql_mode as sql_mode, @@session.innodb_lock_wait_timeout as lock_wait, @@session.character_set_client as charset, @@session.autocommit as autocommit',
	);
	// MariaDB up to 11.0 and MySQL 8 have different names for it.
	const levels = await run(
		`show session variables where variable_name in ('tx_isolation', 'transaction_isolation')`,
	);
	const idle = await run(`show session variables like 'idle%transaction_timeout'`);
	const level = isolationOf(server!).replace(' ', '-').toUpperCase();
	const isSet =
		sameModes(String(set!['sql_mode'])) &&
		Number(set!['lock_wait']) === lockWaitSeconds &&
		set!['charset'] === 'utf8mb4' &&
		Number(set!['autocommit']) === 1 &&
		levels.length > 0 &&
		levels.every(({Value: value}) => value === level) &&
		idle.every(({Value: value}) => Number(value) === 0);
	if (!isSet) throw new SessionError('The server did not take the settings of the session');
}

/**
READ COMMITTED. REPEATABLE READ where the server has a statement-based binary log: it refuses writes under READ COMMITTED (error 1665).
*/
const isolationOf = ({log_bin: logs, binlog_format: format}: SqlRow): string =>
	Number(logs) === 1 && String(format).toUpperCase() === 'STATEMENT' ? 'repeatable read' : 'read committed';

/** The statements that set up a connection. The server's own time zone is left as it is: dates and times of ABillS are local. */
export function sessionStatements(server: SqlRow, statementMs: number): readonly string[] {
	return [
		'set names utf8mb4',
		`set session sql_mode = '${sqlMode}', innodb_lock_wait_timeout = ${lockWaitSeconds}, autocommit = 1`,
		`set session transaction isolation level ${isolationOf(server)}`,
		// MySQL has no such limit for writes. From 10.3 on MariaDB may end a transaction between two statements.
		...(/mariadb/i.test(String(server['version']))
			? [
					`set session max_statement_time = ${statementMs / 1000}
					/*M!100300 , idle_transaction_timeout = 0, idle_write_transaction_timeout = 0, idle_readonly_transaction_timeout = 0 */`,
				]
			: []),
	];
}

const sameModes = (modes: string): boolean =>
	modes.split(',').toSorted().join(',') === sqlMode.split(',').toSorted().join(',');
