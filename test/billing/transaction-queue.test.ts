import {describe, expect, test} from 'vitest';
import {runInOrder} from '../../source/billing/sql-ports.ts';
import type {Query} from '../../source/billing/query.ts';
import {onEachBilling} from './engines.ts';

/** Statements that run until `end` or `fail` is called, by their SQL, and which of them were sent. */
function createDatabase() {
	const statements = new Map<string, PromiseWithResolvers<readonly never[]>>();
	const of = (sql: string) => {
		const statement = statements.get(sql) ?? Promise.withResolvers();
		statements.set(sql, statement);
		return statement;
	};
	const sent: string[] = [];
	const query = async (sql: string) => {
		sent.push(sql);
		return of(sql).promise;
	};
	return {
		query: query as Query,
		sent,
		end: (sql: string) => of(sql).resolve([]),
		fail: (sql: string, error = 'refused') => of(sql).reject(new Error(error)),
	};
}

const turn = async () => new Promise(setImmediate);

describe.each([true, false])('a database that refuses all behind a failure: %s', refusesAfterFailure => {
	test('a statement that nobody awaits has ended before the transaction ends', async () => {
		const {query, end} = createDatabase();
		let hasEnded = false;
		const run = runInOrder(query, refusesAfterFailure, async inside => {
			void inside('first');
			return 'done';
		}).then(result => {
			hasEnded = true;
			return result;
		});
		await turn();
		expect(hasEnded).toBe(false);
		end('first');
		expect(await run).toBe('done');
	});

	test('its failure fails the transaction, and nothing is executed after it', async () => {
		const {query, fail, sent} = createDatabase();
		const run = runInOrder(query, refusesAfterFailure, async inside => {
			inside('first').catch(() => undefined);
			fail('first');
			await turn();
			inside('second').catch(() => undefined);
		});
		await expect(run).rejects.toThrow('refused');
		expect(sent).toEqual(['first']);
	});

	test('when the work throws, what it has begun ends first, and nothing more is executed', async () => {
		const {query, end, sent} = createDatabase();
		let late: Promise<unknown> = Promise.resolve();
		const run = runInOrder(query, refusesAfterFailure, async inside => {
			late = inside('first').then(async () => inside('second'));
			late.catch(() => undefined);
			throw new Error('changed');
		});
		await turn();
		end('first');
		await expect(run).rejects.toThrow('changed');
		await expect(late).rejects.toThrow('changed');
		expect(sent).toEqual(['first']);
	});
});

test('a statement is sent when the one before has succeeded, and its failure is thrown', async () => {
	const {query, end, fail, sent} = createDatabase();
	const run = runInOrder(query, false, async inside =>
		Promise.all(['first', 'second', 'third'].map(async sql => inside(sql))),
	);
	await turn();
	expect(sent).toEqual(['first']);
	end('first');
	await turn();
	expect(sent).toEqual(['first', 'second']);
	fail('second');
	await expect(run).rejects.toThrow('refused');
	expect(sent).toEqual(['first', 'second']);
});

test('where the database refuses all behind a failure, each is sent at once, and the first failure is thrown', async () => {
	const {query, end, fail, sent} = createDatabase();
	const behind: string[] = [];
	const run = runInOrder(query, true, async inside => {
		const given = ['first', 'second', 'third'].map(async sql => inside(sql));
		for (const ended of await Promise.allSettled(given))
			behind.push(ended.status === 'rejected' ? String(ended.reason) : 'done');
	});
	await turn();
	expect(sent).toEqual(['first', 'second', 'third']);
	end('first');
	fail('second');
	await turn();
	fail('third', 'the transaction is aborted');
	await expect(run).rejects.toThrow('refused');
	expect(behind).toEqual(['done', 'Error: refused', 'Error: refused']);
});

onEachBilling(fixture => {
	const insert = async (query: Query, list: string) =>
		query(`insert into stalker_counts (service_id, list, hour, unsynced) values (1, ?, '2026-12-01T10', 0)`, [
			list,
		]);
	const lists = async () => {
		const rows = await fixture().query<{list: string}>('select list from stalker_counts order by list');
		return rows.map(({list}) => list);
	};

	test('what was given behind a statement that the database refuses is not written', async () => {
		const {database} = fixture();
		const run = database.transaction(async query => {
			const given = [insert(query, 'a'), insert(query, 'a'), insert(query, 'b')];
			await Promise.allSettled(given);
		});
		await expect(run).rejects.toHaveProperty('code', 'ERR_BILLING_CLASH');
		expect(await lists()).toEqual([]);
	});

	test('nor is what was given behind a deadlock, after which MariaDB has ended the transaction itself', async () => {
		const {database, engine} = fixture();
		// Its transactions follow each other.
		if (engine.name === 'PGlite') return;
		await insert(fixture().query, 'a');
		await insert(fixture().query, 'b');
		const locked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
		const add = async (query: Query, list: string) =>
			query('update stalker_counts set unsynced = unsynced + 1 where service_id = 1 and list = ?', [list]);
		const ended = await Promise.allSettled(
			(['a', 'b'] as const).map(async (own, index) =>
				database.transaction(async query => {
					await add(query, own);
					locked[index]!.resolve();
					await locked[1 - index]!.promise;
					await Promise.all([add(query, own === 'a' ? 'b' : 'a'), insert(query, `after ${own}`)]);
				}),
			),
		);
		const written = (['a', 'b'] as const).filter((_, index) => ended[index]!.status === 'fulfilled');
		expect(written).toHaveLength(1);
		expect(await lists()).toEqual(['a', `after ${written[0]}`, 'b']);
	});
});
