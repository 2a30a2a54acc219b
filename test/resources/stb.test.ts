import {afterEach, beforeEach, expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {type Box, parseBox} from '../../source/resources/stb/read-boxes.ts';
import {compareBoxes} from '../../source/resources/stb/compare.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {stb} from '../../source/resources/stb/stb.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {planAction, runPlan} from '../../source/sync/plan-runner.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {onEachEngine} from '../billing/engines.ts';
import {createCustomer, createSubscriber, billingCustomers} from './fixtures.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

const mac = (index: number): string => `00:1A:79:00:00:0${index}`;

const aBox = (more: Partial<Box> = {}): Box => ({
	mac: mac(1),
	login: 'ivan',
	ls: '101',
	status: '1',
	online: '0',
	ip: '',
	version: '',
	last_active: null,
	account_balance: '',
	additional_services_on: '1',
	stb_type: null,
	stb_sn: null,
	...more,
});

const compared = (
	items: readonly Box[],
	customers: Parameters<typeof billingCustomers>[0],
	more: {short?: boolean; byMac?: boolean} = {},
) =>
	compareBoxes(
		{items, invalid: [], warnings: [], accounts: null, isReadByMac: more.byMac ?? false},
		billingCustomers(customers),
		more.short ?? false,
	).map(({key, mark, differences}) => [key, mark, ...differences.map(({code}) => code)].join(' '));

test.each<[string, readonly Box[], Parameters<typeof billingCustomers>[0], readonly string[]]>([
	['registered', [aBox()], [createSubscriber()], [`${mac(1)} =`]],
	['in another notation', [aBox()], [createSubscriber({cid: '00-1a-79-00-00-01'})], [`${mac(1)} =`]],
	[
		'one of a list',
		[aBox()],
		[createSubscriber({cid: `${mac(7)};${mac(1)}`})],
		[`${mac(1)} =`, `${mac(7)} - A3`],
	],
	['not registered', [aBox()], [createCustomer()], [`${mac(1)} + F1`]],
	[
		'of two services',
		[aBox()],
		[createSubscriber(), createSubscriber({id: 102}, {uid: 2})],
		[`${mac(1)} ! D4`],
	],
	[
		'of two accounts',
		[aBox(), aBox({login: 'petro'})],
		[createSubscriber()],
		[`${mac(1)} #1 ! D3`, `${mac(1)} #2 ! D3`],
	],
	['an account without a box', [aBox({mac: ''})], [], ['ivan #1 =']],
	['only in billing', [], [createSubscriber()], [`${mac(1)} - A3`]],
	['only in billing, and never was', [], [createSubscriber({disable: 2})], []],
	['not Infomir’s', [aBox({mac: '10:27:BE:00:00:01'})], [], ['10:27:BE:00:00:01 + F1 D6']],
])('a box that is %s', (_, items, customers, expected) => {
	expect(compared(items, customers)).toEqual(expected);
});

test('unregistered boxes come first, online ones before the others and highlighted', () => {
	const boxes = [aBox(), aBox({mac: mac(2)}), aBox({mac: mac(3), online: '1'})];
	expect(compared(boxes, [createSubscriber()])).toEqual([`${mac(3)} + F1`, `${mac(2)} + F1`, `${mac(1)} =`]);
	const rows = compareBoxes(
		{items: boxes, invalid: [], warnings: [], accounts: null, isReadByMac: false},
		billingCustomers([createSubscriber()]),
		false,
	);
	expect(rows.map(row => stb.isUrgent!(row))).toEqual([true, false, false]);
});

test('on a short list, and where boxes were read by MAC, nothing is only in billing', () => {
	expect(compared([], [createSubscriber()], {short: true})).toEqual([`${mac(1)} ?`]);
	expect(compared([], [createSubscriber()], {byMac: true})).toEqual([`${mac(1)} ?`]);
});

test.each([
	[
		{mac: mac(1), ls: 101, online: 1, status: '0'},
		{ls: '101', online: '1', status: '0', login: ''},
	],
	[{mac: null}, {mac: ''}],
	[{login: 'ivan'}, null],
	['Array', null],
])('%j is read as %j', (raw, item) => {
	const read = parseBox(raw);
	if (item === null) expect(read).toHaveProperty('reason');
	else expect(read).toMatchObject({item});
});

onEachEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
		fixture.account({login: 'ivan', ls: '5', mac: mac(1)});
	});
	afterEach(async () => fixture.close());

	/** Customer `uid`, and a service for each of these. */
	async function customer(
		uid: number,
		login: string,
		...services: ReadonlyArray<{id: number; cid: string; iptv_login?: string}>
	): Promise<void> {
		await fixture.query('insert into users (uid, id) values (?, ?)', [uid, login]);
		for (const {id, cid, iptv_login = ''} of services)
			await fixture.query(
				'insert into iptv_main (id, uid, service_id, cid, iptv_login) values (?, ?, ?, ?, ?)',
				[id, uid, fixture.context.providerId, cid, iptv_login],
			);
	}

	const boxes = async () =>
		(
			await fixture.query<{row: string}>(
				`select concat_ws(' ', m.id, u.id, m.cid) as row from iptv_main m join users u using (uid) order by m.id`,
			)
		).map(({row}) => row);
	const register = async (choice?: string) =>
		fixture.act(`stb register ${mac(1)}`, choice === undefined ? {} : {choice});
	const resource = stb as unknown as AnyResource;
	const [registering, rebooting] = resource.actions;
	const planned = async (choice?: string) => {
		const comparison = await readAndCompare(resource, fixture.context);
		const rows = comparison.rows.filter(({key}) => key === mac(1));
		const plan = planAction(registering!, 'stb', rows, comparison, choice === undefined ? {} : {choice});
		return {
			comparison,
			rows,
			plan,
			asks: plan.planned.flatMap(({intent}) => questionsOf(intent)),
		};
	};

	test('an empty cid of the service that its names lead to is set without a choice, and undone', async () => {
		await customer(1, 'ivan', {id: 5, cid: '', iptv_login: 'ivan'});
		const before = await fixture.tables();
		const {comparison, rows, asks} = await planned();
		const {argument} = registering as Extract<typeof registering, {scope: 'rows'}>;
		expect(argument!.settled!(rows[0]!, comparison)).toBe(true);
		expect(asks).toEqual([]);
		const {outcome, entry} = await register();
		expect(outcome).toMatchObject({is: 'done', changed: true});
		expect(entry).toMatchObject({resource: 'stb', action: 'register', subject: mac(1), state: 'done'});
		expect(await boxes()).toEqual([`5 ivan ${mac(1)}`]);
		expect(fixture.written()).toEqual([]);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(await fixture.tables()).toBe(before);
	});

	test('a service with another box is never appended to: it asks, and names the box and who watches on it', async () => {
		await customer(1, 'ivan', {id: 5, cid: mac(2), iptv_login: 'ivan'});
		fixture.account({login: 'old', mac: mac(2), online: true});
		const {plan} = await planned();
		expect(plan.refused).toMatchObject([
			{message: {code: 'box-which-service', values: {services: [{tvId: 5, cid: mac(2)}]}}},
		]);
		const {asks} = await planned('id:5');
		expect(asks).toEqual([{code: 'ask-replace-box', values: {tvId: 5, old: [{mac: mac(2), online: true}]}}]);
		const {entry} = await register('id:5');
		expect(await boxes()).toEqual([`5 ivan ${mac(1)}`]);
		await fixture.undo(entry);
		expect(await boxes()).toEqual([`5 ivan ${mac(2)}`]);
	});

	test('whoever has no service gets one as + makes it: plan, number, status of the account; undo removes it', async () => {
		await customer(1, 'petro');
		const before = await fixture.tables();
		expect((await planned()).plan.refused).toMatchObject([{message: {code: 'box-names-nobody'}}]);
		const {outcome, entry} = await register('petro');
		expect(outcome).toMatchObject({is: 'done', key: mac(1), changed: true});
		expect(entry).toMatchObject({resource: 'accounts', action: 'add', subject: 'ivan'});
		expect(await boxes()).toEqual([`5 petro ${mac(1)}`]);
		expect(await fixture.undo(entry)).toMatchObject({is: 'done'});
		expect(await fixture.tables()).toBe(before);
	});

	test('a second service asks', async () => {
		await customer(1, 'petro', {id: 9, cid: mac(2)});
		expect((await planned('new:petro')).asks.map(({code}) => code)).toContain('ask-second-service');
		await register('new:petro');
		expect(await boxes()).toEqual([`5 petro ${mac(1)}`, `9 petro ${mac(2)}`]);
	});

	test.each([
		['nobody', 'box', 'customer-unknown'],
		['no service', 'id:77', 'service-unknown'],
		['several services', 'petro', 'box-which-service'],
	])('%s of that name is refused', async (_, choice, code) => {
		await customer(1, 'petro', {id: 8, cid: ''}, {id: 9, cid: ''});
		expect((await planned(choice)).plan.refused).toMatchObject([{message: {code}}]);
	});

	test('a MAC that a service has is refused, and that service shown', async () => {
		await customer(1, 'ivan', {id: 5, cid: ''});
		await customer(2, 'petro', {id: 9, cid: mac(1)});
		expect((await planned('id:5')).plan.refused).toMatchObject([
			{message: {code: 'box-taken', values: {tvIds: [9]}}, related: {resource: 'accounts', id: '9'}},
		]);
	});

	test.each([
		[
			'another gave it to somebody meanwhile',
			async () => customer(2, 'petro', {id: 9, cid: mac(1)}),
			'box-taken',
		],
		[
			'the service got a box meanwhile',
			async () => fixture.query(`update iptv_main set cid = '${mac(7)}'`),
			'billing-changed',
		],
		[
			'the box is another’s now',
			async () => void (fixture.portal.state.users[0]!.login = 'other'),
			'changed-row',
		],
		['the box is gone', async () => void (fixture.portal.state.users = []), 'changed-row'],
	])('nothing is written when %s', async (_, change, code) => {
		await customer(1, 'ivan', {id: 5, cid: ''});
		const {plan, comparison} = await planned('id:5');
		await change();
		const tables = await fixture.tables();
		expect(await runPlan(plan, comparison, fixture.context)).toMatchObject([
			{is: 'refused', message: {code}},
		]);
		expect(await fixture.tables()).toBe(tables);
	});

	test('of two operators who register one box for two customers, one does', async () => {
		if (engine().engine.name === 'PGlite') return;
		await customer(1, 'ivan', {id: 5, cid: ''});
		await customer(2, 'petro', {id: 9, cid: ''});
		const [one, two] = [await planned('id:5'), await planned('id:9')];
		const other = await openBilling(engine().engine.url);
		try {
			const both = await Promise.all([
				runPlan(one.plan, one.comparison, fixture.context),
				runPlan(two.plan, two.comparison, {
					changes: {
						...fixture.context.changes,
						ports: {
							...fixture.context.changes.ports,
							billing: other.executor,
							journal: other.changeJournal,
						},
					},
				}),
			]);
			expect(
				both
					.flat()
					.map(({is}) => is)
					.toSorted(),
			).toEqual(['done', 'refused']);
		} finally {
			await other.close();
		}
	});

	test('a reboot goes to the boxes that were named, one request each, and to nobody else', async () => {
		fixture.account({login: 'petro', mac: mac(2), online: true});
		fixture.account({login: 'olga', mac: mac(3)});
		const comparison = await readAndCompare(resource, fixture.context);
		const rows = comparison.rows.filter(({key}) => key !== mac(3));
		const outcomes = await runPlan(
			planAction(rebooting!, 'stb', rows, comparison),
			comparison,
			fixture.context,
		);
		expect(outcomes.map(({is, message}) => [is, message.code])).toEqual([
			['done', 'rebooted'],
			['done', 'rebooted'],
		]);
		expect(fixture.written()).toEqual([2, 1].map(index => `POST send_event/${mac(index)} event=reboot`));
		expect(fixture.portal.state.events.map(({uid, event}) => [uid, event])).toHaveLength(2);
		expect(
			(await fixture.context.billing.journal.list({limit: 9})).map(({action, state, row_count}) => [
				action,
				state,
				row_count,
			]),
		).toEqual([['reboot', 'done', 2]]);
	});

	test.each([
		['no MAC', {mac: ''}],
		['a MAC in another notation', {mac: '00-1a-79-00-00-01'}],
		['a text for a MAC', {mac: 'this-is-17-chars!'}],
	])('a box with %s is never asked to reboot', async (_, more) => {
		Object.assign(fixture.portal.state.users[0]!, more);
		const comparison = await readAndCompare(resource, fixture.context);
		const {planned: none, refused} = planAction(rebooting!, 'stb', comparison.rows, comparison);
		expect([none.length, refused.length]).toEqual([0, 1]);
	});

	test('an event that the portal answers with false has failed; one without an answer is reported as not known, and nothing is sent again', async () => {
		const reboot = async () => (await fixture.act(`stb reboot ${mac(1)}`)).outcome;
		const onWrite = ({method}: {readonly method: string}) => method === 'POST';
		fixture.portal.setFault({is: 'results-false', matches: onWrite});
		expect(await reboot()).toMatchObject({is: 'failed', message: {code: 'not-rebooted'}});
		fixture.portal.setFault({is: 'reset', matches: onWrite});
		expect(await reboot()).toMatchObject({is: 'failed', message: {code: 'reboot-unclear'}});
		expect(fixture.written()).toHaveLength(2);
		expect(await fixture.context.billing.journal.list({limit: 9})).toMatchObject([
			{state: 'unknown'},
			{state: 'failed'},
		]);
	});

	test('where the portal cannot list its boxes they are read by the MACs of its accounts', async () => {
		for (let index = 0; index < 450; index++)
			fixture.account({
				login: `u${index}`,
				mac: `00:1A:79:01:${(index >> 8).toString(16).padStart(2, '0').toUpperCase()}:${(index & 255).toString(16).padStart(2, '0').toUpperCase()}`,
			});
		fixture.account({login: 'boxless', mac: ''});
		const whole = await readAndCompare(resource, fixture.context);
		fixture.portal.setFault({is: 'memory', matches: ({path}) => path.endsWith('/stb')});
		const comparison = await readAndCompare(resource, fixture.context);
		expect(comparison.rows.map(({key}) => key).toSorted()).toEqual(
			whole.rows
				.map(({key}) => key)
				.filter(key => !key.startsWith('boxless'))
				.toSorted(),
		);
		expect(resource.notes!(comparison)).toEqual([{code: 'boxes-by-mac', values: {}}]);
		expect(fixture.portal.received.filter(({path}) => /\/stb\/./.test(path))).toHaveLength(3);
	});

	test('where the accounts cannot be read either, that error is thrown, and nothing is requested twice', async () => {
		fixture.portal.setFault({is: 'memory'});
		await expect(readAndCompare(resource, fixture.context)).rejects.toMatchObject({
			code: 'ERR_STALKER_INVALID_RESPONSE',
		});
		expect(fixture.portal.received.filter(({path}) => path.endsWith('/stb'))).toHaveLength(1);
	});

	test('type and serial number are the account’s; without accounts the boxes are still shown', async () => {
		Object.assign(fixture.portal.state.users[0]!, {stb_type: 'MAG322', sn: '042'});
		const column = resource.columns.find(({id}) => id === 'stb_type')!;
		const [row] = (await readAndCompare(resource, fixture.context)).rows;
		expect(column.value(row!)).toBe('MAG322');
	});
});
