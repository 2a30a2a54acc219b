import fc from 'fast-check';
import {afterEach, expect, test} from 'vitest';
import type {AppContext} from '../../source/app/context.ts';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import {resources} from '../../source/resources/index.ts';
import {recoverInterrupted} from '../../source/resources/recover-interrupted.ts';
import type {Action} from '../../source/sync/action.ts';
import type {Change, ChangeSet} from '../../source/sync/changes/change.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {planAction, planRows, runPlan, type Plan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Comparison, Row} from '../../source/sync/row.ts';
import {empty, onOneEngine} from '../billing/engines.ts';
import {createKillable} from '../support/killable.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {scaledRuns, scaledTimeoutMs} from '../support/thoroughness.ts';

/** Actions that are declared by their changes and can be undone. */
const actions = resources.flatMap(resource =>
	resource.actions.flatMap(action => (!action.isFinal ? [{resource, action}] : [])),
);

/** A random system, and a random plan for it. */
const arbitraryCase = fc.record({
	seed: fc.integer({min: 1, max: 10_000}),
	action: fc.constantFrom(...actions.map(({resource, action}) => `${resource.name} ${action.name}`)),
	rows: fc.uniqueArray(fc.nat({max: 30}), {minLength: 1, maxLength: 8}),
	choice: fc.nat({max: 5}),
});
type Case = typeof arbitraryCase extends fc.Arbitrary<infer One> ? One : never;

/** What was planned, and on what. */
type Planned = {
	readonly resource: AnyResource;
	readonly action: Action;
	readonly comparison: Comparison;
	readonly plan: Plan;
	readonly choice: string | undefined;
};

async function planOf({action: name, rows: places, choice}: Case, context: AppContext): Promise<Planned> {
	const {resource, action} = actions.find(one => `${one.resource.name} ${one.action.name}` === name)!;
	const comparison = await readAndCompare(resource, context);
	if (action.scope === 'list')
		return {
			...{resource, action, comparison, choice: undefined},
			plan: planAction(action, resource.name, [], comparison),
		};
	const [first] = comparison.rows.flatMap(row =>
		choicesOf(row, action, comparison)
			.slice(0, choice + 1)
			.slice(-1),
	);
	const answer = action.argument ? first : undefined;
	const input = answer === undefined ? {} : {choice: answer};
	const writing = comparison.rows.filter(row =>
		planRows(action, [row], comparison, input).planned.some(({intent}) => intent.changes.length > 0),
	);
	const wanted = new Set(places.map(place => place % writing.length));
	const own = writing.filter((_, index) => wanted.has(index));
	// A value that is given as a word is of one row.
	const chosen = action.argument?.form === 'positional' ? own.slice(0, 1) : own;
	return {
		...{resource, action, comparison, choice: answer},
		plan: planRows(action, chosen, comparison, input),
	};
}

function choicesOf(row: Row, action: Action, comparison: Comparison): readonly string[] {
	const argument = action.scope === 'rows' ? action.argument : undefined;
	return row.stalker === null || !argument ? [] : argument.choices(row, comparison).map(({value}) => value);
}

/** The same action on the same rows, as the systems are now. */
async function planAgain({resource, action, plan, choice}: Planned, context: AppContext) {
	const comparison = await readAndCompare(resource, context);
	const keys = new Set(plan.planned.map(({key}) => key));
	const rows = comparison.rows.filter(({key}) => keys.has(key));
	return {
		comparison,
		plan: planAction(action, resource.name, rows, comparison, choice === undefined ? {} : {choice}),
	};
}

const losesAnything = ({changes}: ChangeSet): boolean =>
	changes.some(
		({operation, system, loses = []}) => loses.length > 0 || (system === 'stalker' && operation === 'delete'),
	);

const run = async ({plan, comparison}: Pick<Planned, 'plan' | 'comparison'>, context: AppContext) =>
	runPlan({...plan, refused: []}, comparison, context);

