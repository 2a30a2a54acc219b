import fc from 'fast-check';
import {afterEach, expect, test} from 'vitest';
import type {AppContext} from '../../source/app/context.ts';
import {makePlan} from '../../source/commands/make-plan.ts';
import type {Policy} from '../../source/config/policy.ts';
import {isMessage} from '../../source/i18n/message.ts';
import {recoverInterrupted} from '../../source/resources/recover-interrupted.ts';
import {applyLists} from '../../source/sync/apply-plan.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {countChanges, plannedKeys, planList} from '../../source/sync/list-plan.ts';
import {policyRequest} from '../../source/sync/policy-plan.ts';
import {empty, onOneEngine} from '../billing/engines.ts';
import {createKillable} from '../support/killable.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {scaledRuns, scaledTimeoutMs} from '../support/thoroughness.ts';

const policy: Policy = {
	uses: new Map([
		['A1', 'stalker'],
		['A2', 'stalker'],
		['A5', 'billing'],
		['B1', 'billing'],
		['B3', 'billing'],
		['C1', 'billing'],
		['C2', 'stalker'],
		['E1', 'stalker'],
		['E2', 'billing'],
	]),
	maxChanges: 1000,
	maxShare: 100,
};

const {signal} = new AbortController();

const planOf = async (context: AppContext) => {
	const lists = await makePlan(context, policy, signal);
	if (isMessage(lists)) throw new Error(lists.code);
	return lists;
};

/** Plans and applies; `by` is the context that writes. */
const apply = async (context: AppContext, by: Pick<AppContext, 'changes'> = context) =>
	applyLists(await planOf(context), by, {
		signal,
		planAgain: async resource =>
			planList(resource, await readAndCompare(resource, context), policyRequest(policy.uses)),
		onProgress: () => {},
	});

onOneEngine(
	engine => {
		let systems: TestContext | null = null;
		afterEach(async () => systems?.close());

		const open = async (seed: number): Promise<TestContext> => {
			await systems?.close();
			await empty(engine().database);
			systems = await createTestContext(engine().billing, {accounts: 30, seed});
			return systems;
		};

		test(
			'killed at any step of any plan, applied again it ends as if nothing had happened, and a third time writes nothing',
			{timeout: scaledTimeoutMs(180_000)},
			async () => {
				await fc.assert(
					fc.asyncProperty(
						fc.integer({min: 1, max: 10_000}),
						fc.double({min: 0, max: 1, noNaN: true}),
						async (seed, share) => {
							const {portal, context, reset} = await open(seed);
							const counting = createKillable(context, Infinity);
							const whole = await apply(context, counting.context);
							expect(whole.applied.filter(({outcome}) => outcome.is !== 'done')).toEqual([]);
							const accounts = JSON.stringify(portal.state.users);
							await reset();

							const killedAt = 1 + Math.floor(share * (counting.steps() - 1));
							await apply(systems!.context, createKillable(systems!.context, killedAt).context);
							const next = {...systems!.context, runId: 'the next one'};
							await recoverInterrupted(next);
							const again = await apply(next);
							expect(again.applied.filter(({outcome}) => outcome.is !== 'done')).toEqual([]);
							expect(JSON.stringify(portal.state.users)).toBe(accounts);
							expect(countChanges(await planOf(systems!.context))).toBe(0);
							expect(await systems!.context.billing.journal.list({limit: 9, open: true})).toEqual([]);
						},
					),
					{numRuns: scaledRuns(12)},
				);
			},
		);

		test('the rows of a list fail by name where it is short when it is planned again', async () => {
			const {context} = await open(1);
			const lists = await planOf(context);
			const again = lists.find(({waiting}) => waiting.length > 0);
			expect(again!.refused.length).toBeGreaterThan(0);
			const {applied, refused} = await applyLists(lists, context, {
				signal,
				planAgain: async resource => {
					const comparison = await readAndCompare(resource, context);
					return planList(
						resource,
						{...comparison, short: {got: 1, baseline: 30}},
						policyRequest(policy.uses),
					);
				},
				onProgress: () => {},
			});
			const failed = applied.filter(({outcome}) => outcome.is === 'failed');
			expect(new Set(failed.map(({outcome}) => outcome.key))).toEqual(new Set(plannedKeys(again!)));
			expect(new Set(failed.map(({outcome}) => outcome.message.code))).toEqual(new Set(['list-short']));
			// What the plan has refused is reported all the same.
			expect(refused.map(({outcome}) => outcome)).toEqual(lists.flatMap(list => list.refused));
		});
	},
	{fill: true},
);
