import os from 'node:os';
import {describe, expect, onTestFinished, test} from 'vitest';
import net from 'node:net';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {openDatabase} from '../../source/billing/database.ts';
import {parseDatabaseAddress} from '../../source/billing/database-address.ts';
import {postgresOptions, readPostgresAddress} from '../../source/billing/dialects/postgres-address.ts';
import {formatDatabaseUrl, parseDatabaseUrl} from '../../source/normalize/database-url.ts';

const {username} = os.userInfo();

test.each([
	['postgresql://billing@db.example:5433/abills', 'db.example', 5433, 'billing', 'abills'],
	['postgres://db.example', 'db.example', 5432, username, username],
	['postgresql://billing@db.example', 'db.example', 5432, 'billing', 'billing'],
	['postgresql://billing@/billing?host=/run/pg&port=54329', '/run/pg', 54329, 'billing', 'billing'],
	['postgresql:///billing?host=/run/pg&port=54329&user=billing', '/run/pg', 54329, 'billing', 'billing'],
	['postgresql://billing@%2Frun%2Fpg:54329', '/run/pg', 54329, 'billing', 'billing'],
	['postgresql://%2Frun%2Fpg/abills?user=billing', '/run/pg', 5432, 'billing', 'abills'],
	['postgresql://[::1]:5433/abills?user=billing', '::1', 5433, 'billing', 'abills'],
	['postgresql://other.example/x?host=db.example&dbname=abills&user=u', 'db.example', 5432, 'u', 'abills'],
	['postgresql://ol%40ga:se%2Fkret@h/d%20b', 'h', 5432, 'ol@ga', 'd b'],
	['postgresql://a:100%@h/b', 'h', 5432, 'a', 'b'],
	['postgresql://db.example/b?hostaddr=10.0.0.5&user=u', '10.0.0.5', 5432, 'u', 'b'],
	['host=db.example port=5433 dbname=abills user=billing', 'db.example', 5433, 'billing', 'abills'],
	['host=/run/pg user=billing', '/run/pg', 5432, 'billing', 'billing'],
	[' dbname = b  user=u host=::1\n', '::1', 5432, 'u', 'b'],
	[String.raw`host=h user='o\'l g\\a' dbname=d\ b@/%41`, 'h', 5432, String.raw`o'l g\a`, 'd b@/%41'],
	['hostaddr=10.0.0.5 host=db.example user=u', '10.0.0.5', 5432, 'u', 'u'],
	['host=h user=u dbname=', 'h', 5432, 'u', 'u'],
	['"postgresql://billing@h/b"', 'h', 5432, 'billing', 'b'],
	["' host=h user=u '", 'h', 5432, 'u', 'u'],
	[' postgresql://billing@h/b\n', 'h', 5432, 'billing', 'b'],
])('%s is taken as psql takes it', (target, host, port, user, database) => {
	expect(readPostgresAddress(target, {})).toMatchObject({
		host,
		port,
		user,
		database,
		where: `${host}:${port}/${database}`,
	});
});

test('the variables of psql stand for what is missing', () => {
	const variables = {PGHOST: '/run/pg', PGPORT: '6000', PGUSER: 'u', PGPASSWORD: 'p', PGDATABASE: 'd'};
	expect(readPostgresAddress('postgresql://', variables)).toMatchObject({
		host: '/run/pg',
		port: 6000,
		user: 'u',
		password: 'p',
		database: 'd',
	});
	expect(readPostgresAddress('postgresql://a:b@h:1/c', variables)).toMatchObject({
		host: 'h',
		port: 1,
		user: 'a',
		password: 'b',
		database: 'c',
	});
});

test.each([
	['postgresql://h/d?service=billing', 'pg_service.conf'],
	['postgresql://h/d?statement_timeout=5000', '“statement_timeout”'],
	['postgresql://h/d?sslmode=require&ssl=true', '“ssl”'],
	['postgresql://one,two/d', 'several hosts'],
	['postgresql://u:p@one:5432,two:5433/d', 'several hosts'],
	['postgresql://[::1]:5432,two/d', 'several hosts'],
	['postgresql://h/d?host=one,two', 'several hosts'],
	['postgresql://h/d?sslmode=no-verify', 'sslmode=no-verify'],
	['postgresql://h/d?sslmode=verify-full&sslrootcert=/nonexistent', '/nonexistent'],
	['postgresql://h:99999999/d', 'not understood'],
	['postgresql:h/d', 'not understood'],
	['oracle://h/d', 'not understood'],
	['host=h dbname=d service=billing', 'pg_service.conf'],
	['host=one,two', 'several hosts'],
	['host=h pwd=secret', '“pwd”'],
	['host=h port=x', 'not understood'],
	["host=h password='secret", 'not understood'],
	['host=h billing', 'not understood'],
	['billing', 'not understood'],
])('%s is refused with one sentence', (target, sentence) => {
	expect(() => parseDatabaseAddress(target, {})).toThrow(
		expect.objectContaining({code: 'ERR_BILLING_ADDRESS', message: expect.stringContaining(sentence)}),
	);
});

