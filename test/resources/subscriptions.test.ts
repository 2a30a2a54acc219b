import {afterEach, beforeEach, expect, test} from 'vitest';
import type {BillingChannelUsage} from '../../source/billing/channels.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import type {AccountList} from '../../source/resources/accounts/build-row.ts';
import {channels} from '../../source/resources/channels/channels.ts';
import {compareSubscriptions} from '../../source/resources/subscriptions/compare.ts';
import {
	accountIndexFor,
	parseSubscription,
	type Subscription,
} from '../../source/resources/subscriptions/read-subscriptions.ts';
import {subscriptions} from '../../source/resources/subscriptions/subscriptions.ts';
import {applyUndo, planUndo} from '../../source/resources/find-undo.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {memoizeWeak} from '../../source/sync/memoize-weak.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onEachEngine} from '../billing/engines.ts';
import {createSubscriber, createAccount, billingCustomers} from './fixtures.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const resource = subscriptions as unknown as AnyResource;
const mac = (index: number): string => `00:1A:79:00:00:0${index}`;

const aSubscription = (more: Partial<Subscription> = {}): Subscription => ({
	mac: mac(1),
	ls: '101',
	sub_ch: ['1', '2'],
	additional_services_on: '1',
	login: 'ivan',
	online: false,
	names: [],
	subscribed: null,
	...more,
});

const channel = (id: number, port = id): BillingChannelUsage => ({
	id,
	name: `Канал ${id}`,
	num: id,
	port,
	comments: '',
	filter_id: '',
	disable: 0,
	stream: '',
	state: 0,
	genre_id: 0,
	choices: 0,
	prices: 0,
});

const readingOf = memoizeWeak((accounts: readonly Account[]): AccountList => ({
	items: accounts,
	invalid: [],
	warnings: [],
	defaultPlan: null,
	planIds: [],
}));

const petro = createAccount({login: 'petro', stb_mac: mac(5), account_number: '102'});
const ofPetro = createSubscriber({id: 102, cid: mac(5), iptv_login: 'petro'}, {uid: 2, login: 'petro'});

const compared = (
	items: readonly Subscription[],
	chosen: readonly number[],
	{
		accounts = [createAccount()],
		customers = [createSubscriber()],
		channels = [channel(1), channel(2), channel(3)],
		listed = ['1', '2', '3'],
		expected = {channels: 3, accounts: 1},
		short = false,
	} = {},
) =>
	compareSubscriptions(
		{
			items,
			invalid: [],
			warnings: [],
			accounts: readingOf(accounts),
			accountIndices: items.map(item => accountIndexFor(item, readingOf(accounts))),
			channels: new Map(listed.map(id => [id, `Канал ${id}`])),
			orphans: 0,
		},
		{
			...billingCustomers(customers),
			choices: chosen.length > 0 ? [{tvId: 101, channels: chosen}] : [],
			channels,
			expected,
			owner: null,
		},
		short,
	).map(({key, mark, differences}) =>
		[key, mark, ...differences.map(({code, with: names}) => [code, ...(names ?? [])].join(' '))].join(' '),
	);

