import {afterEach, expect, test} from 'vitest';
import type {ServiceWithChannels} from '../../../source/resources/subscriptions/compare.ts';
import type {Subscription} from '../../../source/resources/subscriptions/read-subscriptions.ts';
import type {Row} from '../../../source/sync/row.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async () => {
		harness = await createSessionHarness(engine().billing, {accounts: 60});
		await harness.press('4');
		return harness;
	};
	afterEach(async () => harness.close());

	const choices = async () =>
		engine().database.query('select id, channel_id, uid from iptv_users_channels order by 1, 2');
	/** Lets this account choose four channels that billing knows. */
	const chooseChannels = async (uid: number) => {
		const rows = await engine().database.query<{port: number}>('select port from iptv_channels');
		const ports = new Set(rows.map(({port}) => port));
		const {channels, subscriptions} = harness.portal.state;
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

	test('no channel is recorded for the former owner of a box that has another owner now', async () => {
		const {press, moveTo, portal, state, messageText, row} = await open();
		const [oneRow, otherRow] = recordable(harness);
		const userOf = ({stalker}: Row<Subscription, ServiceWithChannels>) =>
			portal.state.users.find(({login}) => login === stalker!.login)!;
		const [formerOwner, owner] = [userOf(oneRow!), userOf(otherRow!)];
		const mac = formerOwner.mac;
		formerOwner.mac = '00:1A:79:77:77:77';
		owner.mac = mac;
		await chooseChannels(owner.id);
		const before = await choices();
		// The list of accounts is still the first one of this session.
		await press('r');
		await moveTo(mac);
		expect(row()).toMatchObject({mark: '?', billing: null});
		await press('+');
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain('Read Accounts again');
		expect(await choices()).toEqual(before);
		await press('1', 'r', '4', 'r');
		await moveTo(mac);
		expect(row()).toMatchObject({stalker: {login: owner.login}});
		expect(row()!.mark).not.toBe('?');
		await press('+');
		if (state().mode.is === 'picker') await press('enter');
		if (state().mode.is === 'confirm') await press('y');
		const {uid} = otherRow!.billing!;
		const added = (await choices()).filter(
			choice => !before.some(other => JSON.stringify(other) === JSON.stringify(choice)),
		);
		expect(added.every(choice => choice['uid'] === uid)).toBe(true);
	});

	test('no channel is recorded for an account that has changed before the confirmation is answered', async () => {
		const {press, moveTo, portal, state, messageText} = await open();
		const [one] = recordable(harness);
		const user = portal.state.users.find(({login}) => login === one!.stalker!.login)!;
		await chooseChannels(user.id);
		const before = await choices();
		await press('r');
		await moveTo(one!.key);
		await press('space', '+');
		if (state().mode.is === 'picker') await press('enter');
		expect(state().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		// Neither of the two lists that are read again shows it.
		user.login = 'somebody else';
		await press('y');
		expect(messageText()).toContain('changed since the accounts were read');
		expect(await choices()).toEqual(before);
	});

	test('the list is read again where it is not known whether choices were written', async () => {
		const {press, moveTo, portal, row, state} = await open();
		const differing = recordable(harness).find(
			({differences, billing}) =>
				differences.some(({code}) => code === 'H1') && billing!.channels.length === 0,
		)!;
		await moveTo(differing.key);
		await press('f');
		await press('1');
		expect(state().mode.is).toBe('confirm');
		// The answer to the PUT, and that to reading back.
		let isSent = false;
		portal.setFault({
			is: 'reset',
			times: 2,
			afterWork: true,
			matches({method, path}) {
				isSent ||= method === 'PUT' && path.includes('/itv_subscription/');
				return isSent;
			},
		});
		await press('y');
		expect(state().results!.lines).toMatchObject([{is: 'failed'}]);
		expect(row()).toMatchObject({key: differing.key, mark: '='});
	});

	test.each(['zero', 'half'] as const)(
		'no channel choice is removed while the portal lists too few channels: %s',
		async is => {
			const {press, moveTo, portal, state, messageText, list} = await open();
			const before = await choices();
			const countOnlyInBilling = () => list().rows.filter(({mark}) => mark === '-').length;
			const expected = countOnlyInBilling();
			const withChoices = recordable(harness).filter(({billing}) => billing!.channels.length > 0);
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

			expect(await choices()).toEqual(expect.arrayContaining([...before]));
			expect(countOnlyInBilling()).toBe(expected);
		},
	);
});
