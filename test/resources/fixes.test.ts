import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {insertUser} from '../../source/demo/portal/state.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {subscriptions} from '../../source/resources/subscriptions/subscriptions.ts';
import {tariffs} from '../../source/resources/tariffs/tariffs.ts';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {Outcome} from '../../source/sync/action.ts';
import {textOf} from '../../source/sync/changes/change.ts';
import type {DifferenceCode} from '../../source/sync/difference.ts';
import type {FixUse} from '../../source/sync/fix.ts';
import {planFixes} from '../../source/sync/plan-fixes.ts';
import {runPlan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Comparison} from '../../source/sync/row.ts';
import {onOneEngine} from '../billing/engines.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';

const accountsList = accounts as unknown as AnyResource;
const tariffsList = tariffs as unknown as AnyResource;
const subscriptionsList = subscriptions as unknown as AnyResource;

onOneEngine(
	fixture => {
		let systems: TestContext;

		beforeAll(async () => {
			const state = seedPortal({accounts: 300});
			state.settings.internalBilling = true;
			systems = await createTestContext(fixture().billing, {state});
		});
		beforeEach(async () => systems.reset());
		afterAll(async () => systems.close());

		const read = async (resource = accountsList): Promise<Comparison> =>
			readAndCompare(resource, systems.context);
		const rowsWith = ({rows}: Comparison, kinds: readonly string[]) =>
			rows.filter(
				({mark, differences}) =>
					mark !== '!' && mark !== '?' && differences.some(({code}) => kinds.includes(code)),
			);

		/** Fixes every row that has one of the kinds. */
		async function fixAll(
			kinds: readonly DifferenceCode[],
			use: FixUse,
			resource: AnyResource,
		): Promise<readonly Outcome[]> {
			const comparison = await read(resource);
			const outcomes: Outcome[] = [];
			for (const plan of planFixes(resource, rowsWith(comparison, kinds), comparison, new Set(kinds), use))
				outcomes.push(...(await runPlan(plan, comparison, systems.context)));
			return outcomes;
		}

		/** The portal's accounts and their chosen channels, as sets; without what a write changes beside them. */
		const portalAccounts = () => {
			const {users, subscriptions: chosen} = systems.portal.state;
			const sets = chosen.map(({uid, sub_ch}) => ({
				uid,
				sub_ch: typeof sub_ch === 'object' && sub_ch !== null ? Object.values(sub_ch).toSorted() : sub_ch,
			}));
			return structuredClone({users, sets});
		};

		const cases: ReadonlyArray<
			readonly [kinds: readonly DifferenceCode[], use: FixUse, resource: AnyResource]
		> = [
			[['A3'], 'billing', accountsList],
			[['B1', 'B3', 'B4'], 'billing', accountsList],
			[['B2'], 'billing', accountsList],
			[['C1', 'C4'], 'billing', accountsList],
			[['D1', 'D2'], 'billing', accountsList],
			[['A5'], 'billing', accountsList],
			[['E1', 'E2'], 'billing', accountsList],
			[['E3'], 'billing', accountsList],
			[['B1', 'B2'], 'stalker', accountsList],
			[['A3'], 'stalker', accountsList],
			[['D1', 'D2', 'D5'], 'stalker', accountsList],
			[['E3'], 'stalker', accountsList],
			[['C1'], 'stalker', accountsList],
			[['E1'], 'stalker', accountsList],
			[['H1'], 'billing', subscriptionsList],
			[['H2'], 'billing', subscriptionsList],
			[['H1', 'H2'], 'billing', subscriptionsList],
			[['H3'], 'stalker', subscriptionsList],
			[['C5'], 'stalker', tariffsList],
			[['C3'], 'stalker', tariffsList],
		];

		test.each(cases)(
			'%j by %s: what is fixed differs no more, and undo brings all of it back',
			async (kinds, use, resource) => {
				const [portalBefore, billingBefore] = [portalAccounts(), await systems.dumpTables()];
				const before = await read(resource);
				const outcomes = await fixAll(kinds, use, resource);
				const fixed = outcomes.filter(({is}) => is === 'done');
				expect(fixed.length).toBeGreaterThan(0);
				expect(outcomes.filter(({is}) => is === 'failed')).toEqual([]);
				const refused = new Set(outcomes.filter(({is}) => is === 'refused').map(({key}) => key));
				expect(new Set(rowsWith(await read(resource), kinds).map(({key}) => key))).toEqual(refused);
				expect(fixed.length + refused.size).toBe(rowsWith(before, kinds).length);
				if (use === 'billing') expect(await systems.dumpTables()).toBe(billingBefore);
				else expect(portalAccounts()).toEqual(portalBefore);

				const [journal] = new Set(fixed.map(one => (one.is === 'done' ? one.journal : undefined)));
				const entry = (await systems.context.billing.journal.show(journal!))!;
				const undo = await planUndo(entry, systems.context);
				expect(undo.refused).toEqual([]);
				expect(undo.steps.length).toBe(fixed.length);
				const undone = await applyUndo(undo.steps, systems.context);
				expect(undone.map(({is}) => is)).toEqual(fixed.map(() => 'done'));
				expect(await systems.dumpTables()).toBe(billingBefore);
				if (!kinds.includes('C4')) expect(portalAccounts()).toEqual(portalBefore);
			},
		);

		test('fixes of one row are one change set and one PUT', async () => {
			const [user] = systems.portal.state.users;
			Object.assign(user!, {fname: 'Хтось', phone: '111', account_balance: '5'});
			const comparison = await read();
			const row = comparison.rows.find(({key}) => key === user!.login)!;
			const kinds = new Set<DifferenceCode>(['E1', 'E2']);
			const [plan] = planFixes(accountsList, [row], comparison, kinds, 'billing');
			const [outcome] = await runPlan(plan!, comparison, systems.context);
			expect(outcome!.is).toBe('done');
			expect(systems.writes()).toHaveLength(1);
		});

		test('nothing is written to Stalker once billing has changed its mind', async () => {
			const comparison = await read();
			const rows = rowsWith(comparison, ['B1']);
			const [plan] = planFixes(accountsList, rows, comparison, new Set(['B1']), 'billing');
			await fixture().query('update iptv_main set disable = 0');
			await fixture().query('update users set disable = 0');
			const outcomes = await runPlan(plan!, comparison, systems.context);
			expect(outcomes.map(({is}) => is)).toEqual(rows.map(() => 'refused'));
			expect(systems.writes()).toEqual([]);
		});

		test.each([
			['login', {login: 'x', mac: '00:1A:79:EE:EE:01', ls: '1'}, 'login'],
			['MAC', {login: 'somebody_else', ls: '1'}, 'mac'],
			['number', {login: 'somebody_else', mac: '00:1A:79:EE:EE:01'}, 'ls'],
		] as const)(
			'no account is created once another one has its %s, whatever the list said',
			async (_, other, field) => {
				const comparison = await read();
				const [plan] = planFixes(
					accountsList,
					rowsWith(comparison, ['A3']),
					comparison,
					new Set(['A3']),
					'billing',
				);
				const [first] = plan!.planned;
				const {key} = first!.intent.changes.find(({operation}) => operation === 'create')!;
				const own = {login: key['login'], mac: key['stb_mac'], ls: key['account_number']}[field];
				insertUser(systems.portal.state, {...other, [field]: textOf(own)});
				const outcomes = await runPlan(
					{...plan!, planned: [first!], refused: []},
					comparison,
					systems.context,
				);
				expect(outcomes).toMatchObject([{is: 'refused', message: {code: 'taken-in-stalker'}}]);
				expect(systems.writes()).toEqual([]);
			},
		);

		test('nothing is written to billing once the account has changed', async () => {
			const billingBefore = await systems.dumpTables();
			const comparison = await read();
			const rows = rowsWith(comparison, ['B2']);
			const [plan] = planFixes(accountsList, rows, comparison, new Set(['B2']), 'stalker');
			for (const user of systems.portal.state.users) user.status = 0;
			const outcomes = await runPlan(plan!, comparison, systems.context);
			expect(outcomes.map(({is}) => is)).toEqual(rows.map(() => 'refused'));
			expect(await systems.dumpTables()).toBe(billingBefore);
		});
	},
	{fill: true},
);
