import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readMariadbAddress} from '../../../source/billing/dialects/mariadb-address.ts';
import {sessionStatements} from '../../../source/billing/dialects/mariadb-session.ts';
import type {Driver} from '../../../source/billing/drivers/driver.ts';
import {createMariadbDriver} from '../../../source/billing/drivers/mariadb-driver.ts';
import {startTcpProxy, type TcpProxy} from '../../support/tcp-proxy.ts';
import {hasMariadb, startMariadb, type PrivateServer} from './private-server.ts';

test('isolation follows the binary log, and MySQL is not asked for what it does not know', () => {
	const maria = {version: '10.11.19-MariaDB', log_bin: 1, binlog_format: 'STATEMENT'};
	expect(sessionStatements(maria, 120_000)).toContain(
		'set session transaction isolation level repeatable read',
	);
	expect(sessionStatements({...maria, binlog_format: 'MIXED'}, 120_000)).toContain(
		'set session transaction isolation level read committed',
	);
	expect(sessionStatements({...maria, version: '5.7.44'}, 120_000).join(';')).not.toMatch(
		/max_statement_time|idle/,
	);
});

describe.runIf(hasMariadb)('on a server with hostile defaults', () => {
	let server: PrivateServer;
	let line: TcpProxy;
	let driver: Driver;

	beforeAll(async () => {
		server = await startMariadb([
			'--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_TRANS_TABLES',
			'--character-set-server=latin1',
			'--log-bin',
			'--binlog-format=STATEMENT',
			'--idle-transaction-timeout=1',
			'--idle-write-transaction-timeout=1',
		]);
		line = await startTcpProxy({host: '127.0.0.1', port: Number(new URL(server.url).port)});
		driver = openDriver();
	});
	afterAll(async () => {
		await driver.close();
		line.close();
		await server.stop();
	});

	const openDriver = () =>
		createMariadbDriver(readMariadbAddress(`mysql://root@127.0.0.1:${line.port}/mysql`)!);

	test.each([
		`\\'`,
		`\\`,
		`a'b"c`,
		'? ?? :x',
		`x\\' union select password from mysql.user -- `,
		'Їжак 😀',
		'\u0001',
	])('the value %j comes back as it went', async value => {
		expect(await driver.execute('select ? as value', [value])).toEqual([{value}]);
	});

	test('zero dates are stored, and what does not fit is refused', async () => {
		await driver.execute('create database if not exists trial');
		await driver.execute('create table trial.t (d date not null, s varchar(3) not null)');
		await driver.execute(`insert into trial.t values ('0000-00-00', 'abc')`);
		expect(await driver.execute('select d from trial.t')).toEqual([{d: '0000-00-00'}]);
		await expect(driver.execute(`insert into trial.t values ('0000-00-00', 'abcd')`)).rejects.toMatchObject({
			errno: 1406,
		});
	});

	test('writing is possible beside a binary log of statements', async () => {
		await driver.execute('create database if not exists trial');
		await driver.execute('create table trial.log (a int) engine innodb');
		const {execute, release} = await driver.lend();
		for (const sql of ['begin', 'insert into trial.log values (1)', 'commit']) await execute(sql);
		release(false);
		expect(await driver.execute('select a from trial.log')).toEqual([{a: 1}]);
	});

	test('no transaction is ended between two statements', async () => {
		expect(await driver.execute(`show session variables like 'idle%transaction_timeout'`)).toEqual(
			['idle_readonly', 'idle', 'idle_write'].map(name => ({
				Variable_name: `${name}_transaction_timeout`,
				Value: '0',
			})),
		);
	});

	test.each([
		['the idle time', 'idle_write_transaction_timeout = 0', 'idle_write_transaction_timeout = 2'],
		[
			'the modes',
			`'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'`,
			`''${' '.repeat('STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'.length)}`,
		],
		['the isolation', 'isolation level repeatable read', 'isolation level serializable   '],
	])('a connection that does not take %s is closed, and the pool goes on', async (_, taken, instead) => {
		const refusing = openDriver();
		line.replaceOnce(taken, instead);
		await expect(refusing.execute('select 1 as one')).rejects.toMatchObject({code: 'SESSION_NOT_SET'});
		expect(await refusing.execute('select 1 as one')).toEqual([{one: 1}]);
		await refusing.close();
	});
});
