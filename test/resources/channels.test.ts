import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ItvChannel as PortalChannel} from '../../source/demo/portal/state.ts';
import type {BillingChannelUsage} from '../../source/billing/channels.ts';
import {type StalkerChannel, parseChannel} from '../../source/resources/channels/channel.ts';
import {channels} from '../../source/resources/channels/channels.ts';
import {compareChannels, empty} from '../../source/resources/channels/compare.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {confirmationCount, planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {AppContext} from '../../source/app/context.ts';
import {openBilling} from '../../source/billing/billing.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const aChannel = (more: Partial<StalkerChannel> = {}): StalkerChannel => ({
	id: 1,
	name: 'Перший',
	number: 1,
	base_ch: '1',
	hd: '0',
	enable_monitoring: '0',
	url: '',
	...more,
});

const inBilling = (more: Partial<BillingChannelUsage> = {}): BillingChannelUsage => ({
	id: 1,
	name: 'Перший',
	num: 1,
	port: 1,
	comments: '',
	filter_id: '',
	disable: 0,
	stream: '',
	state: 0,
	genre_id: 0,
	choices: 0,
	prices: 0,
	...more,
});

test.each<[string, readonly StalkerChannel[], readonly BillingChannelUsage[], readonly string[]]>([
	['the same', [aChannel()], [inBilling()], ['1 =']],
	['only in Stalker', [aChannel()], [], ['1 + G1']],
	['only in billing', [], [inBilling()], ['1 - G2']],
	['renamed', [aChannel({name: 'Первый'})], [inBilling()], ['1 ~ G3']],
	['renamed by case alone', [aChannel({name: 'перший'})], [inBilling()], ['1 ~ G3']],
	['renumbered', [aChannel({number: 7})], [inBilling()], ['1 ~ G3']],
	['another port', [aChannel()], [inBilling({port: 9})], ['1 ~ G3']],
	['billing’s own fields', [aChannel()], [inBilling({comments: 'ours', genre_id: 3})], ['1 =']],
	['equal names and numbers', [aChannel(), aChannel({id: 2})], [inBilling()], ['1 =', '2 + G1']],
	['one id twice', [aChannel(), aChannel({name: 'Другий'})], [inBilling()], ['1 #1 ! G4', '1 #2 ! G4']],
])('%s', (_, items, billing, expected) => {
	const rows = compareChannels(
		{items, invalid: [], warnings: []},
		{...empty.billing, channels: billing},
		false,
	);
	expect(
		rows.map(({key, mark, differences}) => [key, mark, ...differences.map(({code}) => code)].join(' ')),
	).toEqual(expected);
});

test('each of several channels with one id leads to another of them', () => {
	const rows = compareChannels(
		{items: [aChannel(), aChannel(), aChannel(), aChannel({id: 2})], invalid: [], warnings: []},
		empty.billing,
		false,
	);
	const led = rows.map(row => {
		const link = channels.related!(row);
		return link && channels.find(link.id, rows).map(({key}) => key);
	});
	expect(led).toEqual([['1 #2'], ['1 #1'], ['1 #2'], null]);
});

test('on a short list, or with invalid records, nothing is only in billing', () => {
	const invalid = [{key: 'record:1', reason: 'id', raw: null}];
	const billing = {...empty.billing, channels: [inBilling()]};
	expect(compareChannels({items: [], invalid: [], warnings: []}, billing, true)[0]!.mark).toBe('?');
	expect(compareChannels({items: [], invalid, warnings: []}, billing, false).map(({mark}) => mark)).toEqual([
		'!',
		'?',
	]);
});

test.each([
	[
		{id: '7', name: 'A', number: '3'},
		{id: 7, name: 'A', number: 3},
	],
	[{id: 7}, {id: 7, name: '', number: 0}],
	[
		{id: 7, name: 12, number: null},
		{name: '12', number: 0},
	],
	[{id: '0'}, null],
	[{id: '7a'}, null],
	[{name: 'A'}, null],
	[{id: 7, number: '1.5'}, null],
	[null, null],
])('%j is read as %j', (raw, item) => {
	const read = parseChannel(raw);
	if (item === null) expect(read).toHaveProperty('reason');
	else expect(read).toMatchObject({item});
});

onEachEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
		fixture.portal.state.channels = [1, 2, 3].map(id => stalkerChannel(id));
	});
	afterEach(async () => fixture.close());

	const stalkerChannel = (id: number, more: Partial<PortalChannel> = {}): PortalChannel => ({
		id,
		name: `Канал ${id}`,
		number: String(id),
		base_ch: '0',
		hd: '0',
		enable_monitoring: '0',
		monitoring_url: '',
		monitoring_status: '0',
		...more,
	});

	/** Billing's channels 1–`n`, equal to Stalker's apart from billing's own fields. */
	async function fill(n: number): Promise<void> {
		await fixture.query(
			`insert into iptv_channels (id, name, num, port, comments, genre_id) select i, 'Канал ' || i, i, i, 'ours', 4 from generate_series(1, ?::int) i`,
			[n],
		);
	}

	/** A choice of, and a price for, this channel. */
	async function use(channel: number): Promise<void> {
		await fixture.query(`insert into users (uid, id) values (1, 'ivan')`);
		await fixture.query(
			'insert into iptv_main (id, uid, service_id, tp_id) select 5, 1, service_id, tp_id from tarif_plans',
		);
		await fixture.query(
			`insert into intervals (id, tp_id, begin, "end") select 1, tp_id, '00:00', '24:00' from tarif_plans`,
		);
		await fixture.query(
			'insert into iptv_users_channels (id, channel_id, tp_id, uid) select 5, ?, tp_id, 1 from tarif_plans',
			[channel],
		);
		await fixture.query(
			'insert into iptv_ti_channels (channel_id, interval_id, month_price) values (?, 1, 12.5)',
			[channel],
		);
	}

	const list = async () =>
		(
			await fixture.query<{row: string}>(
				`select concat_ws(' ', id, num, port, name, comments) as row from iptv_channels order by id`,
			)
		).map(({row}) => row);
	const importAll = async () => fixture.act('channels import channels');
	const action = channels.actions[0]!;
	const plan = async () => {
		const comparison = await readAndCompare(channels, fixture.context);
		return {comparison, plan: planAction(action, 'channels', [], comparison)};
	};

	test('billing ends with exactly Stalker’s channels; what is billing’s own stays on those that stay; a second time changes nothing', async () => {
		await fill(4);
		fixture.portal.state.channels = [
			stalkerChannel(1),
			stalkerChannel(2, {name: 'Культура', number: '0'}),
			stalkerChannel(9, {name: 'Канал 1', number: '1'}),
		];
		expect((await importAll()).outcome).toMatchObject({
			is: 'done',
			changed: true,
			message: {values: {added: 1, changed: 1, gone: 2}},
		});
		expect(await list()).toEqual(['1 1 1 Канал 1 ours', '2 0 2 Культура ours', '9 1 9 Канал 1 ']);
		const tables = await fixture.tables();
		expect((await importAll()).outcome).toMatchObject({is: 'done', changed: false});
		expect(await fixture.tables()).toBe(tables);
		expect(fixture.written()).toEqual([]);
	});

	test('what is deleted with a channel is named before, stored, and restored with it', async () => {
		await fill(4);
		await use(4);
		const before = await fixture.tables();
		const {plan: planned} = await plan();
		const {intent} = planned.planned[0]!;
		expect(questionsOf(intent)).toEqual([{code: 'channels-lose', values: {choices: 1, prices: 1}}]);
		expect(action.scope === 'list' && action.preview(intent)).toMatchObject({
			rows: [{mark: '-', cells: ['4', '4', {code: 'channel-lost'}]}],
		});
		fixture.portal.state.channels[0] = stalkerChannel(1, {name: 'Інший'});
		const {entry} = await importAll();
		expect(await fixture.tables()).not.toBe(before);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done', changed: true});
		expect(await fixture.tables()).toBe(before);
		expect(await fixture.undo(await fixture.entry(entry.id))).toMatchObject({
			is: 'refused',
			message: {code: 'already-undone'},
		});
	});

	test.each([
		['renamed', `update iptv_channels set name = 'x' where id = 1`],
		[
			'chosen anew',
			'insert into iptv_users_channels (id, channel_id, tp_id, uid) select 5, 3, tp_id, 1 from tarif_plans',
		],
		['gone, as the service that had chosen', 'delete from iptv_main'],
		['given a comment where it is new', `update iptv_channels set comments = 'x' where id = 3`],
		['given a genre where it is new', 'update iptv_channels set genre_id = 2 where id = 3'],
		['switched off where it is new', 'update iptv_channels set disable = 1 where id = 3'],
		['given another port', 'update iptv_channels set port = 7 where id = 1'],
	])('a list that was %s since is not put back', async (_, sql) => {
		await fill(2);
		await use(2);
		fixture.portal.state.channels = [stalkerChannel(1), stalkerChannel(3)];
		const {entry} = await importAll();
		await fixture.query(sql);
		const tables = await fixture.tables();
		expect(await fixture.undo(entry)).toMatchObject({is: 'refused'});
		expect(await fixture.tables()).toBe(tables);
	});

	test('a list that is short, doubled, unreadable or of names that are all too long to hold replaces nothing, nor do channels of several providers', async () => {
		await fill(20);
		const refused = async () => (await plan()).plan.refused.map(({message}) => message.code);
		expect(await refused()).toEqual(['list-short']);
		await fixture.query('delete from iptv_channels');
		fixture.portal.setFault({is: 'wrong-types'});
		expect(await refused()).toEqual(['channels-unreadable']);
		fixture.portal.setFault(null);
		fixture.portal.state.channels.push(stalkerChannel(3, {name: 'again'}));
		expect(await refused()).toEqual(['channels-doubled']);
		fixture.portal.state.channels = [1, 2, 3].map(id => stalkerChannel(id, {name: 'x'.repeat(81)}));
		expect(await refused()).toEqual(['channel-too-long']);
		fixture.portal.state.channels = [1, 2, 3].map(id => stalkerChannel(id));
		expect(await refused()).toEqual([]);
		await fixture.query(`insert into iptv_services (name, module) values ('Other', 'Other_api')`);
		expect(await refused()).toEqual(['channels-of-several']);
		await fixture.query(`update iptv_services set status = 1 where name = 'Other'`);
		expect(await refused()).toEqual([]);
	});

	test('channels whose names billing cannot hold are left out and named: what it has of them stays, and the rest goes', async () => {
		await fill(4);
		await use(3);
		fixture.portal.state.channels = [
			stalkerChannel(1, {name: 'Інший'}),
			stalkerChannel(2, {name: 'x'.repeat(80)}),
			stalkerChannel(3, {name: 'x'.repeat(81)}),
			stalkerChannel(7, {name: 'nul \0'}),
			stalkerChannel(8),
		];
		const before = await fixture.tables();
		const {plan: planned, comparison} = await plan();
		expect(planned.refused).toMatchObject([
			{is: 'refused', key: '3', message: {code: 'channel-too-long', values: {id: 3, most: 80}}},
			{is: 'refused', key: '7', message: {code: 'channel-unstorable', values: {id: 7}}},
		]);
		const outcomes = await runPlan(planned, comparison, fixture.context);
		expect(outcomes.map(({is, key}) => `${is} ${key}`)).toEqual(['refused 3', 'refused 7', 'done channels']);
		expect(outcomes[2]).toMatchObject({message: {values: {added: 1, changed: 2, gone: 1}}});
		expect(await list()).toEqual([
			'1 1 1 Інший ours',
			`2 2 2 ${'x'.repeat(80)} ours`,
			'3 3 3 Канал 3 ours',
			'8 8 8 Канал 8 ',
		]);
		expect((await plan()).plan).toMatchObject({planned: [{intent: {changes: []}}], refused: [{}, {}]});
		const [entry] = await fixture.context.billing.journal.list({limit: 1});
		expect(await fixture.undo(entry!)).toMatchObject({is: 'done', message: {values: {n: 4}}});
		expect(await fixture.tables()).toBe(before);
	});

	test('a list that has not been read is never an empty one', async () => {
		const comparison = {...(await plan()).comparison, stalker: channels.empty.stalker};
		expect(planAction(action, 'channels', [], comparison).refused).toMatchObject([
			{message: {code: 'not-known'}},
		]);
	});

	test('more than 30 % of ten channels go only by their number', async () => {
		await fill(10);
		fixture.portal.state.channels = [1, 2, 3, 4, 5, 6, 7].map(id => stalkerChannel(id));
		expect(confirmationCount((await plan()).plan)).toBeNull();
		fixture.portal.state.channels.pop();
		fixture.portal.state.channels.push(stalkerChannel(11));
		expect(confirmationCount((await plan()).plan)).toBe(4);
	});

	test.each([
		['a channel of billing’s', `update iptv_channels set comments = 'x' where id = 1`, 'channels-changed'],
		[
			'a choice',
			'insert into iptv_users_channels (id, channel_id, tp_id, uid) select 5, 1, tp_id, 1 from tarif_plans',
			'channels-changed',
		],
		[
			'another provider',
			`insert into iptv_services (name, module) values ('Other', 'Other_api')`,
			'channels-of-several',
		],
	])('nothing is written over %s that came after the plan', async (_, sql, code) => {
		await fill(2);
		await use(2);
		const {plan: planned, comparison} = await plan();
		await fixture.query(sql);
		const tables = await fixture.tables();
		expect(await runPlan(planned, comparison, fixture.context)).toMatchObject([
			{is: 'refused', message: {code}},
		]);
		expect(await fixture.tables()).toBe(tables);
		expect((await fixture.context.billing.journal.list({limit: 1}))[0]).toMatchObject({state: 'failed'});
	});

	test('a channel that vanishes from the portal between plan and apply stops it', async () => {
		const {plan: planned, comparison} = await plan();
		fixture.portal.state.channels.pop();
		expect(await runPlan(planned, comparison, fixture.context)).toMatchObject([
			{is: 'refused', message: {code: 'portal-channels-changed', values: {ids: [3]}}},
		]);
		expect(await list()).toEqual([]);
	});

	test('a portal that names, numbers or sends a channel otherwise by now stops it; one that sends the same in another order does not', async () => {
		const {plan: planned, comparison} = await plan();
		const {channels: sent} = fixture.portal.state;
		fixture.portal.state.channels = [
			stalkerChannel(1, {name: 'Інший'}),
			stalkerChannel(2, {number: '9'}),
			stalkerChannel(3),
			stalkerChannel(4),
		];
		expect(await runPlan(planned, comparison, fixture.context)).toMatchObject([
			{is: 'refused', message: {code: 'portal-channels-changed', values: {ids: [1, 2, 4]}}},
		]);
		expect(await list()).toEqual([]);
		fixture.portal.state.channels = sent.toReversed();
		expect(await runPlan(planned, comparison, fixture.context)).toMatchObject([{is: 'done', changed: true}]);
		expect(await list()).toHaveLength(3);
	});

	test('a port that alone changes is shown before, and put right', async () => {
		await fill(3);
		await fixture.query('update iptv_channels set port = 7 where id = 2');
		const {intent} = (await plan()).plan.planned[0]!;
		expect(action.scope === 'list' && action.preview(intent)).toEqual({
			columns: ['id', 'port', 'number', 'name'],
			rows: [{mark: '~', cells: ['2', {code: 'turned', values: {from: '7', to: '2'}}, '2', 'Канал 2']}],
		});
		await importAll();
		expect((await list())[1]).toBe('2 2 2 Канал 2 ours');
	});

	test('an import that fails in the middle changes nothing at all', async () => {
		await fill(2);
		await use(1);
		fixture.portal.state.channels = [stalkerChannel(2, {name: 'Інший'}), stalkerChannel(3, {name: 'boom'})];
		const tables = await fixture.tables();
		await fixture.query(`alter table iptv_channels add constraint no_boom check (name <> 'boom')`);
		try {
			expect((await importAll()).outcome).toMatchObject({is: 'failed'});
			expect(await fixture.tables()).toBe(tables);
			expect((await fixture.context.billing.journal.list({limit: 1}))[0]).toMatchObject({state: 'failed'});
		} finally {
			await fixture.query('alter table iptv_channels drop constraint no_boom');
		}
	});

	test('of two operators who import at once one does it, and the other gets a message', async () => {
		if (engine().engine.name === 'PGlite') return;
		const other = await openBilling(engine().engine.url);
		try {
			await fill(1);
			const second: AppContext = {...fixture.context, billing: other, runId: 'run-2'};
			const {plan: planned, comparison} = await plan();
			const both = await Promise.all([
				runPlan(planned, comparison, fixture.context),
				runPlan(planned, comparison, second),
			]);
			expect(
				both
					.flat()
					.map(({is}) => is)
					.toSorted(),
			).toEqual(['done', 'refused']);
			expect(await list()).toHaveLength(3);
		} finally {
			await other.close();
		}
	});
});
