import {expect, test} from 'vitest';
import {runInOrder} from '../../source/billing/transaction-queue.ts';
import type {Query} from '../../source/billing/query.ts';
import {onEachBilling} from './engines.ts';

/** A statement that runs until `end` or `fail` is called. */
function createStatement() {
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	let runs = 0;
	return {
		end: resolve,
		fail: reject,
		runs: () => runs,
		async execute() {
			runs++;
			return promise;
		},
	};
}

test('a statement that nobody awaits has ended before the transaction ends', async () => {
	const statement = createStatement();
	let hasEnded = false;
	const run = runInOrder(async inOrder => {
		void inOrder(statement.execute)();
		return 'done';
	}).then(result => {
		hasEnded = true;
		return result;
	});
	await new Promise(setImmediate);
	expect(hasEnded).toBe(false);
	statement.end('rows');
	expect(await run).toBe('done');
});

test('its failure fails the transaction, and nothing is executed after it', async () => {
	const [first, second] = [createStatement(), createStatement()];
	const run = runInOrder(async inOrder => {
		void inOrder(first.execute)();
		first.fail(new Error('refused'));
		await new Promise(setImmediate);
		void inOrder(second.execute)();
	});
	await expect(run).rejects.toThrow('refused');
	expect(second.runs()).toBe(0);
});

test('a statement is sent when the one before has succeeded, and its failure is thrown', async () => {
	const [first, second, third] = [createStatement(), createStatement(), createStatement()];
	const run = runInOrder(async inOrder => {
		void inOrder(first.execute)();
		const behind = [inOrder(second.execute)(), inOrder(third.execute)()];
		await Promise.all(behind);
	});
	await new Promise(setImmediate);
	expect([first, second, third].map(({runs}) => runs())).toEqual([1, 0, 0]);
	first.end('rows');
	await new Promise(setImmediate);
	expect([second, third].map(({runs}) => runs())).toEqual([1, 0]);
	second.fail(new Error('refused'));
	await expect(run).rejects.toThrow('refused');
	expect(third.runs()).toBe(0);
});

test('when the work throws, what it has begun ends first, and nothing more is executed', async () => {
	const [first, second] = [createStatement(), createStatement()];
	let late: Promise<unknown> = Promise.resolve();
	const run = runInOrder(async inOrder => {
		const [one, two] = [inOrder(first.execute), inOrder(second.execute)];
		late = one().then(two);
		late.catch(() => undefined);
		throw new Error('changed');
	});
	await new Promise(setImmediate);
	first.end('rows');
	await expect(run).rejects.toThrow('changed');
	await expect(late).rejects.toThrow('changed');
	expect(second.runs()).toBe(0);
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
