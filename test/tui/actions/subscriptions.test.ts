import {afterEach, expect, test} from 'vitest';
import type {ServiceWithChannels} from '../../../source/resources/subscriptions/compare.ts';
import type {Subscription} from '../../../source/resources/subscriptions/subscription.ts';
import type {Row} from '../../../source/sync/row.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(scene => {
	let stage: SessionHarness;
	const open = async () => {
		stage = await createSessionHarness(scene().billing, {accounts: 60});
		await stage.press('4');
		return stage;
	};
	afterEach(async () => stage.close());

	const chosen = async () =>
		scene().database.query('select id, channel_id, uid from iptv_users_channels order by 1, 2');
	/** This account chooses what billing has, and others may not have. */
	const chooses = async (uid: number) => {
		const rows = await scene().database.query<{port: number}>('select port from iptv_channels');
		const ports = new Set(rows.map(({port}) => port));
		const {channels, subscriptions} = stage.portal.state;
		subscriptions.find(one => one.uid === uid)!.sub_ch = channels
			.filter(({id}) => ports.has(id))
			.slice(-4)
			.map(({id}) => String(id));
	};

	/** Rows of services that channels can be recorded for. */
	const recordable = ({list}: SessionHarness) =>
		(list().rows as ReadonlyArray<Row<Subscription, ServiceWithChannels>>).filter(
			({mark, stalker, billing}) =>
				(mark === '=' || mark === '~') && stalker?.sub_ch && billing && billing.service.tp_id !== null,
		);

	test('a box that was moved to another customer takes nothing into the service of the one who had it', async () => {
		const {press, moveTo, portal, state, messageText, row} = await open();
		const [one, two] = recordable(stage);
		const userOf = ({stalker}: Row<Subscription, ServiceWithChannels>) =>
			portal.state.users.find(({login}) => login === stalker!.login)!;
		const [had, has] = [userOf(one!), userOf(two!)];
		const box = had.mac;
		had.mac = '00:1A:79:77:77:77';
		has.mac = box;
		await chooses(has.id);
		const before = await chosen();
		// The list of accounts is the one that this run began with.
		await press('r');
		await moveTo(box);
		expect(row()).toMatchObject({mark: '?', ours: null});
		await press('+');
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain('Read Accounts again');
		expect(await chosen()).toEqual(before);
		await press('1', 'r', '4', 'r');
		await moveTo(box);
		expect(row()).toMatchObject({theirs: {login: has.login}});
		expect(row()!.mark).not.toBe('?');
		await press('+');
		if (state().mode.is === 'picker') await press('enter');
		if (state().mode.is === 'confirm') await press('y');
		const uid = two!.billing!.uid;
		const fresh = (await chosen()).filter(
			choice => !before.some(other => JSON.stringify(other) === JSON.stringify(choice)),
		);
		expect(fresh.every(choice => choice['uid'] === uid)).toBe(true);
	});

	test('an account that is another one when the question is answered takes nothing', async () => {
		const {press, moveTo, portal, state, messageText} = await open();
		const [one] = recordable(stage);
		const user = portal.state.users.find(({login}) => login === one!.stalker!.login)!;
		await chooses(user.id);
		const before = await chosen();
		await press('r');
		await moveTo(one!.key);
		await press('space', '+');
		if (state().mode.is === 'picker') await press('enter');
		expect(state().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		// Neither list that is read again tells it.
		user.login = 'somebody else';
		await press('y');
		expect(messageText()).toContain('is not what it was when the accounts were read');
		expect(await chosen()).toEqual(before);
	});

	test.each(['zero', 'half'] as const)(
		'no choice is removed, whatever is pressed, while the portal lists too few channels: %s',
		async is => {
			const {press, moveTo, portal, state, messageText, list} = await open();
			const before = await chosen();
			const onlyOurs = () => list().rows.filter(({mark}) => mark === '-').length;
			const left = onlyOurs();
			const withChoices = recordable(stage).filter(({billing}) => billing!.channels.length > 0);
			expect(withChoices.length).toBeGreaterThan(0);
			portal.setFault({is, matches: ({path}) => path.endsWith('/itv')});
			await press('r');
			for (const {key} of withChoices) {
				await moveTo(key);
				await press('+');
				if (state().mode.is !== 'picker') continue;
				await press('down', 'enter');
				expect(state().mode.is).toBe('browse');
				expect(messageText()).toContain('none is removed from billing');
			}

			expect(await chosen()).toEqual(expect.arrayContaining([...before]));
			expect(onlyOurs()).toBe(left);
		},
	);
});
