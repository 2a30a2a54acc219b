import {isDeepStrictEqual} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Billing} from '../../source/billing/billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {recoverInterrupted} from '../../source/resources/recover-interrupted.ts';
import {resources} from '../../source/resources/index.ts';
import type {Outcome} from '../../source/sync/action.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {DifferenceCode} from '../../source/sync/difference.ts';
import type {Fix, FixUse} from '../../source/sync/fix.ts';
import {planFixes} from '../../source/sync/plan-fixes.ts';
import {runPlan, type Plan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Comparison} from '../../source/sync/row.ts';
import {withFault} from '../billing/db-faults.ts';
import {onOneEngine} from '../billing/engines.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {failureSteps, type FailureStep} from './action-trials.ts';
import {faults, faultsOnWrites} from './portal-fault-kinds.ts';

/** Every fix that writes by itself; the others are actions, which have tables of their own. */
const fixes = resources.flatMap(resource =>
	(resource.fixes ?? []).flatMap(fix => ('changes' in fix ? [{resource, fix, use: fix.use}] : [])),
);

/**
A write that is never answered ends as one whose connection is reset does, only later: `portal-faults.test.ts` has it for every action.
*/
const briefFaults = faultsOnWrites.filter(name => name !== 'no answer in time');

/** A row with its fix, as it is planned on systems that nobody has touched. */
type Trial = {readonly comparison: Comparison; readonly plan: Plan; readonly kind: DifferenceCode};

/** The resource or table of each record. */
const places: Readonly<Record<string, string>> = {
	account: 'accounts',
	subscription: 'itv_subscription',
	box: 'send_event',
	service: 'iptv_main',
	tariff: 'tarif_plans',
};

/** What a plan writes, as fixes declare it. */
const writtenBy = ({planned}: Plan): readonly string[] =>
	planned.flatMap(({intent}) =>
		intent.changes.flatMap(({record, before, after}) =>
			Object.entries(after ?? {})
				.filter(([field, value]) => !isDeepStrictEqual(value, before?.[field]))
				.map(([field]) =>
					field === 'choices'
						? 'iptv_users_channels'
						: record === 'customer'
							? field
							: `${places[record] ?? record}.${field}`,
				),
		),
	);

