import {afterEach, beforeEach, expect, test} from 'vitest';
import type {DifferenceCode} from '../../source/sync/difference.ts';
import {resources} from '../../source/resources/index.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {fixesOf, planList} from '../../source/sync/list-plan.ts';
import {onOneEngine} from '../billing/engines.ts';
import {createTestContext, requestsSince, type TestContext} from '../support/test-context.ts';
import {createCaller} from './command-calls.ts';

type Outcomes = {
	readonly planned?: ReadonlyArray<{readonly intent: unknown}>;
	readonly refused: ReadonlyArray<{readonly key: string; readonly code: string}>;
};

const accounts = resources.find(({name}) => name === 'accounts')!;

onOneEngine(engine => {
	let systems: TestContext;
	beforeEach(async () => {
		systems = await createTestContext(engine().billing, {accounts: 120});
	});
	afterEach(async () => systems.close());

	/** Calls `accounts fix` on one row: its result and the requests that it has sent. */
	const fix = async (id: string, kind: string, use: string, flags: Record<string, boolean | number>) => {
		const before = systems.portal.received.length;
		const call = createCaller(async () => systems.context);
		const {exitCode, reply} = await call(['accounts', 'fix'], [id], {kind, use, ...flags});
		return {exitCode, data: reply!.data as Outcomes, requests: requestsSince(systems.portal, before)};
	};

	test(
		'one row is fixed as the whole list says, and the whole list is read only to refuse it',
		{timeout: 120_000},
		async () => {
			const {context, portal} = systems;
			// Two accounts that lead to one service: a person decides, which is seen beside all others only.
			const [one, other] = portal.state.users.filter(({login}) => ['user00001', 'user00002'].includes(login));
			other!.login = one!.login.toUpperCase();
			const comparison = await readAndCompare(accounts, context);
			const rows = comparison.rows.filter(({stalker, differences}) => stalker && differences.length > 0);
			let alone = 0;
			for (const {key, differences} of rows)
				for (const use of ['billing', 'stalker'] as const) {
					const kinds: ReadonlySet<DifferenceCode> = new Set(differences.map(({code}) => code));
					const list = planList(accounts, comparison, {
						uses: new Map([...kinds].map(kind => [kind, use])),
						chooseRows: (_, {rows: all}) => all.filter(row => row.key === key),
						isAgreed: () => true,
					});
					const {data, requests} = await fix(key, [...kinds].join(','), use, {'dry-run': true});
					expect([key, use, data.planned?.map(({intent}) => intent) ?? []]).toEqual([
						key,
						use,
						fixesOf(list).map(({set}) => set),
					]);
					expect(data.refused.map(({code}) => code)).toEqual(list.refused.map(({message}) => message.code));
					const isWhole = requests.includes('GET accounts');
					if (list.refused.length === 0) expect([key, use, isWhole]).toEqual([key, use, false]);
					alone += isWhole ? 0 : 1;
				}

			expect(alone).toBeGreaterThan(40);
		},
	);

	test('a row is fixed without the list of all accounts', async () => {
		const {rows} = await readAndCompare(accounts, systems.context);
		const row = rows.find(
			({mark, differences}) => mark === '~' && differences.some(({code}) => code === 'B1'),
		)!;
		const {exitCode, requests} = await fix(row.key, 'B1', 'billing', {confirm: 1});
		expect([exitCode, requests.filter(request => request === 'GET accounts')]).toEqual([0, []]);
		expect(requests.filter(request => !request.startsWith('GET '))).toHaveLength(1);
		expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(6);
	});

	test('what the portal confirms and stores otherwise is said, and what it has written can be undone', async () => {
		const {context, portal} = systems;
		const {rows} = await readAndCompare(accounts, context);
		const row = rows.find(
			({mark, differences}) => mark === '~' && differences.some(({code}) => code === 'B1'),
		)!;
		const user = portal.state.users.find(({login}) => login === row.key)!;
		// A portal that takes a name and keeps its own.
		Object.defineProperty(user, 'fname', {
			get: () => 'Its Own',
			set(value: string) {
				void value;
			},
			enumerable: true,
		});
		const {exitCode, data} = await fix(row.key, 'B1,E1', 'billing', {confirm: 1});
		expect([exitCode, user.status]).toEqual([1, 1]);
		expect(data).toMatchObject({
			done: [],
			failed: [
				{key: row.key, code: 'stored-otherwise', message: expect.stringMatching(/Name Its Own instead of /)},
			],
		});
		const [entry] = await engine().billing.journal.list({limit: 1});
		expect(entry).toMatchObject({state: 'done', error: expect.stringContaining('stores other values')});
		const call = createCaller(async () => context);
		const undone = await call(['journal', 'undo'], [entry!.id], {yes: true});
		expect([undone.exitCode, user.status]).toEqual([0, 0]);
	});
});