test('PGSERVICE is refused where it would name the host', () => {
	const variables = {PGSERVICE: 'billing'};
	expect(() => readPostgresAddress('postgresql:///d', variables)).toThrow('pg_service.conf');
	expect(readPostgresAddress('postgresql://h/d', variables)).toMatchObject({host: 'h'});
});

test('PGSSLMODE encrypts a connection of which the address says nothing', () => {
	const tlsOf = (address: string, variables: Readonly<Record<string, string>>) =>
		readPostgresAddress(address, variables)!.tls;
	expect(tlsOf('postgresql://h/d', {PGSSLMODE: 'require'})).toEqual({rejectUnauthorized: true});
	expect(tlsOf('postgresql://h/d', {PGSSLMODE: 'verify-ca'})).toEqual({
		rejectUnauthorized: true,
		checkServerIdentity: expect.any(Function),
	});
	expect(tlsOf('postgresql://h/d', {PGSSLMODE: 'prefer'})).toBeNull();
	expect(tlsOf('postgresql://h/d?sslmode=disable', {PGSSLMODE: 'require'})).toBeNull();
	expect(tlsOf('postgresql://h/d', {PGSSLROOTCERT: 'system'})).toEqual({rejectUnauthorized: true});
	expect(() => tlsOf('postgresql://h/d', {PGSSLMODE: 'on'})).toThrow('sslmode=on');
});

test('a certificate is always verified, its name unless sslmode says verify-ca; a socket is not encrypted', () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'postgres-address-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	const ca = path.join(directory, 'ca.pem');
	writeFileSync(ca, 'PEM');
	const ssl = (query: string) =>
		postgresOptions(readPostgresAddress(`postgresql://h/d?${query}`, {})!)['ssl'];
	expect(ssl('')).toBeNull();
	expect(ssl('sslmode=disable')).toBeNull();
	expect(ssl('sslmode=require')).toEqual({rejectUnauthorized: true});
	expect(ssl(`sslmode=verify-full&sslrootcert=${ca}`)).toEqual({rejectUnauthorized: true, ca: 'PEM'});
	expect(ssl(`sslrootcert=${ca}`)).toEqual({rejectUnauthorized: true, ca: 'PEM'});
	expect(ssl('sslmode=verify-full&sslrootcert=system')).toEqual({rejectUnauthorized: true});
	expect(ssl('sslmode=verify-ca')).toEqual({
		rejectUnauthorized: true,
		checkServerIdentity: expect.any(Function),
	});
	expect(ssl('sslmode=require&host=/run/pg')).toBeNull();
	expect(ssl('sslmode=require&hostaddr=10.0.0.5')).toEqual({rejectUnauthorized: true, servername: 'h'});
});

test.each([
	'postgresql://a:b@h:1/c?d=e',
	'postgresql://a@/c',
	'postgresql:///c?host=%2Frun',
	'mysql://a:@[::1]:3306/c',
	'postgresql://',
])('%s is put together as it was', text => {
	expect(formatDatabaseUrl(parseDatabaseUrl(text)!)).toBe(text);
});

test('keywords become an address with the same password', () => {
	const url = parseDatabaseUrl("host=/run/pg password='a:b@c/ d' sslmode=disable dbname=b")!;
	expect(formatDatabaseUrl(url)).toBe('postgresql://:a%3Ab%40c%2F%20d@%2Frun%2Fpg/b?sslmode=disable');
	expect(readPostgresAddress(formatDatabaseUrl(url), {})).toMatchObject({
		password: 'a:b@c/ d',
		host: '/run/pg',
	});
});

const server = process.env['TEST_DATABASE_URL'];

describe.runIf(server !== undefined)('through a Unix socket', () => {
	test.each([
		(directory: string, port: string) => `postgresql://USER@/DATABASE?host=${directory}&port=${port}`,
		(directory: string, port: string) => `postgresql:///DATABASE?host=${directory}&port=${port}&user=USER`,
		(directory: string, port: string) =>
			`postgresql://USER@${encodeURIComponent(directory)}:${port}/DATABASE`,
		(directory: string, port: string) => `host=${directory} port=${port} user=USER dbname=DATABASE`,
	])('the database is opened: %s', async addressOf => {
		const {host, port, user, database} = readPostgresAddress(server!, {})!;
		const directory = mkdtempSync(path.join(os.tmpdir(), 'postgres-socket-'));
		const proxy = net.createServer(client => {
			const upstream = host.startsWith('/')
				? net.connect(`${host}/.s.PGSQL.${port}`)
				: net.connect(port, host);
			for (const [one, other] of [
				[client, upstream],
				[upstream, client],
			] as const)
				one.on('error', () => other.destroy()).pipe(other);
		});
		await once(proxy.listen(path.join(directory, '.s.PGSQL.54329')), 'listening');
		onTestFinished(() => {
			proxy.close();
			rmSync(directory, {recursive: true});
		});
		const opened = await openDatabase(
			addressOf(directory, '54329').replace('USER', user).replace('DATABASE', database),
		);
		expect(await opened.query('select current_user::text as name')).toEqual([{name: user}]);
		expect(opened.where).toBe(`${directory}:54329/${database}`);
		await opened.close();
	});
});