onOneEngine(
	engine => {
		let billing: Billing;
		let systems: TestContext;
		beforeAll(async () => {
			const state = seedPortal({accounts: 300});
			state.settings.internalBilling = true;
			({billing} = engine());
			systems = await createTestContext(billing, {state});
		});
		afterAll(async () => systems.close());

		/** As at the start, and with services that Stalker may be right about: the demo's are off for reasons of billing's own. */
		async function reset(): Promise<void> {
			await systems.reset();
			await engine().query('update iptv_main set disable = 1 where disable = 4');
		}

		const portalState = () =>
			JSON.stringify([systems.portal.state.users, systems.portal.state.subscriptions]);
		const openEntries = async () => (await billing.journal.list({limit: 9, open: true})).length;

		/** Plans the fix of the first row that has one. */
		async function planFirst(resource: AnyResource, fix: Fix): Promise<Trial> {
			const comparison = await readAndCompare(resource, systems.context);
			for (const row of comparison.rows)
				for (const kind of fix.kinds) {
					if (row.mark === '!' || row.mark === '?' || !row.differences.some(({code}) => code === kind))
						continue;
					const [plan] = planFixes(resource, [row], comparison, new Set([kind]), fix.use);
					if (plan!.planned.length === 0) continue;
					expect(fix).toMatchObject({writes: expect.arrayContaining([...writtenBy(plan!)])});
					return {comparison, plan: plan!, kind};
				}

			throw new Error(`The demo has nothing for ${fix.name}.`);
		}

		const run = async ({plan, comparison}: Trial): Promise<Outcome> =>
			(await runPlan(plan, comparison, systems.context))[0]!;

		/** Ten minutes later the program starts again and fixes the row: then it differs no more, and no entry is open. */
		async function finish(resource: AnyResource, {kind, plan}: Trial, use: FixUse): Promise<void> {
			await engine().query(
				`update stalker_journal set run = 'earlier', at = at - interval '10 minutes', leased_at = leased_at - interval '10 minutes' where state = 'open'`,
			);
			await recoverInterrupted(systems.context);
			const comparison = await readAndCompare(resource, systems.context);
			const {key} = plan.planned[0]!;
			const rows = comparison.rows.filter(
				row => row.key === key && row.differences.some(({code}) => code === kind),
			);
			for (const again of planFixes(resource, rows, comparison, new Set([kind]), use))
				for (const outcome of await runPlan(again, comparison, systems.context))
					expect(outcome).toMatchObject({is: 'done'});
			const after = await readAndCompare(resource, systems.context);
			const row = after.rows.find(one => one.key === key);
			expect(row?.differences.map(({code}) => code) ?? []).not.toContain(kind);
			expect(await openEntries()).toBe(0);
		}

		describe.each(
			fixes
				.filter(({use}) => use === 'billing')
				.map(one => [`${one.resource.name} ${one.fix.name}`, one] as const),
		)('%s, which writes Stalker', (_, {resource, fix, use}) => {
			test.each([
				['the write', false],
				['the write, done', true],
			] as const)('every fault of the portal at %s', async (_place, afterWork) => {
				await reset();
				let trial = await planFirst(resource, fix);
				for (const name of briefFaults) {
					const [portalBefore, billingBefore] = [portalState(), await systems.dumpTables()];
					const sent = systems.writes().length;
					systems.portal.setFault({
						...faults[name]!,
						afterWork,
						matches: ({method, path}) => method !== 'GET' && !path.includes('send_event'),
					});
					const outcome = await run(trial);
					systems.portal.setFault(null);
					expect(await systems.dumpTables(), name).toBe(billingBefore);
					const written = systems
						.writes()
						.slice(sent)
						.filter(one => !one.includes('send_event'));
					expect(written.length, name).toBe(1);
					const isWritten = portalState() !== portalBefore;
					// A success is real, and whatever is not known has an open entry.
					if (outcome.is === 'done') expect(isWritten, name).toBe(true);
					if (outcome.is !== 'done' && isWritten) expect(await openEntries(), name).toBe(1);
					if (!isWritten && (await openEntries()) === 0) continue;
					if (outcome.is !== 'done') await finish(resource, trial, use);
					await reset();
					trial = await planFirst(resource, fix);
				}
			});

			test('billing that fails before and after the write', async () => {
				await reset();
				const trial = await planFirst(resource, fix);
				const before = portalState();
				const {result, hits} = await withFault(
					engine().database,
					{...failureSteps['the intent'], harm: {is: 'refuses', state: '53100'}},
					async () => run(trial),
				);
				expect([result.is, hits > 0, portalState() === before]).toEqual(['failed', true, true]);
				const unlogged = await withFault(
					engine().database,
					{...failureSteps['the end'], harm: {is: 'refuses', state: '53100'}},
					async () => run(trial),
				);
				expect(unlogged.result.is).toBe('failed');
				expect([portalState() === before, await openEntries()]).toEqual([false, 1]);
				await finish(resource, trial, use);
			});
		});

		/** Where billing can fail while a fix writes it. Phones and names are in a table of their own. */
		const steps: readonly FailureStep[] = ['the intent', 'the rows', 'the log', 'the commit', 'the end'];
		const isOfPlans = (resource: AnyResource): boolean => resource.name === 'tariffs';

		describe.each(
			fixes
				.filter(({use}) => use === 'stalker')
				.map(one => [`${one.resource.name} ${one.fix.name}`, one] as const),
		)('%s, which writes billing', (_, {resource, fix, use}) => {
			test('every fault of billing', async () => {
				await reset();
				let trial = await planFirst(resource, fix);
				for (const step of steps)
					for (const state of ['40001', '53100', '42501', '25006']) {
						const [portalBefore, billingBefore] = [portalState(), await systems.dumpTables()];
						const {tables, ...point} = failureSteps[step];
						const {result, hits} = await withFault(
							engine().database,
							{
								...point,
								tables: step === 'the rows' ? [...tables, 'users_pi'] : tables,
								harm: {is: 'refuses', state},
								...(state === '40001' && {times: 1}),
							},
							async () => run(trial),
						);
						expect(hits, `${step} ${state}`).toBeGreaterThan(0);
						expect(portalState()).toBe(portalBefore);
						const isWritten = (await systems.dumpTables()) !== billingBefore;
						expect(result.is === 'done', `${step} ${state}`).toBe(isWritten);
						if (!isWritten && (await openEntries()) === 0) continue;
						if (result.is !== 'done') await finish(resource, trial, use);
						await reset();
						trial = await planFirst(resource, fix);
					}
			});

			test.runIf(!isOfPlans(resource))(
				'a portal that fails while it is asked: nothing is written',
				async () => {
					await reset();
					const trial = await planFirst(resource, fix);
					const billingBefore = await systems.dumpTables();
					for (const name of Object.keys(faults).filter(one => one !== 'no answer in time')) {
						systems.portal.setFault(faults[name]!);
						const outcome = await run(trial);
						systems.portal.setFault(null);
						const isWritten = (await systems.dumpTables()) !== billingBefore;
						expect(outcome.is === 'done', name).toBe(isWritten);
						if (isWritten) {
							await reset();
							continue;
						}

						if ((await openEntries()) > 0) await finish(resource, trial, use);
						await reset();
					}
				},
			);
		});
	},
	{fill: true},
);
