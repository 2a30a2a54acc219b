import {createPool, type Pool, type RowDataPacket} from 'mysql2';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {prepareConnections, sessionStatements} from '../../../source/billing/dialects/mariadb-session.ts';
import {hasMariadb, startMariadb, type PrivateServer} from './private-server.ts';

test('isolation follows the binary log, and MySQL is not asked for what it does not know', () => {
	const maria = {version: '10.11.19-MariaDB', log_bin: 1, binlog_format: 'STATEMENT'};
	expect(sessionStatements(maria)).toContain('set session transaction isolation level repeatable read');
	expect(sessionStatements({...maria, binlog_format: 'MIXED'})).toContain(
		'set session transaction isolation level read committed',
	);
	expect(sessionStatements({...maria, version: '5.7.44'}).join(';')).not.toMatch(/max_statement_time|idle/);
});

describe.runIf(hasMariadb)('on a server with hostile defaults', () => {
	let server: PrivateServer;
	let pool: Pool;

	beforeAll(async () => {
		server = await startMariadb([
			'--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_TRANS_TABLES',
			'--character-set-server=latin1',
			'--log-bin',
			'--binlog-format=STATEMENT',
			'--idle-transaction-timeout=1',
			'--idle-write-transaction-timeout=1',
		]);
		pool = createPool({uri: server.url, charset: 'utf8mb4', dateStrings: true, connectionLimit: 2});
		prepareConnections(pool);
	});
	afterAll(async () => {
		await new Promise<void>(resolve => {
			pool.end(() => resolve());
		});
		await server.stop();
	});

	const onPool = async (...statements: ReadonlyArray<readonly [sql: string, values?: readonly unknown[]]>) =>
		new Promise<readonly RowDataPacket[]>((resolve, reject) => {
			pool.getConnection((error, connection) => {
				if (error) {
					reject(error);
					return;
				}

				const next = (place: number, last: unknown): void => {
					const [sql, values] = statements[place] ?? [];
					if (sql === undefined) {
						connection.release();
						resolve(last as RowDataPacket[]);
						return;
					}

					connection.query(sql, [...(values ?? [])], (failure, rows) => {
						if (failure) {
							connection.release();
							reject(failure);
						} else next(place + 1, rows);
					});
				};
				next(0, []);
			});
		});

	test.each([
		`\\'`,
		`\\`,
		`a'b"c`,
		'? ?? :x',
		`x\\' union select password from mysql.user -- `,
		'Їжак 😀',
		'\u0001',
	])('the value %j comes back as it went', async value => {
		expect(await onPool(['select ? as value', [value]])).toEqual([{value}]);
	});

	test('zero dates are stored, and what does not fit is refused', async () => {
		await onPool(
			['create database if not exists trial'],
			['create table trial.t (d date not null, s varchar(3) not null)'],
			[`insert into trial.t values ('0000-00-00', 'abc')`],
		);
		expect(await onPool(['select d from trial.t'])).toEqual([{d: '0000-00-00'}]);
		await expect(onPool([`insert into trial.t values ('0000-00-00', 'abcd')`])).rejects.toMatchObject({
			errno: 1406,
		});
	});

	test('writing is possible beside a binary log of statements', async () => {
		await onPool(['create table if not exists trial.log (a int) engine innodb']);
		expect(
			await onPool(['begin'], ['insert into trial.log values (1)'], ['commit'], ['select a from trial.log']),
		).toEqual([{a: 1}]);
	});

	test('no transaction is ended between two statements', async () => {
		expect(await onPool([`show session variables like 'idle%transaction_timeout'`])).toEqual(
			['idle_readonly', 'idle', 'idle_write'].map(name => ({
				Variable_name: `${name}_transaction_timeout`,
				Value: '0',
			})),
		);
	});

	test.each([
		['the idle time', /idle_write_transaction_timeout = 0/, 'idle_write_transaction_timeout = 2'],
		['the modes', /set session sql_mode = '[^']*'/, `set session sql_mode = ''`],
		['the isolation', /isolation level repeatable read/, 'isolation level read uncommitted'],
	])('a connection that does not take %s is closed, and the pool goes on', async (_, taken, instead) => {
		const refusing = createPool({uri: server.url, connectionLimit: 1});
		const getConnection = refusing.getConnection.bind(refusing);
		let refused = 0;
		Object.assign(refusing, {
			getConnection: (done: Parameters<typeof getConnection>[0]) =>
				getConnection((error, connection) => {
					const query = connection.query.bind(connection) as (...args: unknown[]) => unknown;
					if (refused++ === 0)
						Object.assign(connection, {
							query: (options: {sql: string}, then: unknown) =>
								query(
									{
										...options,
										sql: options.sql.replace(taken, instead),
									},
									then,
								),
						});
					done(error, connection);
				}),
		});
		prepareConnections(refusing);
		const take = async () =>
			new Promise<string>(resolve => {
				refusing.getConnection((error, connection) => {
					connection?.release();
					resolve(error ? (error as {code?: string}).code! : 'taken');
				});
			});
		expect(await take()).toBe('SESSION_NOT_SET');
		expect(await take()).toBe('taken');
		await new Promise<void>(resolve => {
			refusing.end(() => resolve());
		});
	});
});
