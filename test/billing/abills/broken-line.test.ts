import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openDatabase, type Database} from '../../../source/billing/database.ts';
import {maxConnections} from '../../../source/billing/drivers/connection-options.ts';
import {isRolledBack} from '../../../source/billing/errors.ts';
import {isSystemFailure} from '../../../source/sync/changes/outcome.ts';
import {startTcpProxy, type TcpProxy} from '../../support/tcp-proxy.ts';
import {mariadbServer} from './database.ts';

describe.runIf(mariadbServer)('a line to MariaDB', () => {
	let line: TcpProxy;
	let database: Database;
	beforeAll(async () => {
		const url = new URL(mariadbServer!);
		line = await startTcpProxy({host: url.hostname, port: Number(url.port) || 3306});
		url.host = `127.0.0.1:${line.port}`;
		url.searchParams.set('query_timeout', '1000');
		database = await openDatabase(url.href);
	});
	afterAll(async () => {
		await database?.close();
		line.close();
	});

	test.each([
		['in a statement', async () => database.query('select 42')],
		['while rows arrive', async () => database.mapRows('select 42', [], row => row)],
		['in a transaction', async () => database.transaction(async query => query('select 42'))],
		['in its commit', async () => database.transaction(async query => query('select 41'))],
	])('that breaks %s is an error, and a new connection goes on', async (place, work) => {
		line.cutAfter(place === 'in its commit' ? 'commit' : 'select 42');
		await expect(work()).rejects.toMatchObject({code: 'ERR_BILLING_UNREACHABLE'});
		line.restore();
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
	});

	test.each([
		['in a statement', async () => database.query('select 42')],
		['while rows arrive', async () => database.mapRows('select 42', [], row => row)],
		['in a transaction', async () => database.transaction(async query => query('select 42'))],
	])('that falls silent %s is an error after the time of a statement', async (_, work) => {
		// Twice as often as there are connections: each is closed, and replaced by a new one.
		for (let time = 0; time < 2 * maxConnections; time++) {
			line.stall('select 42');
			const error = await work().catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({
				code: 'ERR_BILLING_TIMEOUT',
				message: expect.stringMatching(/^Billing at 127\.0\.0\.1:\d+\/\w+ timed out/),
			});
			expect(isSystemFailure(error)).toBe(true);
			line.restore();
			expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
		}
	});

	test('on which a statement takes too long: the server ends it before the driver gives up, so that it is known that nothing was done', async () => {
		const rows = 'information_schema.collations';
		const error = await database
			.query(`select count(*) from ${rows} a, ${rows} b, ${rows} c, ${rows} d`)
			.catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({code: 'ERR_BILLING_REFUSED'});
		expect(isRolledBack(error)).toBe(true);
	});

	test.each([
		['breaks', () => line.cutAfter('commit')],
		['falls silent', () => line.stall('commit')],
	])('that %s in a commit leaves open whether it was carried out', async (_, fail) => {
		// There is a connection: to prepare one, "read committed" is sent.
		await database.query('select 1');
		fail();
		const error = await database
			.transaction(async query => query('select 41'))
			.catch((thrown: unknown) => thrown);
		expect(String(error)).toContain('is not known');
		expect(isRolledBack(error)).toBe(false);
		line.restore();
	});
});