onOneEngine(
	engine => {
		let systems: TestContext | null = null;
		afterEach(async () => systems?.close());

		const open = async (seed: number): Promise<TestContext> => {
			await systems?.close();
			await empty(engine().database);
			systems = await createTestContext(engine().billing, {accounts: 16, seed});
			return systems;
		};
		const portalState = ({portal: {state}}: TestContext) => JSON.stringify(state);
		const dump = async (fixture: TestContext) => [await fixture.dumpTables(), portalState(fixture)];
		const check = async (
			runs: number,
			property: (one: Case, fixture: TestContext, planned: Planned) => Promise<void>,
		) =>
			fc.assert(
				fc.asyncProperty(arbitraryCase, async one => {
					const fixture = await open(one.seed);
					const planned = await planOf(one, fixture.context);
					fc.pre(planned.plan.planned.length > 0);
					await property(one, fixture, planned);
				}),
				{numRuns: scaledRuns(runs)},
			);
		const timeout = scaledTimeoutMs(120_000);

		test('applied twice, the second writes nothing', {timeout}, async () => {
			await check(12, async (_, fixture, planned) => {
				await run(planned, fixture.context);
				const [after, writes] = [await dump(fixture), fixture.writes().length];
				await run(planned, fixture.context);
				expect(await dump(fixture)).toEqual(after);
				await run(await planAgain(planned, fixture.context), fixture.context);
				expect(await dump(fixture)).toEqual(after);
				expect(fixture.writes()).toHaveLength(writes);
			});
		});

		test('applied and undone, both systems are as before, byte by byte', {timeout}, async () => {
			await check(15, async (_, fixture, planned) => {
				// What a deletion loses, its own tests name.
				fc.pre(!planned.plan.planned.some(({intent}) => losesAnything(intent)));
				const before = await dump(fixture);
				const outcomes = await run(planned, fixture.context);
				if (!outcomes.some(outcome => outcome.is === 'done' && outcome.changed)) return;
				const [entry] = await fixture.context.billing.journal.list({limit: 1});
				const {steps, refused} = await planUndo(entry!, fixture.context);
				expect(refused.map(({message}) => message)).toEqual([]);
				const undone = await applyUndo(steps, fixture.context);
				expect(undone.filter(({is}) => is !== 'done')).toEqual([]);
				expect(await dump(fixture)).toEqual(before);
			});
		});

		test(
			'what is not as it was before is not written over: nothing is written, and what is there is said',
			{timeout},
			async () => {
				await check(15, async ({choice}, fixture, planned) => {
					const [one] = planned.plan.planned;
					const changes = one!.intent.changes.flatMap(change => mutationOf(change, fixture));
					fc.pre(changes.length > 0);
					await changes[choice % changes.length]!();
					const before = await dump(fixture);
					const [outcome] = await run(
						{...planned, plan: {...planned.plan, planned: [one!]}},
						fixture.context,
					);
					expect(outcome).toMatchObject({is: 'refused', key: one!.key});
					expect(outcome!.message.code).not.toMatch(/^failed|^not-tried|^stale-record/);
					expect(await dump(fixture)).toEqual(before);
					expect(fixture.writes()).toEqual([]);
					expect(await fixture.context.billing.journal.list({limit: 9, open: true})).toEqual([]);
				});
			},
		);

		/** What somebody else may do to the record of a change between the plan and its application; none where it does not exist yet. */
		function mutationOf({record, operation, key, before}: Change, {portal}: TestContext) {
			const sql =
				(text: string, ...values: readonly unknown[]) =>
				async () => {
					await engine().database.query(text, values);
				};
			const {users, channels, subscriptions} = portal.state;
			const user = users.find(
				({login, mac, ls}) =>
					login === key['login'] && mac === key['stb_mac'] && ls === key['account_number'],
			);
			const box = users.find(({mac, ls}) => mac === key['mac'] && ls === key['ls']);
			const chosen = subscriptions.find(({uid}) => uid === box?.id);
			if (before === null) return [];
			switch (`${record} ${operation}`) {
				case 'channel check':
					return [sql(`insert into iptv_channels (id, name) values (888888, 'Rival')`)];
				case 'channel update':
				case 'channel delete':
					return [sql(`update iptv_channels set name = 'Rival' where id = ?`, key['id'])];
				case 'choice update':
					return [
						sql('update iptv_main set tp_id = 0 where id = ?', key['tvId']),
						sql(
							'insert into iptv_users_channels (id, tp_id, channel_id) values (?, ?, 888888)',
							key['tvId'],
							key['tp_id'],
						),
					];
				case 'service update':
					return [
						sql(
							`update iptv_main set ${'cid' in before ? 'cid' : 'iptv_login'} = 'rival' where id = ?`,
							key['id'] ?? key['tvId'],
						),
					];
				case 'account update':
				case 'account check':
					return user ? [async () => void (user.ls = '654321')] : [];
				case 'channels check':
					return [async () => void channels.pop()];
				case 'choices check':
					return chosen ? [async () => void (chosen.sub_ch = ['77'])] : [];
				default:
					return [];
			}
		}

		test('killed at any step and applied again, the end is the same', {timeout}, async () => {
			await check(15, async (one, fixture, planned) => {
				const whole = createKillable(fixture.context, Infinity);
				await run(planned, whole.context);
				const expected = [await canonical(), portalState(fixture)];
				const killedAt = 1 + ((one.seed * 7 + one.choice) % whole.steps());
				await fixture.reset();
				const killed = createKillable(fixture.context, killedAt);
				await run(planned, killed.context);
				const next = {...fixture.context, runId: 'the next one'};
				await recoverInterrupted(next);
				await run(await planAgain(planned, next), next);
				expect([await canonical(), portalState(fixture)]).toEqual(expected);
				const left = await fixture.context.billing.journal.list({limit: 9, open: true});
				expect(left.map(({action, error}) => [action, error])).toEqual([]);
			});
		});

		/** Billing's rows without the numbers that the database gives, which a transaction uses up even when it is rolled back. */
		async function canonical(): Promise<string> {
			const {query} = engine().database;
			const rows = await query<{text: string}>(
				`select concat_ws(' ', 'customer', u.id, u.disable, u.deleted, p.fio, p.phone, b.deposit) as text
					from users u left join users_pi p on p.uid = u.uid left join bills b on b.id = u.bill_id
				union all select concat_ws(' ', 'service', m.id, u.id, m.cid, m.iptv_login, m.disable, m.service_id, t.id, t.filter_id)
					from iptv_main m join users u on u.uid = m.uid left join tarif_plans t on t.tp_id = m.tp_id
				union all select concat_ws(' ', 'bills', count(*)) from bills
				union all select concat_ws(' ', 'plan', id, name, filter_id, service_id) from tarif_plans
				union all select concat_ws(' ', 'channel', id, name, num, port, comments) from iptv_channels
				union all select concat_ws(' ', 'choice', c.id, c.channel_id, t.id) from iptv_users_channels c left join tarif_plans t on t.tp_id = c.tp_id
				order by 1`,
			);
			return rows.map(({text}) => text).join('\n');
		}
	},
	{fill: true},
);
