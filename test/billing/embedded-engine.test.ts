import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {embeddedConnectionOptions} from '../../source/billing/drivers/connection-options.ts';
import {startEmbeddedEngine, type EmbeddedEngine} from '../../source/billing/drivers/embedded-engine.ts';

describe('connections to one engine', () => {
	let engine: EmbeddedEngine;
	const connect = async () => {
		const client = new pg.Client(embeddedConnectionOptions(engine.connect));
		client.on('error', () => undefined);
		await client.connect();
		return client;
	};

	beforeAll(async () => {
		engine = await startEmbeddedEngine({directory: null, contents: 'empty'});
		const client = await connect();
		await client.query('create table notes (text text)');
		await client.end();
	});
	afterAll(async () => engine.close());

	test('a statement waits while another connection has a transaction', async () => {
		const [first, second] = [await connect(), await connect()];
		await first.query('begin');
		const counted = second.query('select count(*)::int as n from notes');
		await first.query("insert into notes values ('a')");
		await first.query("insert into notes values ('b')");
		await first.query('commit');
		expect((await counted).rows).toEqual([{n: 2}]);
		await Promise.all([first.end(), second.end()]);
	});

	test.each(['ended', 'destroyed'] as const)(
		'one that is %s within its transaction is rolled back, and the others go on',
		async how => {
			const [first, second] = [await connect(), await connect()];
			await first.query('truncate notes');
			await first.query('begin');
			await first.query("insert into notes values ('a')");
			const counted = second.query('select count(*)::int as n from notes');
			if (how === 'ended') await first.end();
			else (first as unknown as {connection: {stream: {destroy(): void}}}).connection.stream.destroy();
			expect((await counted).rows).toEqual([{n: 0}]);
			await second.end();
		},
	);

	test('after a refused statement with values, each statement gets its own answer', async () => {
		const client = await connect();
		for (const sql of ['select 1 / $1::int', 'select missing + $1', 'insert into notes values ($1::date)']) {
			await expect(client.query(sql, ['0'])).rejects.toBeInstanceOf(pg.DatabaseError);
			expect((await client.query('select $1 as value', [sql])).rows).toEqual([{value: sql}]);
		}

		await client.end();
	});

	test('a long answer comes whole', async () => {
		const client = await connect();
		const {rows} = await client.query<{n: number; text: string}>(
			"select n, repeat('x', n % 300) as text from generate_series(1, 20000) n",
		);
		expect(rows).toHaveLength(20_000);
		expect(rows.every(({n, text}, index) => n === index + 1 && text.length === n % 300)).toBe(true);
		await client.end();
	});
});

describe('a directory', () => {
	const parent = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-embedded-'));
	afterAll(() => rmSync(parent, {recursive: true}));

	test('that is no database is an error, and its lock is released', async () => {
		const directory = path.join(parent, 'broken');
		mkdirSync(directory);
		writeFileSync(path.join(directory, 'PG_VERSION'), 'none');
		for (let time = 0; time < 2; time++)
			await expect(openDatabase(`embedded:${directory}`)).rejects.toMatchObject({
				code: 'ERR_BILLING_UNREACHABLE',
			});
	});

	test('is as before for the next process when one exits in the middle of a statement', async () => {
		const url = `embedded:${path.join(parent, 'left')}`;
		const database = await openDatabase(url);
		await database.query('create table notes (text text)');
		await database.close();
		const leaving = `
			const {openDatabase} = await import(${JSON.stringify(import.meta.resolve('../../source/billing/database.ts'))});
			const {query} = await openDatabase(${JSON.stringify(url)});
			await query("insert into notes values ('kept')");
			void query('insert into notes select n::text from generate_series(1, 1000000000) n');
			setImmediate(() => process.exit(7));`;
		const child = spawn(process.execPath, ['--eval', leaving], {stdio: 'inherit'});
		expect(await once(child, 'exit')).toEqual([7, null]);
		const again = await openDatabase(url);
		expect(await again.query('select text from notes')).toEqual([{text: 'kept'}]);
		await again.close();
	});
});
