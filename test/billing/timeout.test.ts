import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readPostgresAddress} from '../../source/billing/dialects/postgres-address.ts';
import {postgresConnectionOptions} from '../../source/billing/drivers/connection-options.ts';
import {openDatabase, type Database} from '../../source/billing/database.ts';
import {isSystemFailure} from '../../source/sync/changes/outcome.ts';
import {startTcpProxy, type TcpProxy} from '../support/tcp-proxy.ts';
import {mariadbServer} from './abills/database.ts';
import {createDatabase} from './engines.ts';

const server = process.env['TEST_DATABASE_URL'];

/**
A connection to a server that stalls without an error. `query_timeout` in the address is the driver's timeout in
milliseconds.
*/
describe.runIf(server)('a line to the server that falls silent', () => {
	let line: TcpProxy;
	let database: Database;
	beforeEach(async () => {
		const {hostname, port} = new URL(server!);
		line = await startTcpProxy({host: hostname, port: Number(port) || 5432});
		const url = new URL(server!);
		url.port = String(line.port);
		url.searchParams.set('query_timeout', '1000');
		database = await openDatabase(url.href);
	});
	afterEach(async () => {
		await database.close();
		line.close();
	});

	const unknownOutcome = /is not known/;
	const silence = {
		code: 'ERR_BILLING_TIMEOUT',
		message: expect.stringMatching(/^Billing at 127\.0\.0\.1:\d+\/postgres timed out/),
	};

	test('is an error that halts the work, and a new connection goes on', async () => {
		line.stall();
		const error = await database.query('select 1').catch((thrown: unknown) => thrown);
		expect(error).toMatchObject(silence);
		expect(isSystemFailure(error)).toBe(true);
		line.restore();
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
	});

	test('inside a transaction is reported at once: nothing waits behind the statement', async () => {
		// From the moment of the silence on: what comes before it takes as long as the machine needs.
		const durationOf = async (work: (stall: () => void) => Promise<unknown>): Promise<number> => {
			let stalledAt = 0;
			const stall = () => {
				stalledAt = performance.now();
				line.stall();
			};
			await expect(work(stall)).rejects.toMatchObject(silence);
			const duration = performance.now() - stalledAt;
			line.restore();
			return duration;
		};
		const alone = await durationOf(async stall => {
			stall();
			await database.query('select 1');
		});
		const inside = await durationOf(async stall =>
			database.transaction(async query => {
				await query('select 1');
				stall();
				await query('select 2');
			}),
		);
		// A rollback that was waited for would take as long again.
		expect(inside / alone).toBeLessThan(1.8);
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
	});

	test('and one that the server ends, fail once: the next statement takes a new connection', async () => {
		for (let time = 0; time < 10; time++) {
			const ended = database.query('select pg_terminate_backend(pg_backend_pid())');
			await expect(ended).rejects.toMatchObject({code: 'ERR_BILLING_UNREACHABLE'});
			expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
		}
	});

	test('and one that breaks while rows arrive is an error, and a new connection goes on', async () => {
		line.cutAfter('select 42');
		const rows = database.mapRows('select 42 as answer', [], row => row);
		await expect(rows).rejects.toMatchObject({code: 'ERR_BILLING_UNREACHABLE'});
		await expect(rows).rejects.not.toThrow(unknownOutcome);
		line.restore();
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
	});

	test('may have carried out what changes something, and never what only reads', async () => {
		const statements = {'select 42': false, 'update stalker_none set a = 42': true};
		for (const [sql, isUnknown] of Object.entries(statements)) {
			for (const fail of [() => line.cutAfter(sql), () => line.stall()]) {
				// There is a connection, so that it is the statement that fails.
				await database.query('select 1');
				fail();
				const error = await database.query(sql).catch((thrown: unknown) => thrown);
				expect(unknownOutcome.test(String(error))).toBe(isUnknown);
				line.restore();
			}
		}

		line.cutAfter('commit');
		await expect(database.transaction(async query => query('select 1'))).rejects.toThrow(unknownOutcome);
		line.restore();
	});

	test('five times does not use the connections up', async () => {
		for (let time = 0; time < 5; time++) {
			line.stall();
			await expect(database.query('select 1')).rejects.toMatchObject(silence);
			line.restore();
			expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
		}
	});

	test('in a migration is reported: the end of its connections is not waited for', async () => {
		const own = await createDatabase();
		const url = new URL(own.url);
		url.port = String(line.port);
		url.searchParams.set('query_timeout', '1000');
		const empty = await openDatabase(url.href);
		line.stall('create table "users"');
		await expect(empty.migrate()).rejects.toMatchObject({code: 'ERR_BILLING_TIMEOUT'});
		await empty.close();
		await own.drop();
	});
});

test('unless the address says otherwise, a statement may take two minutes', () => {
	const options = postgresConnectionOptions(readPostgresAddress('postgresql://127.0.0.1/billing', {})!);
	expect(options).toMatchObject({query_timeout: 120_000, keepAlive: true});
});

test.each([server, mariadbServer].filter(url => url !== undefined))(
	'a time that is longer than a timer can take does not end every statement at once: %s',
	async target => {
		const url = new URL(target);
		url.searchParams.set('query_timeout', '3000000000');
		const database = await openDatabase(url.href);
		expect(await database.query('select 1 as one')).toEqual([{one: 1}]);
		await database.close();
	},
);
