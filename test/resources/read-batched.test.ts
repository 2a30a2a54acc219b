import fc from 'fast-check';
import {afterEach, expect, test} from 'vitest';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {insertUser, type PortalState, type User} from '../../source/demo/portal/state.ts';
import {runAdaptively} from '../../source/sync/adaptive-concurrency.ts';
import {readInBatches} from '../../source/resources/accounts/read/batched.ts';
import {createStalkerClient, type StalkerClient} from '../../source/stalker/client.ts';

let portal: FaultyPortal;
let stalker: StalkerClient;
afterEach(async () => {
	stalker.close();
	await portal.close();
});

async function open(state: PortalState): Promise<void> {
	portal = await startFaultyPortal({state});
	stalker = createStalkerClient({url: portal.url, login: 'stalker', password: 'demo', retry: {limit: 0}});
}

const asked = () => portal.received.map(({path}) => decodeURIComponent(path.split('/api/v1/')[1]!));
const plain = async () => (await stalker.list('accounts')).results;

/** An empty portal with these accounts. */
function stateOf(users: ReadonlyArray<Partial<User>>): PortalState {
	const state = seedPortal({accounts: 1});
	state.users = [];
	for (const user of users) insertUser(state, user);
	return state;
}

const names = fc.record({
	login: fc.oneof(
		{weight: 4, arbitrary: fc.integer({min: 1, max: 60}).map(n => `user${n}`)},
		fc.constantFrom('', 'USER1', 'üser2', 'user3 ', 'a,b', 'a/b', '..', 'user#4', 'NOW()'),
	),
	mac: fc.oneof(
		{
			weight: 1,
			arbitrary: fc
				.integer({min: 1, max: 60})
				.map(n => `00:1A:79:00:00:${n.toString(16).padStart(2, '0').toUpperCase()}`),
		},
		fc.constantFrom('', '', '00-1A-79-00-00-01', '00:1a:79:00:00:02', 'this-is-17-chars!'),
	),
	ls: fc.oneof(
		{weight: 1, arbitrary: fc.integer({min: 1, max: 60}).map(String)},
		fc.constantFrom('', '', '0', '007', '123456789012', 'x,y', 'Ж1', 'ж1', '5 '),
	),
	fname: fc.constantFrom('Олег', 'Ірина', ''),
	status: fc.constantFrom(0, 1),
});

test('a portal whose boxes are slow and whose accounts are fast is read by the plain list after the first batch', async () => {
	await open(seedPortal({accounts: 3000}));
	portal.setFault({is: 'slow', milliseconds: 200, matches: ({path}) => path.endsWith('/stb')});
	expect(await readInBatches(stalker, {minMillisecondsPerAccount: 100})).toBeNull();
	expect(asked().map(path => path.split('/')[0])).toEqual(['stb', 'accounts']);
});

test('a portal whose accounts are slow is read in batches', async () => {
	await open(seedPortal({accounts: 1200}));
	portal.setFault({is: 'paced', perAccount: 1.5});
	const parts = await readInBatches(stalker);
	expect(parts?.records).toHaveLength(portal.state.users.length);
});

test('whatever the identifiers, a batched read equals the plain list, or is left to it', async () => {
	let [inParts, leftToThePlainList] = [0, 0];
	await fc.assert(
		fc.asyncProperty(fc.array(names, {minLength: 1, maxLength: 60}), async users => {
			await open(stateOf(users));
			try {
				const parts = await readInBatches(stalker, {
					maxPlainAccounts: 0,
					minMillisecondsPerAccount: 0,
				});
				if (!parts) return void (leftToThePlainList += 1);
				inParts += 1;
				expect(parts.records).toEqual(await plain());
				// An empty identifier would match everybody without a number.
				expect(asked().filter(path => /(?:^|[/,])(?:,|$)/.test(path))).toEqual([]);
			} finally {
				stalker.close();
				await portal.close();
			}
		}),
		{numRuns: 150},
	);
	expect(inParts).toBeGreaterThan(20);
	expect(leftToThePlainList).toBeGreaterThan(0);
});

test('a large portal is never asked for all accounts at once; progress is reported, two requests at a time', async () => {
	await open(seedPortal({accounts: 1500}));
	const progress: Array<readonly [number, number]> = [];
	const parts = await readInBatches(stalker, {
		minMillisecondsPerAccount: 0,
		onProgress: (done, of) => progress.push([done, of]),
	});
	const paths = asked();
	expect(paths[0]).toBe('stb');
	expect(paths).not.toContain('accounts');
	expect(paths.every(path => path.split(',').length <= 200)).toBe(true);
	const last = progress.at(-1)!;
	expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted((a, b) => a - b));
	expect(last[0]).toBeLessThanOrEqual(last[1]);
	expect(last[1]).toBe(portal.state.users.length);
	expect(parts!.records).toEqual(await plain());
});

test.each([
	['small', async () => open(seedPortal({accounts: 300})), 1],
	[
		'without memory for its boxes',
		async () => {
			await open(seedPortal({accounts: 1500}));
			portal.setFault({is: 'memory', matches: ({path}) => path.endsWith('/stb')});
		},
		1,
	],
	[
		'full of accounts that have neither MAC nor number',
		async () => open(stateOf(Array.from({length: 50}, (_, index) => ({login: `user${index}`})))),
		0,
	],
])('where the portal is %s, the plain list is read', async (_, prepare, few) => {
	await prepare();
	expect(
		await readInBatches(stalker, {
			minMillisecondsPerAccount: 0,
			...(few === 0 && {maxPlainAccounts: few}),
		}),
	).toBeNull();
	expect(asked()).toEqual(['stb']);
});