test.each<[string, readonly Subscription[], readonly number[], object, readonly string[]]>([
	['the same', [aSubscription()], [1, 2], {}, [`${mac(1)} =`]],
	['in another order', [aSubscription({sub_ch: ['2', '1']})], [1, 2], {}, [`${mac(1)} =`]],
	['none on either side', [aSubscription({sub_ch: []})], [], {}, [`${mac(1)} =`]],
	['more in Stalker', [aSubscription()], [1], {}, [`${mac(1)} ~ H1 +Канал 2`]],
	['more in billing', [aSubscription()], [1, 2, 3], {}, [`${mac(1)} ~ H1 -Канал 3`]],
	['a channel that is gone', [aSubscription({sub_ch: ['1', '2', '999']})], [1, 2], {}, [`${mac(1)} ~ H2`]],
	[
		'billing’s channel by its port',
		[aSubscription({sub_ch: ['2']})],
		[7],
		{channels: [channel(7, 2)]},
		[`${mac(1)} =`],
	],
	['not known', [aSubscription({sub_ch: null})], [1, 2], {}, [`${mac(1)} ?`]],
	[
		'of an account that billing does not know',
		[aSubscription({mac: mac(5), ls: '102'})],
		[],
		{accounts: [createAccount(), petro]},
		[`${mac(5)} + A1`],
	],
	['of no account that was read', [aSubscription({mac: mac(5), ls: '102'})], [], {}, [`${mac(5)} ?`]],
	[
		'of a box that another account has now',
		[aSubscription({ls: '102'})],
		[],
		{accounts: [createAccount(), petro], customers: [createSubscriber(), ofPetro]},
		[`${mac(1)} ?`],
	],
	['without a number, as older portals send it', [aSubscription({ls: ''})], [1, 2], {}, [`${mac(1)} =`]],
	['without a MAC', [aSubscription({mac: ''})], [1, 2], {}, ['number:101 =']],
	[
		'of a box that two accounts have, and the number tells which',
		[aSubscription()],
		[1, 2],
		{accounts: [createAccount(), createAccount({login: 'petro', account_number: '102'})]},
		[`${mac(1)} =`],
	],
	[
		'of a box that two accounts have, and nothing tells which',
		[aSubscription({ls: ''})],
		[1, 2],
		{accounts: [createAccount(), createAccount({login: 'petro', account_number: '102'})]},
		[`${mac(1)} ! D3 ivan petro`, 'service:101 ?'],
	],
	[
		'of a number that two accounts have',
		[aSubscription({mac: ''})],
		[],
		{accounts: [createAccount(), createAccount({login: 'petro', stb_mac: mac(5)})]},
		['number:101 ! F2 ivan petro'],
	],
	[
		'of an account whose names lead to two services',
		[aSubscription({ls: '102'})],
		[1],
		{
			accounts: [createAccount({login: 'petro', account_number: '102'})],
			customers: [
				createSubscriber(),
				createSubscriber({id: 102, cid: '', iptv_login: 'petro'}, {uid: 2, login: 'petro'}),
			],
		},
		[`${mac(1)} ! A4 petro (TV id 102) ivan (TV id 101)`, 'service:101 ?'],
	],
	['chosen in billing, and Stalker tells nothing of the account', [], [1], {}, ['service:101 ?']],
	[
		'a channel that is gone, and billing has it yet',
		[aSubscription({sub_ch: ['1', '4']})],
		[1, 4],
		{channels: [channel(1), channel(4)]},
		[`${mac(1)} ~ H2`],
	],
	[
		'a channel that is gone, beside one that only billing has',
		[aSubscription({sub_ch: ['1', '4']})],
		[1, 2, 4],
		{channels: [channel(1), channel(2), channel(4)]},
		[`${mac(1)} ~ H1 -Канал 2 H2`],
	],
	['no channels are listed', [aSubscription()], [1, 2], {listed: []}, [`${mac(1)} ?`]],
	[
		'few channels are listed, not the chosen ones',
		[aSubscription()],
		[1],
		{listed: ['1', '3']},
		[`${mac(1)} ?`],
	],
	[
		'few channels are listed, the chosen ones among them',
		[aSubscription()],
		[1, 3],
		{listed: ['1', '2']},
		[`${mac(1)} ~ H1 +Канал 2 -Канал 3`],
	],
	[
		'few channels are listed, as a person has accepted',
		[aSubscription()],
		[1, 2],
		{listed: ['1'], expected: {channels: 1, accounts: 1}},
		[`${mac(1)} ~ H2`],
	],
	[
		'chosen in billing, and the account is gone',
		[],
		[1],
		{accounts: [], expected: {channels: 3, accounts: 0}},
		['service:101 - H3'],
	],
	[
		'on a short list',
		[],
		[1],
		{accounts: [], expected: {channels: 3, accounts: 0}, short: true},
		['service:101 ?'],
	],
	['on a short list of accounts', [], [1], {accounts: []}, ['service:101 ?']],
])('%s', (_, items, chosen, more, expected) => {
	expect(compared(items, chosen, more)).toEqual(expected);
});

test.each([
	[false, null],
	[null, null],
	[[], []],
	[
		['1', 2, '2'],
		['1', '2'],
	],
	[{0: '1', 2: '5'}, ['1', '5']],
])('sub_ch %j is read as %j', (raw, sub_ch) => {
	expect(parseSubscription({mac: mac(1), ls: 7, sub_ch: raw})).toMatchObject({item: {sub_ch, ls: '7'}});
});

