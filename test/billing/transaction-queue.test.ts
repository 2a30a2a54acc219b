import {expect, test} from 'vitest';
import {runInOrder} from '../../source/billing/transaction-queue.ts';

/** A statement that runs until it is told to end. */
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

test('of several failures the first is thrown', async () => {
	const [first, second] = [createStatement(), createStatement()];
	const run = runInOrder(async inOrder => {
		void inOrder(first.execute)();
		await inOrder(second.execute)();
	});
	first.fail(new Error('refused'));
	second.fail(new Error('the transaction is aborted'));
	await expect(run).rejects.toThrow('refused');
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
