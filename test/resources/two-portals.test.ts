import fc from 'fast-check';
import {afterEach, expect, test} from 'vitest';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import {resources} from '../../source/resources/index.ts';
import {differenceKinds, type DifferenceCode} from '../../source/sync/difference.ts';
import {fixActionName, planFixes} from '../../source/sync/plan-fixes.ts';
import {planAction, runPlan, type Plan} from '../../source/sync/plan-runner.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Comparison, Row} from '../../source/sync/row.ts';
import {empty, onOneEngine} from '../billing/engines.ts';
import {createDemoContext} from '../support/test-context.ts';
import {rowsOfPortal, startTwoPortals, type SharedPortal} from '../support/two-portals.ts';
import {scaledRuns, scaledTimeoutMs} from '../support/thoroughness.ts';

/** Every action that writes, and the fixes in both directions, by resource. */
const operations = resources.flatMap(resource => [
	...resource.actions.map(({name}) => ({resource, name})),
	...(resource.fixes ? ['billing', 'stalker'].map(use => ({resource, name: `${fixActionName} ${use}`})) : []),
]);

const arbitraryStep = fc.record({
	portal: fc.constantFrom(0, 1),
	operation: fc.constantFrom(...operations),
	rows: fc.uniqueArray(fc.nat({max: 40}), {minLength: 1, maxLength: 6}),
	undo: fc.boolean(),
});
type Step = typeof arbitraryStep extends fc.Arbitrary<infer One> ? One : never;

function plansOf({operation: {resource, name}, rows: places}: Step, comparison: Comparison): readonly Plan[] {
	const rows = comparison.rows.filter((_, index) =>
		places.some(place => place % comparison.rows.length === index),
	);
	if (name.startsWith(fixActionName))
		return planFixes(resource, rows, comparison, allKinds, name.endsWith('billing') ? 'billing' : 'stalker');
	const action = resource.actions.find(one => one.name === name)!;
	const choice = action.scope === 'rows' ? firstChoice(rows, comparison, action.argument) : undefined;
	return [planAction(action, resource.name, rows, comparison, choice === undefined ? {} : {choice})];
}

const allKinds: ReadonlySet<DifferenceCode> = new Set(Object.keys(differenceKinds) as DifferenceCode[]);

type Argument = Extract<AnyResource['actions'][number], {scope: 'rows'}>['argument'];

const firstChoice = (rows: readonly Row[], comparison: Comparison, argument: Argument): string | undefined =>
	argument?.isFreeText
		? 'a text'
		: rows.flatMap(row => (row.stalker && argument ? argument.choices(row, comparison) : []))[0]?.value;

onOneEngine(
	engine => {
		let portals: readonly SharedPortal[] = [];
		const close = async () => Promise.all(portals.map(async ({portal}) => portal.close()));
		afterEach(close);

		async function open(seed: number): Promise<readonly SharedPortal[]> {
			await close();
			await empty(engine().database);
			portals = await startTwoPortals(engine().billing, {accounts: 24, seed});
			return portals;
		}

		/** All that belongs to a portal, here and there. `asked`: how many requests it has received. */
		const everythingOf = async ({portal, providerId}: SharedPortal) => ({
			rows: await rowsOfPortal(engine().billing, providerId),
			state: JSON.stringify(portal.state),
			asked: portal.received.length,
			journal: (await engine().billing.journal.list({providerId, limit: 1000})).length,
		});

		/** Does one step on its portal; the channels are the first portal's. Resolves to how many rows were written. */
		async function take(step: Step, both: readonly SharedPortal[]): Promise<number> {
			const {portal, providerId} = both[step.portal]!;
			const channelOwner = step.portal === 0 ? 'this' : 'other';
			const context = createDemoContext(portal, engine().billing, providerId, {channelOwner});
			const comparison = await readAndCompare(step.operation.resource, context);
			const outcomes = [];
			for (const plan of plansOf(step, comparison))
				outcomes.push(...(await runPlan(plan, comparison, context)));
			const written = outcomes.filter(outcome => outcome.is === 'done' && outcome.changed).length;
			const [entry] = await context.billing.journal.list({providerId, limit: 1});
			if (step.undo && written > 0) await applyUndo((await planUndo(entry!, context)).steps, context);
			await context.close();
			return written;
		}

		test(
			'whatever is done on one of two portals with the same accounts, nothing of the other is read or written',
			{timeout: scaledTimeoutMs(180_000)},
			async () => {
				let written = 0;
				await fc.assert(
					fc.asyncProperty(
						fc.integer({min: 1, max: 10_000}),
						fc.array(arbitraryStep, {minLength: 3, maxLength: 6}),
						async (seed, steps) => {
							const both = await open(seed);
							for (const step of steps) {
								const other = both[1 - step.portal]!;
								const before = await everythingOf(other);
								written += await take(step, both);
								expect(await everythingOf(other)).toEqual(before);
							}
						},
					),
					{numRuns: scaledRuns(12)},
				);
				expect(written).toBeGreaterThan(0);
			},
		);
	},
	{fill: true},
);
