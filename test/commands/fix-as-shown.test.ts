import {afterEach, beforeEach, expect, test} from 'vitest';
import {onOneEngine} from '../billing/engines.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {createCaller} from './command-calls.ts';

type Ended = {readonly key: string; readonly code: string};
type Outcomes = Readonly<Record<'done' | 'refused' | 'failed', readonly Ended[]>> & {
	readonly planned?: ReadonlyArray<{readonly key: string; readonly message: string}>;
	readonly waiting?: ReadonlyArray<{readonly list: string; readonly key: string}>;
};

onOneEngine(engine => {
	let systems: TestContext;
	beforeEach(async () => {
		systems = await createTestContext(engine().billing, {accounts: 60});
	});
	afterEach(async () => systems.close());

	/** What would be fixed. */
	const plan = async (kind: string, use: string) =>
		(await createCaller(async () => systems.context)(['fix'], [], {all: true, kind, use, 'dry-run': true}))
			.reply!.data as Outcomes;
	/** Fixes all, and agrees to the question; before the answer, `meanwhile` changes something. */
	const fixAll = async (
		kind: string,
		use: string,
		meanwhile: () => Promise<unknown> | void = () => undefined,
	) => {
		const call = createCaller(
			async () => systems.context,
			undefined,
			async () => {
				await meanwhile();
				return true;
			},
		);
		const {exitCode, reply} = await call(['fix'], [], {all: true, kind, use});
		return {exitCode, data: reply!.data as Outcomes};
	};
	const codesOf = ({done, refused, failed}: Outcomes, key: string): readonly string[] =>
		[...done, ...refused, ...failed].filter(one => one.key === key).map(({code}) => code);
	const userOf = (key: string) => systems.portal.state.users.find(({login}) => login === key)!;
	const query = async (sql: string) => systems.context.billing.database.query(sql);

	/** An account that billing knows under another name: the difference E1. */
	const renamed = 'user00001';
	const rename = (name: string) => void (userOf(renamed).fname = name);

	test('a value that has changed since the question is not written, although nothing else asks about it', async () => {
		rename('Шевченко Тарас');
		const {exitCode, data} = await fixAll('C2,E1', 'stalker', () => rename('Somebody Else'));
		expect([exitCode, codesOf(data, renamed), data.failed]).toEqual([1, ['changed-since-asked'], []]);
		expect(await query(`select fio from users_pi where fio in ('Somebody Else', 'Шевченко Тарас')`)).toEqual(
			[],
		);
		const again = await fixAll('E1', 'stalker');
		expect(codesOf(again.data, renamed)).toEqual(['fixed']);
	});

	test('while nothing changes, what was shown is written', async () => {
		rename('Шевченко Тарас');
		const {planned, waiting} = await plan('A1,C2,E1', 'stalker');
		const {data} = await fixAll('A1,C2,E1', 'stalker');
		const keys = [...planned!, ...waiting!].map(({key}) => key);
		expect(waiting!.length).toBeGreaterThan(1);
		expect(data.done.map(({key}) => key).toSorted()).toEqual(keys.toSorted());
	});

	test('a row that waits for another list is refused where its own record has changed since the question', async () => {
		const {waiting} = await plan('A1,C2', 'stalker');
		const [changed, ...others] = waiting!.map(({key}) => key);
		expect(others).not.toEqual([]);
		const {data} = await fixAll('A1,C2', 'stalker', () => void (userOf(changed!).fname = 'Somebody Else'));
		expect(codesOf(data, changed!)).toEqual(['changed-since-asked']);
		expect(others.flatMap(key => codesOf(data, key))).toEqual(others.map(() => 'added'));
	});

	test('a waiting account whose customer was added meanwhile is not given to that customer', async () => {
		const {waiting} = await plan('A1,C2', 'stalker');
		const [key] = waiting!.map(one => one.key);
		const {fname} = userOf(key!);
		const {data} = await fixAll('A1,C2', 'stalker', async () => {
			await query(`insert into users (id) values ('${key}')`);
			await query(`insert into users_pi (uid, fio) select uid, '${fname}' from users where id = '${key}'`);
		});
		expect(codesOf(data, key!)).toEqual(['changed-since-asked']);
	});

	test('a row that is gone since the question is refused, and not called fixed', async () => {
		const {waiting} = await plan('A1,C2', 'stalker');
		const {key} = waiting![0]!;
		const {data} = await fixAll('A1,C2', 'stalker', () => {
			const {users} = systems.portal.state;
			users.splice(users.indexOf(userOf(key)), 1);
		});
		expect(codesOf(data, key)).toEqual(['changed-since-asked']);
	});

	test('a number that the call itself has written is no change: the choices of the same account follow', async () => {
		userOf('user00011').ls = '';
		const box = userOf('user00011').mac;
		const {planned} = await plan('A5,H1', 'billing');
		expect(planned!.map(({key}) => key)).toEqual(expect.arrayContaining(['user00011', box]));
		const {data} = await fixAll('A5,H1', 'billing');
		expect([codesOf(data, 'user00011'), codesOf(data, box)]).toEqual([['fixed'], ['fixed']]);
	});

	test('channels that the call itself has imported are no change: choices are recorded as announced', async () => {
		const {planned, waiting} = await plan('G1,G2,G3,H1', 'stalker');
		const {data} = await fixAll('G1,G2,G3,H1', 'stalker');
		expect(data.refused.filter(({code}) => code === 'changed-since-asked')).toEqual([]);
		const done = data.done.map(({key}) => key);
		expect(done).toEqual(expect.arrayContaining(planned!.map(({key}) => key)));
		// One of them has no tariff plan in billing, so that no choice of it can be recorded.
		const notDone = waiting!.filter(({key}) => !done.includes(key));
		expect(notDone.map(({key}) => codesOf(data, key))).toEqual([['choice-without-plan']]);
	});
});
