import {afterEach, beforeEach, expect, test} from 'vitest';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import {resources} from '../../source/resources/index.ts';
import type {Action} from '../../source/sync/action.ts';
import {planRowUndos} from '../../source/sync/changes/undo.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {createFixAction} from '../../source/sync/plan-fixes.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Row} from '../../source/sync/row.ts';
import {onOneEngine} from '../billing/engines.ts';
import {createTestContext, requestsSince, type TestContext} from '../support/test-context.ts';

const named = (name: string) => resources.find(one => one.name === name)!;

onOneEngine(engine => {
	let systems: TestContext;
	beforeEach(async () => {
		systems = await createTestContext(engine().billing, {accounts: 160});
	});
	afterEach(async () => systems.close());

	/** Runs an action on many rows; returns its entry. */
	const runOn = async (resource: AnyResource, action: Action, isChosen: (row: Row) => boolean) => {
		const {context} = systems;
		const comparison = await readAndCompare(resource, context);
		const rows = comparison.rows.filter(isChosen);
		const outcomes = await runPlan(planAction(action, resource.name, rows, comparison), comparison, context);
		const done = outcomes.filter(({is}) => is === 'done');
		expect(done.length, 'more than are asked for one by one').toBeGreaterThan(21);
		const [entry] = await context.billing.journal.list({limit: 1});
		return {entry: entry!, count: done.length};
	};

	const accounts = named('accounts');
	const actions: ReadonlyArray<
		readonly [name: string, resource: AnyResource, action: Action, isChosen: (row: Row) => boolean]
	> = [
		['deletions', accounts, accounts.actions.find(({name}) => name === 'delete')!, ({mark}) => mark === '+'],
		[
			'numbers',
			accounts,
			createFixAction(accounts, new Set(['A5']), 'billing'),
			({differences}) => differences.some(({code}) => code === 'A5'),
		],
		[
			'accounts that were switched off',
			accounts,
			createFixAction(accounts, new Set(['B1']), 'billing'),
			({differences}) => differences.some(({code}) => code === 'B1'),
		],
		[
			'chosen channels',
			named('subscriptions'),
			createFixAction(named('subscriptions'), new Set(['H1']), 'billing'),
			({differences}) => differences.some(({code}) => code === 'H1'),
		],
	];

	/** More rows than the demo has with such a difference. */
	const prepare = async () => {
		const {users} = systems.portal.state;
		for (const user of users.slice(0, 60)) if (/^\d{6}$/.test(user.ls)) user.ls = `old-${user.id}`;
		const {query} = systems.context.billing.database;
		await query('update iptv_main set disable = 1 where id % 2 = 0 and disable = 0');
		await query('delete from iptv_users_channels');
		const {users: owners, channels} = systems.portal.state;
		systems.portal.state.subscriptions = owners.map(({id}) => ({uid: id, sub_ch: [String(channels[1]!.id)]}));
		await query(
			`insert into iptv_users_channels (id, uid, tp_id, channel_id)
			select m.id, m.uid, m.tp_id, c.id from iptv_main m, iptv_channels c where m.tp_id > 0 and c.port = ?`,
			[systems.portal.state.channels[0]!.id],
		);
	};

	test.each(actions)(
		'the undo of many %s is planned with a few requests, and as if each were planned alone',
		async (_, resource, action, isChosen) => {
			await prepare();
			const {entry, count} = await runOn(resource, action, isChosen);
			const {context, portal} = systems;
			const rows = await context.changes.ports.journal.rows(entry.id);

			// Some are taken, changed or gone meanwhile.
			const {users} = portal.state;
			const [first, second, third, fourth] = rows.map(({set}) => {
				const change = set.changes.find(({system, key}) => system === 'stalker' && 'login' in key);
				return change!.key as {
					readonly login: string;
					readonly stb_mac: string;
					readonly account_number: string;
				};
			});
			users[120]!.login = first!.login.toUpperCase();
			users[121]!.mac = second!.stb_mac.toLowerCase();
			users[122]!.ls = `${third!.account_number} `;
			const changed = users.find(({login}) => login === fourth!.login);
			if (changed) Object.assign(changed, {fname: 'Somebody Else', status: 1 - changed.status});

			const from = portal.received.length;
			const {steps, refused} = await planUndo(entry, context);
			const requests = requestsSince(portal, from);
			expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(9);
			expect(steps.length + refused.length).toBe(rows.length);
			expect(steps.length).toBeGreaterThan(count - 10);

			const options = {ports: context.changes.ports, providerId: entry.service_id!};
			const together = await planRowUndos(
				rows,
				rows.map(() => null),
				options,
			);
			for (const [index, row] of rows.entries())
				expect(together[index]).toEqual((await planRowUndos([row], [null], options))[0]);
		},
		120_000,
	);

	test('what was planned together is undone', async () => {
		const [, resource, action, isChosen] = actions[0]!;
		const before = systems.portal.state.users.map(({login, ls, mac}) => `${login} ${ls} ${mac}`);
		const {entry} = await runOn(resource, action, isChosen);
		const {steps} = await planUndo(entry, systems.context);
		const outcomes = await applyUndo(steps, systems.context);
		expect(outcomes.filter(({is}) => is !== 'done')).toEqual([]);
		const after = systems.portal.state.users.map(({login, ls, mac}) => `${login} ${ls} ${mac}`);
		expect(new Set(after)).toEqual(new Set(before));
	}, 120_000);
});