test('a record without a list of channels is invalid', () => {
	expect(parseSubscription({mac: mac(1), ls: '7', sub_ch: 'a:1'})).toHaveProperty('reason');
	expect(parseSubscription(null)).toHaveProperty('reason');
});

onEachEngine(engine => {
	let fixture: UndoSystems;
	const [adding] = resource.actions;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
		const {state} = fixture.portal;
		state.channels = [1, 2, 3, 4].map(id => ({
			id,
			name: `Канал ${id}`,
			number: String(id),
			base_ch: '0',
			hd: '0',
			enable_monitoring: '0',
			monitoring_url: '',
			monitoring_status: '0',
		}));
		const ivan = fixture.account({login: 'ivan', ls: '5', mac: mac(1)});
		state.subscriptions = [{uid: ivan.id, sub_ch: ['1', '2']}];
		await fixture.query(`insert into users (uid, id) values (1, 'ivan')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login) select 5, 1, service_id, tp_id, '${mac(1)}', 'ivan' from tarif_plans`,
		);
		await fixture.query(
			`insert into iptv_channels (id, name, num, port) select i, 'Канал ' || i, i, i from generate_series(1, 3) i`,
		);
	});
	afterEach(async () => fixture.close());

	const choose = async (...ids: readonly number[]) => {
		for (const id of ids)
			await fixture.query(
				'insert into iptv_users_channels (id, channel_id, tp_id, uid) select 5, ?, tp_id, 1 from tarif_plans',
				[id],
			);
	};

	const chosen = async () =>
		(
			await fixture.query<{channel_id: number}>(
				'select channel_id from iptv_users_channels where id = 5 order by 1',
			)
		).map(({channel_id: id}) => id);
	const planned = async (choice?: string) => {
		const comparison = await readAndCompare(resource, fixture.context);
		const rows = comparison.rows.filter(({key}) => key === mac(1));
		const plan = planAction(adding!, 'subscriptions', rows, comparison, choice === undefined ? {} : {choice});
		return {
			comparison,
			rows,
			plan,
			asks: plan.planned.flatMap(({intent}) => questionsOf(intent)),
		};
	};

	const add = async (choice?: string) =>
		fixture.act(`subscriptions add ${mac(1)}`, choice === undefined ? {} : {choice});

	test('what billing lacks is recorded without asking; a second time changes nothing; undo removes exactly that', async () => {
		await choose(1);
		expect((await planned()).asks).toEqual([]);
		const {outcome, entry} = await add();
		expect(outcome).toMatchObject({is: 'done', changed: true, message: {values: {added: 1, removed: 0}}});
		expect(await chosen()).toEqual([1, 2]);
		expect((await readAndCompare(resource, fixture.context)).rows[0]).toMatchObject({key: mac(1), mark: '='});
		expect((await add()).outcome).toMatchObject({is: 'done', changed: false});
		expect(fixture.written()).toEqual([]);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(await chosen()).toEqual([1]);
	});

	test('what only billing has stays, and goes when that is asked for; undo puts it back', async () => {
		await choose(1, 3);
		const {comparison, rows} = await planned();
		const {argument} = adding as Extract<typeof adding, {scope: 'rows'}>;
		expect(argument!.settled!(rows[0]!, comparison)).toBe(false);
		const kept = await add('keep');
		expect(kept.outcome).toMatchObject({message: {values: {added: 1, removed: 0, kept: 1}}});
		expect(await chosen()).toEqual([1, 2, 3]);
		expect((await planned('remove')).asks).toEqual([{code: 'ask-unchoose', values: {n: 1}}]);
		const {entry} = await add('remove');
		expect(await chosen()).toEqual([1, 2]);
		await fixture.undo(entry);
		expect(await chosen()).toEqual([1, 2, 3]);
	});

	test('a chosen channel that the portal has no more is not billing’s to lose', async () => {
		await choose(1, 2, 3);
		fixture.portal.state.channels = fixture.portal.state.channels.filter(({id}) => id !== 2);
		const {outcome} = await add('remove');
		expect(outcome).toMatchObject({is: 'done', changed: true, message: {values: {removed: 1}}});
		expect(await chosen()).toEqual([1, 2]);
	});

	test.each(['zero', 'half'] as const)(
		'nothing is removed while the portal lists too few channels: %s',
		async is => {
			await choose(1, 2, 3);
			fixture.portal.state.subscriptions[0]!.sub_ch = ['1', '3'];
			fixture.portal.setFault({is, matches: ({path}) => path.endsWith('/itv')});
			const comparison = await readAndCompare(resource, fixture.context);
			const shortage = {got: is === 'zero' ? 0 : 2, baseline: 3};
			expect(resource.notes!(comparison)).toEqual([{code: 'choices-unlisted', values: shortage}]);
			expect(comparison.rows[0]).toMatchObject({key: mac(1), mark: '?', differences: []});
			for (const choice of ['keep', 'remove']) {
				const {plan} = await planned(choice);
				expect(plan.planned).toEqual([]);
				expect(plan.refused).toMatchObject([
					{message: {code: 'choices-unlisted', values: shortage}, related: {resource: 'channels'}},
				]);
			}

			expect(await chosen()).toEqual([1, 2, 3]);
		},
	);

	test('on few channels, a row that they suffice for takes what it lacks, and loses nothing', async () => {
		await choose(1, 3);
		fixture.portal.setFault({is: 'half', matches: ({path}) => path.endsWith('/itv')});
		expect((await planned('remove')).plan.refused).toMatchObject([{message: {code: 'choices-unlisted'}}]);
		expect((await add('keep')).outcome).toMatchObject({is: 'done', changed: true});
		expect(await chosen()).toEqual([1, 2, 3]);
	});

	test.each(['itv', 'itv_subscription'])(
		'nothing is removed when %s comes short between the question and its answer',
		async list => {
			await choose(1, 2, 3);
			for (const login of ['petro', 'maria', 'olha']) {
				const user = fixture.account({login, mac: mac(5 + fixture.portal.state.users.length)});
				fixture.portal.state.subscriptions.push({uid: user.id, sub_ch: ['1']});
			}

			const {plan} = await planned('remove');
			expect(plan.planned).toHaveLength(1);
			fixture.portal.setFault({is: 'half', matches: ({path}) => path.endsWith(`/${list}`)});
			const comparison = await readAndCompare(resource, fixture.context);
			expect(await runPlan(plan, comparison, fixture.context)).toMatchObject([
				{is: 'refused', message: {code: list === 'itv' ? 'choices-unlisted' : 'list-short'}},
			]);
			expect(await chosen()).toEqual([1, 2, 3]);
		},
	);

	test('fewer channels are the truth once that was accepted in Channels', async () => {
		await choose(1, 3);
		fixture.portal.state.channels = fixture.portal.state.channels.slice(0, 1);
		expect((await readAndCompare(resource, fixture.context)).rows[0]).toMatchObject({mark: '?'});
		const all = channels as unknown as AnyResource;
		expect((await readAndCompare(all, fixture.context)).short).toEqual({got: 1, baseline: 3});
		await readAndCompare(all, fixture.context, {acceptedCount: 1});
		expect((await readAndCompare(resource, fixture.context)).rows[0]).toMatchObject({mark: '~'});
		expect((await add('remove')).outcome).toMatchObject({is: 'done', message: {values: {removed: 1}}});
		expect(await chosen()).toEqual([1]);
	});

	test('choices under a former plan do not count, and are left alone', async () => {
		await fixture.query(
			`insert into tarif_plans (id, module, service_id, name) select 7, 'Iptv', service_id, 'old' from tarif_plans`,
		);
		await fixture.query(
			'insert into iptv_users_channels (id, channel_id, tp_id, uid) select 5, 3, tp_id, 1 from tarif_plans where id = 7',
		);
		await add();
		expect(await chosen()).toEqual([1, 2, 3]);
		expect((await readAndCompare(resource, fixture.context)).rows[0]).toMatchObject({mark: '='});
	});

	test.each([
		[
			'channels that billing lacks',
			async () => void (fixture.portal.state.subscriptions[0]!.sub_ch = ['1', '4']),
			'choice-of-unknown',
			'channels',
		],
		[
			'an account without a service',
			async () => fixture.query('delete from iptv_main'),
			'choice-without-service',
			'accounts',
		],
		[
			'a service without a plan',
			async () => fixture.query('update iptv_main set tp_id = 0'),
			'choice-without-plan',
			undefined,
		],
		[
			'a list that is not known',
			async () => void (fixture.portal.state.subscriptions[0]!.sub_ch = null),
			'choices-unreadable',
			undefined,
		],
	])('%s: refused, with the way out', async (_, change, code, related) => {
		await change();
		const {plan} = await planned();
		expect(plan.refused).toMatchObject([{message: {code}}]);
		expect((plan.refused[0] as {related?: {resource: string}}).related?.resource).toBe(related);
	});

	test('a channel that the portal has no more is not recorded, the others are', async () => {
		fixture.portal.state.subscriptions[0]!.sub_ch = ['1', '999'];
		await add();
		expect(await chosen()).toEqual([1]);
	});

	test.each([
		[
			'Stalker’s list',
			async () => void (fixture.portal.state.subscriptions[0]!.sub_ch = ['3']),
			'changed-row',
		],
		['billing’s list', async () => choose(3), 'choices-changed'],
		['the service’s plan', async () => fixture.query('update iptv_main set tp_id = 0'), 'choices-changed'],
		['the channels', async () => fixture.query('delete from iptv_channels where id = 2'), 'choices-changed'],
	])('nothing is written when %s changed since', async (_, change, code) => {
		const {plan, comparison} = await planned();
		await change();
		const before = await fixture.tables();
		expect(await runPlan(plan, comparison, fixture.context)).toMatchObject([
			{is: 'refused', message: {code}},
		]);
		expect(await fixture.tables()).toBe(before);
	});

	test('the MAC of two accounts: nothing is written into the service of the one that did not choose', async () => {
		const {state} = fixture.portal;
		const other = fixture.account({login: 'petro', ls: '6', mac: mac(1)});
		state.subscriptions = [{uid: other.id, sub_ch: ['3']}];
		await fixture.query(`insert into users (uid, id) values (2, 'petro')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login) select 6, 2, service_id, tp_id, '', 'petro' from tarif_plans`,
		);
		const before = await fixture.tables();
		const {rows, plan} = await planned();
		expect(rows).toMatchObject([{mark: '!', differences: [{code: 'A4'}], billing: null}]);
		expect(plan.planned).toEqual([]);
		expect(plan.refused).toMatchObject([
			{message: {code: 'conflict'}, related: {resource: 'accounts', id: 'petro'}},
		]);
		expect((await add()).outcome).toMatchObject({is: 'refused'});
		expect(await fixture.tables()).toBe(before);
	});

	test('the MAC of two accounts: of each the number tells its service', async () => {
		const {state} = fixture.portal;
		const other = fixture.account({login: 'petro', ls: '6', mac: mac(1)});
		state.subscriptions = [{uid: other.id, sub_ch: ['3']}];
		await fixture.query(`update iptv_main set cid = ''`);
		await fixture.query(`insert into users (uid, id) values (2, 'petro')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login) select 6, 2, service_id, tp_id, '${mac(1)}', 'petro' from tarif_plans`,
		);
		expect((await add()).outcome).toMatchObject({is: 'done', changed: true});
		expect(await fixture.query('select id, uid, channel_id from iptv_users_channels')).toEqual([
			{id: 6, uid: 2, channel_id: 3},
		]);
	});

	const changes: ReadonlyArray<readonly [string, () => void]> = [
		['its box is another account’s', () => moved()],
		['it has another login', () => void (fixture.portal.state.users[0]!.login = 'ivan2')],
		[
			'a second account has its box and number',
			() => void fixture.account({login: 'ivan2', ls: '5', mac: mac(1)}),
		],
		['it is gone, and a new one has its names', () => replaced()],
	];

	/** The box with its choices belongs to a new account; the list of accounts is older. */
	const moved = () => {
		const {state} = fixture.portal;
		state.users[0]!.mac = mac(9);
		const other = fixture.account({login: 'petro', ls: '6', mac: mac(1)});
		state.subscriptions = [{uid: other.id, sub_ch: ['1', '2']}];
	};

	const replaced = () => {
		const {state} = fixture.portal;
		state.users = [];
		const other = fixture.account({login: 'petro', ls: '5', mac: mac(1)});
		state.subscriptions = [{uid: other.id, sub_ch: ['1', '2']}];
	};

	test.each(changes)('nothing is written when %s by now', async (_, change) => {
		const {plan, comparison} = await planned();
		change();
		const before = await fixture.tables();
		expect(await runPlan(plan, comparison, fixture.context)).toMatchObject([{is: 'refused'}]);
		expect(await fixture.tables()).toBe(before);
		// The same while the whole list of accounts is outdated.
		const list = await readAndCompare(resource, fixture.context);
		const again = planAction(adding!, 'subscriptions', list.rows, list);
		const outcomes = await runPlan(again, list, fixture.context);
		expect(outcomes.map(({is}) => is)).not.toContain('done');
		expect(outcomes).toContainEqual(
			expect.objectContaining({related: expect.objectContaining({resource: 'accounts'})}),
		);
		expect(await fixture.tables()).toBe(before);
	});

	test('one small request confirms whose it is, and no list of accounts', async () => {
		await readAndCompare(resource, fixture.context);
		const from = fixture.portal.received.length;
		await add();
		expect(fixture.portal.received.slice(from).map(({path}) => path.split('/v1/')[1])).toEqual([
			'itv_subscription',
			'itv',
			'itv_subscription',
			`accounts/${mac(1)}`,
		]);
		expect(await chosen()).toEqual([1, 2]);
	});

	test('an account that the portal cannot tell of costs its own row alone, and the list of choices is read once', async () => {
		const indices = Array.from({length: 12}, (_, index) => index + 20);
		const macOf = (index: number) => `00:1A:79:00:01:${index}`;
		for (const index of indices) {
			const {id} = fixture.account({login: `user${index}`, ls: String(index), mac: macOf(index)});
			fixture.portal.state.subscriptions.push({uid: id, sub_ch: ['1']});
			await fixture.query('insert into users (uid, id) values (?, ?)', [index, `user${index}`]);
			await fixture.query(
				`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login) select ?, ?, service_id, tp_id, ?, ? from tarif_plans limit 1`,
				[index, index, macOf(index), `user${index}`],
			);
		}

		const comparison = await readAndCompare(resource, fixture.context);
		const plan = planAction(adding!, 'subscriptions', comparison.rows, comparison);
		const from = fixture.portal.received.length;
		fixture.portal.setFault({
			is: 'html',
			matches: ({path}) => path.includes('/accounts/') && path.includes(macOf(25)),
		});
		const outcomes = await runPlan(plan, comparison, fixture.context);
		fixture.portal.setFault(null);
		expect(outcomes.filter(({is}) => is === 'failed').map(({key}) => key)).toEqual([macOf(25)]);
		expect(outcomes.filter(({is}) => is === 'done')).toHaveLength(indices.length);
		const asked = fixture.portal.received.slice(from).map(({path}) => path.split('/v1/')[1]!);
		expect(asked.filter(path => path === 'itv_subscription')).toHaveLength(1);
	});

	test('where the accounts cannot be listed, the account that has the box now must lead to its service', async () => {
		fixture.portal.setFault({is: 'memory', matches: ({path}) => path.endsWith('/accounts')});
		const {rows, plan, comparison} = await planned();
		expect(comparison.stalker).toMatchObject({accounts: null});
		expect(rows).toMatchObject([{mark: '~'}]);
		const user = fixture.portal.state.users[0]!;
		Object.assign(user, {login: 'petro', ls: '5'});
		await fixture.query(`insert into users (uid, id) values (2, 'petro')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login) select 6, 2, service_id, tp_id, '', 'petro' from tarif_plans`,
		);
		const {plan: late, comparison: current} = await planned();
		expect(await runPlan(late, current, fixture.context)).toMatchObject([
			{is: 'refused', message: {code: 'choices-of-other'}},
		]);
		user.login = 'ivan';
		expect(await runPlan(plan, comparison, fixture.context)).toMatchObject([{is: 'done', changed: true}]);
		expect(await chosen()).toEqual([1, 2]);
	});

	test('many are confirmed a few hundred at a time, and one that is not takes no other with it', async () => {
		const {state} = fixture.portal;
		for (let index = 0; index < 250; index++) {
			const [ls, box] = [
				String(1000 + index),
				`00:1A:79:00:10:${index.toString(16).padStart(2, '0').toUpperCase()}`,
			];
			const user = fixture.account({login: `u${ls}`, ls, mac: box});
			state.subscriptions.push({uid: user.id, sub_ch: ['1']});
			await fixture.query('insert into users (uid, id) values (?, ?)', [1000 + index, `u${ls}`]);
		}

		await fixture.query(
			`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login)
			select u.uid, u.uid, service_id, tp_id, '00:1A:79:00:10:' || upper(lpad(to_hex(u.uid - 1000), 2, '0')), u.id from tarif_plans, users u where u.uid >= 1000`,
		);
		const comparison = await readAndCompare(resource, fixture.context);
		const plan = planAction(adding!, 'subscriptions', comparison.rows, comparison);
		expect(plan.planned).toHaveLength(251);
		state.users.find(({login}) => login === 'u1007')!.login = 'other';
		const from = fixture.portal.received.length;
		const outcomes = await runPlan(plan, comparison, fixture.context);
		expect(outcomes.filter(({is}) => is === 'done')).toHaveLength(250);
		expect(outcomes.filter(({is}) => is === 'refused')).toMatchObject([
			{message: {code: 'choices-of-other'}},
		]);
		expect(fixture.portal.received.length - from).toBe(3);
	});

	test('what was removed comes back with the time at which it was chosen', async () => {
		await choose(1, 2, 3);
		const before = await fixture.tables();
		const {entry} = await add('remove');
		expect(await chosen()).toEqual([1, 2]);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', changed: true});
		expect(await fixture.tables()).toBe(before);
	});

	test('an undo is refused when the choices changed since', async () => {
		const {entry} = await add();
		await fixture.query('delete from iptv_users_channels where channel_id = 2');
		expect(await fixture.undo(entry)).toMatchObject({is: 'refused', message: {code: 'undo-changed'}});
		expect(await chosen()).toEqual([1]);
	});

	test('an undo is refused when a recorded choice was removed and made again since', async () => {
		const {entry} = await add();
		await fixture.query('delete from iptv_users_channels where channel_id = 2');
		await choose(2);
		expect(await fixture.undo(entry)).toMatchObject({is: 'refused', message: {code: 'undo-changed'}});
		expect(await chosen()).toEqual([1, 2]);
		expect(await fixture.entry(entry.id)).toMatchObject({state: 'done'});
	});

	test('of several recorded at once each is undone for itself', async () => {
		const other = fixture.account({login: 'petro', ls: '6', mac: mac(6)});
		fixture.portal.state.subscriptions.push({uid: other.id, sub_ch: ['3']});
		await fixture.query(`insert into users (uid, id) values (2, 'petro')`);
		await fixture.query(
			`insert into iptv_main (id, uid, service_id, tp_id, cid, iptv_login) select 6, 2, service_id, tp_id, '${mac(6)}', 'petro' from tarif_plans`,
		);
		const comparison = await readAndCompare(resource, fixture.context);
		await runPlan(
			planAction(adding!, 'subscriptions', comparison.rows, comparison),
			comparison,
			fixture.context,
		);
		const [last] = await engine().billing.journal.list({limit: 1});
		const {steps} = await planUndo(last!, fixture.context);
		expect(steps.map(({key}) => key)).toEqual([mac(1), mac(6)]);
		expect(await applyUndo(steps.slice(1), fixture.context)).toMatchObject([{is: 'done', changed: true}]);
		expect(await fixture.query('select id, channel_id from iptv_users_channels order by 2')).toEqual([
			{id: 5, channel_id: 1},
			{id: 5, channel_id: 2},
		]);
	});

	test('records of deleted accounts are counted, not shown', async () => {
		fixture.portal.state.subscriptions.push({uid: 999, sub_ch: ['1']});
		fixture.portal.state.users = [];
		const comparison = await readAndCompare(resource, fixture.context);
		expect(resource.notes!(comparison)).toEqual([{code: 'choices-of-gone', values: {n: 2}}]);
	});

	test('packages are requested row by row, and only where they are missing', async () => {
		fixture.portal.state.boughtPackages.set(fixture.portal.state.users[0]!.id, [5]);
		const comparison = await readAndCompare(resource, fixture.context);
		const {lazyColumns} = resource;
		const found = await lazyColumns!.load(comparison.rows, fixture.context);
		expect(found.get(mac(1))).toMatchObject({subscribed: ['hd']});
		const rows = comparison.rows.map(row => ({...row, stalker: found.get(row.key) ?? row.stalker}));
		await lazyColumns!.load(rows, fixture.context);
		expect(
			fixture.portal.received
				.filter(({path}) => path.includes('account_subscription'))
				.map(({path}) => path.split('/v1/')[1]),
		).toEqual([`account_subscription/${mac(1)}`]);
	});
});