test.each([
	['the first batch has shown its speed', 0, ['stb', 'accounts']],
	[
		'the second has, as the first took long because this process was busy',
		300,
		['stb', 'accounts', 'accounts'],
	],
])('of a fast portal no more boxes are read after %s', async (_, busyMs, requests) => {
	await open(seedPortal({accounts: 20_000}));
	let isFirst = true;
	portal.setFault({
		is: 'slow',
		milliseconds: 0,
		matches({path}) {
			if (!/accounts\//.test(path) || !isFirst) return false;
			isFirst = false;
			// The portal of the test is in the same process.
			const start = performance.now();
			while (performance.now() - start < busyMs);
			return false;
		},
	});
	let boxes = 0;
	const read: StalkerClient['read'] = async (resource, ids, options) =>
		stalker.read(resource, ids, {
			...options,
			onRecords: async records => {
				if (resource === 'stb') boxes = records.length;
				await options?.onRecords?.(records);
			},
		});
	expect(await readInBatches({...stalker, read}, {minMillisecondsPerAccount: 1})).toBeNull();
	expect(
		asked()
			.map(path => path.split('/')[0])
			.slice(0, requests.length),
	).toEqual(requests);
	expect(boxes).toBeGreaterThan(1000);
	expect(boxes).toBeLessThan(2000);
});

test('a portal known to be small is not asked for its boxes', async () => {
	await open(seedPortal({accounts: 300}));
	await plain();
	expect(await readInBatches(stalker, {minMillisecondsPerAccount: 0})).toBeNull();
	expect(asked()).toEqual(['accounts']);
});

test('an account that is removed, added, or gets another number during the read: each account is read once', async () => {
	const state = stateOf(
		Array.from({length: 30}, (_, index) => ({login: `user${index}`, ls: String(index + 1)})),
	);
	await open(state);
	let isFirst = true;
	portal.setFault({
		is: 'slow',
		milliseconds: 0,
		matches({path}) {
			if (!/accounts\//.test(path) || !isFirst) return false;
			isFirst = false;
			state.users = state.users.filter(({login}) => login !== 'user3');
			state.users.find(({login}) => login === 'user5')!.ls = '500';
			insertUser(state, {login: 'newcomer', ls: '900'});
			return false;
		},
	});
	const parts = await readInBatches(stalker, {
		maxPlainAccounts: 0,
		minMillisecondsPerAccount: 0,
	});
	portal.setFault(null);
	expect(parts!.records).toEqual(await plain());
});

test('a shared number does not hide that an account is gone', async () => {
	const state = stateOf([
		{login: 'one', ls: '7'},
		{login: 'two', ls: '7'},
		{login: 'gone', ls: '8'},
	]);
	await open(state);
	portal.setFault({
		is: 'slow',
		milliseconds: 0,
		matches({path}) {
			if (/accounts\//.test(path)) state.users = state.users.filter(({login}) => login !== 'gone');
			return false;
		},
	});
	const parts = await readInBatches(stalker, {
		maxPlainAccounts: 0,
		minMillisecondsPerAccount: 0,
	});
	expect(parts!.records.map(record => (record as {login: string}).login)).toEqual(['one', 'two']);
});

test('a permanent refusal of the portal is thrown, and nothing more is requested', async () => {
	await open(seedPortal({accounts: 1500}));
	portal.setFault({is: 'status', code: 401});
	await expect(readInBatches(stalker, {minMillisecondsPerAccount: 0})).rejects.toMatchObject({
		code: 'ERR_STALKER_UNAUTHORIZED',
	});
	expect(asked()).toEqual(['stb']);
	portal.setFault({is: 'reset', matches: ({path}) => /accounts\//.test(path)});
	await expect(readInBatches(stalker, {minMillisecondsPerAccount: 0})).rejects.toMatchObject({
		code: 'ERR_STALKER_UNREACHABLE',
	});
	expect(asked().filter(path => path.startsWith('accounts/')).length).toBeLessThanOrEqual(2);
});

test('after a refusal for another reason the batch is not split', async () => {
	await open(seedPortal({accounts: 1500}));
	portal.setFault({is: 'database-down', matches: ({path}) => /accounts\//.test(path)});
	await expect(readInBatches(stalker, {minMillisecondsPerAccount: 0})).rejects.toMatchObject({
		code: 'ERR_STALKER_REFUSED',
	});
	expect(asked().filter(path => path.startsWith('accounts/')).length).toBeLessThanOrEqual(2);
});

test('two requests at a time, one while the portal is slow, and two again when it has recovered', async () => {
	const costs = [10, 10, 10, 30, 30, 10, 10, 10, 10, 10, 10, 10];
	let under = 0;
	const beside: number[] = [];
	await runAdaptively(costs, async cost => {
		beside.push(under);
		under += 1;
		await new Promise(setImmediate);
		under -= 1;
		return {milliseconds: cost, rows: 1};
	});
	// The first task runs alone, and so do three after the slow ones.
	expect(beside).toEqual([0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1]);
});

test('tasks that exclude each other never run at the same time, and all begin in their order', async () => {
	const begun: string[] = [];
	const running = new Set<string>();
	const tasks = ['a1', 'b1', 'a2', 'a3', 'b2', 'b3', 'c1'];
	await runAdaptively(
		tasks,
		async task => {
			expect([...running].filter(other => other[0] === task[0])).toEqual([]);
			begun.push([...running, task].join(' '));
			running.add(task);
			await new Promise(setImmediate);
			running.delete(task);
			return {milliseconds: 1, rows: 1};
		},
		{excludes: (task, other) => task[0] === other[0]},
	);
	expect(begun.map(text => text.slice(-2))).toEqual(tasks);
	expect(begun).toContain('a3 b2');
});
