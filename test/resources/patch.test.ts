import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import type {Outcome} from '../../source/sync/action.ts';
import {planFixes} from '../../source/sync/plan-fixes.ts';
import {planAction, runPlan, type Plan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Comparison} from '../../source/sync/row.ts';
import {currentRecords} from '../../source/tui/actions/outcomes.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onOneEngine} from '../billing/engines.ts';
import {patchCustomers} from '../../source/resources/accounts/patch-customers.ts';
import type {Subscriber} from '../../source/resources/accounts/billing-customers.ts';
import {billingCustomers, createSubscriber} from './fixtures.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
		await fixture.query(`insert into users (uid, id) values (1, 'petro'), (2, 'olena')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, cid, iptv_login) values (41, 1, ?, '', 'petro_old')`,
			[fixture.context.providerId],
		);
		// Enough that a deletion does not make the list a short one.
		for (let index = 0; index < 5; index++)
			fixture.account({login: `other${index}`, ls: `${index + 50}`, mac: `00:1A:79:00:01:0${index}`});
		fixture.account({login: 'ivan', ls: '1903', mac: '00:1A:79:00:00:01'});
		fixture.account({login: 'maria', ls: 'A-77', mac: '00:1A:79:00:00:02'});
		fixture.account({login: 'olena', ls: '7', mac: '00:1A:79:00:00:03'});
	});
	afterEach(async () => fixture.close());

	test.each([
		['accounts', 'add', 'ivan', undefined],
		['accounts', 'add', 'maria', undefined],
		['accounts', 'add', 'olena', undefined],
		['accounts', 'link', 'ivan', '41'],
		['accounts', 'delete', 'ivan', undefined],
		['stb', 'register', '00:1A:79:00:00:01', 'id:41'],
		['stb', 'register', '00:1A:79:00:00:02', 'new:petro'],
	])('%s %s %s %s: the patched list is what reading it again would show', async (name, verb, key, choice) => {
		const resource = resources.find(one => one.name === name)!;
		const action = resource.actions.find(one => one.name === verb)!;
		const comparison = await readAndCompare(resource, fixture.context);
		const rows = comparison.rows.filter(row => row.key === key);
		const input = choice === undefined ? {} : {choice};
		const plan = planAction(action, name, rows, comparison, input);
		const [outcome] = await runPlan(plan, comparison, fixture.context);
		expect(outcome).toMatchObject({is: 'done', changed: true});
		const patched = resource.patch!(comparison, outcome!.current ?? []);
		const again = await readAndCompare(resource, fixture.context);
		expect(patched!.rows).toEqual(again.rows);
		expect(patched!.rows).not.toEqual(comparison.rows);
	});
});

onOneEngine(engine => {
	let systems: TestContext;
	beforeAll(async () => {
		systems = await createTestContext(engine().billing, {accounts: 40});
	});
	beforeEach(async () => systems.reset());
	afterAll(async () => systems.close());

	/** The list with the records that came back, which must be as it is when it is read again. */
	async function expectPatched(resource: AnyResource, known: Comparison, outcomes: readonly Outcome[]) {
		for (const {is} of outcomes) expect(is).toBe('done');
		const patched = resource.patch!(known, currentRecords(outcomes))!;
		const again = await readAndCompare(resource, systems.context);
		expect(patched.rows).toEqual(again.rows);
		expect(patched.rows).not.toEqual(known.rows);
		return patched;
	}

	test.each<[string, string, (resource: AnyResource, comparison: Comparison) => readonly Plan[]]>([
		[
			'channels',
			'an import',
			(resource, comparison) => [planAction(resource.actions[0]!, resource.name, [], comparison)],
		],
		[
			'subscriptions',
			'choices that are recorded',
			(resource, comparison) => [
				planAction(
					resource.actions[0]!,
					resource.name,
					comparison.rows.filter(({mark}) => mark === '~'),
					comparison,
					{choice: 'remove'},
				),
			],
		],
		[
			'subscriptions',
			'choices that are sent',
			(resource, comparison) =>
				planFixes(
					resource,
					comparison.rows.filter(({differences}) => differences.some(({code}) => code === 'H1')),
					comparison,
					new Set(['H1']),
					'billing',
				),
		],
	])('%s, %s and undone: the patched list is what reading it again would show', async (name, _, plansOf) => {
		const resource = resources.find(one => one.name === name)!;
		const before = await readAndCompare(resource, systems.context);
		const outcomes: Outcome[] = [];
		for (const plan of plansOf(resource, before)) {
			expect(plan.planned.length).toBeGreaterThan(0);
			outcomes.push(...(await runPlan({...plan, refused: []}, before, systems.context)));
		}

		const patched = await expectPatched(resource, before, outcomes);
		const [entry] = await systems.context.billing.journal.list({limit: 1});
		const {steps} = await planUndo(entry!, systems.context);
		const undone = await applyUndo(steps, systems.context);
		const back = await expectPatched(resource, patched, undone);
		expect(back.rows).toEqual(before.rows);
	});

	test('channels that others have changed meanwhile are read again', async () => {
		const resource = resources.find(({name}) => name === 'channels')!;
		const comparison = await readAndCompare(resource, systems.context);
		const plan = planAction(resource.actions[0]!, resource.name, [], comparison);
		systems.portal.state.channels[0]!.name = 'Інший';
		const outcomes = await runPlan(plan, comparison, systems.context);
		expect(outcomes).toMatchObject([{is: 'refused', message: {code: 'portal-channels-changed'}}]);
		expect(resource.patch!(comparison, currentRecords(outcomes))).toBeNull();
	});
});

test('what an ABillS keeps elsewhere than in the records that are written stays as it was read', () => {
	const seen = createSubscriber(
		{screens: '00:1A:79:00:00:0E', choices: 3, plan_filter_id: ''},
		{
			fio: 'Коваль Іван Петрович',
			hasNameParts: true,
			phone: '111',
			deposit: '70.000000',
			credit: '5.00',
			bill_id: 70,
		},
	);
	const {uid, login, service} = seen as Subscriber;
	const {id, cid, iptv_login, disable, activate, expire, registration, tp_id} = service;
	const known = billingCustomers([seen], {
		abills: {customers: 1, domain: {id: 0, customers: 1}, largestTvId: 1, licensed: null},
	});
	const patched = patchCustomers(known, [
		{
			...{system: 'billing', record: 'customer', key: {uid}},
			fields: {
				...{
					uid,
					id: login,
					disable: 0,
					deleted: 0,
					activate: null,
					expire: null,
					company_id: 3,
					bill_id: 0,
					credit: '0.00',
				},
				...{
					'users_pi.fio': 'Коваль',
					'person.name': 'Коваль Іван Петрович',
					'users_pi.phone': '',
					'person.phone': '111',
				},
			},
		},
		{
			...{system: 'billing', record: 'service', key: {id}},
			fields: {id, uid, service_id: 1, cid, iptv_login, disable, activate, expire, registration, tp_id},
		},
	]);
	expect(patched.customers).toEqual([seen]);
});
