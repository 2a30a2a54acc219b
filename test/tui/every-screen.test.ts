import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram, type Driver} from './driver.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {tmuxMissing, startInTmux} from './tmux-driver.ts';

/** The built program starts, reads both systems and gets some sixty keys, also on a busy machine. */
const timeoutMs = 180_000;

const screenOf = ({screen}: Driver): string => screen().join('\n');

/** The lines below the list: notification and keys. */
const footerOf = ({screen}: Driver): string => screen().slice(-4).join(' ').replaceAll(/\s+/g, ' ');

/** The line of the highlighted row. */
const highlighted = ({screen}: Driver): string => screen().find(line => line.startsWith('▶')) ?? '';

/** Replaces the filter. */
const setFilter = async ({press}: Driver, filter: string): Promise<void> =>
	press('/', 'ctrl-u', filter, 'enter');

/** A box of an account; billing has neither. */
const box = '00:1A:79:1B:05:7B';

/** Logins of the customers who have the box in billing. */
const owners = async ({query}: TestSystems) =>
	query(`select u.id as login from iptv_main s join users u on u.uid = s.uid where s.cid = '${box}'`);

const channelsInBilling = async ({query}: TestSystems) =>
	query('select id, port, num, name from iptv_channels order by id');

const channelsInPortal = ({portal}: TestSystems) =>
	portal.state.channels
		.map(({id, number, name}) => ({id, port: id, num: Number(number), name}))
		.toSorted((one, other) => one.id - other.id);

/** Ids of the channels that billing has for the TV service with this number. */
const chosenInBilling = async ({query}: TestSystems, service: number) =>
	(await query(`select channel_id from iptv_users_channels where id = ${service} order by channel_id`)).map(
		({channel_id: id}) => String(id),
	);

const chosenInPortal = ({portal}: TestSystems, login: string): readonly string[] => {
	const {id} = portal.state.users.find(user => user.login === login)!;
	return portal.state.subscriptions.find(({uid}) => uid === id)!.sub_ch as readonly string[];
};

describe.each(billingKinds)('with a billing that is %s', kind => {
	test('every screen, and each of its actions by its key', {timeout: timeoutMs}, async ({skip}) => {
		skip(tmuxMissing !== undefined, tmuxMissing);
		const systems = await startTestSystems(kind);
		onTestFinished(systems.close);
		const before = await channelsInBilling(systems);
		const t = await startInTmux({environment: systems.environment});
		onTestFinished(t.close);
		/** The embedded billing can be read only after the console has closed it. */
		const ifReadable = async (check: () => Promise<void>) => (kind === 'server' ? check() : undefined);

		await t.press('2');
		await setFilter(t, box);
		expect(highlighted(t)).toContain(`+ ${box} user00013 `);
		// The customer's own service is the first option, a second service the next one.
		await t.press('t', ...'user00005', 'down');
		expect(screenOf(t)).toContain('── For whom ');
		expect(highlighted(t)).toContain(`+ ${box} user00013 `);
		await t.press('enter');
		expect(screenOf(t)).toContain('── register · 1 row · STB');
		expect(screenOf(t)).toContain('“user00005”');
		await ifReadable(async () => expect(await owners(systems)).toEqual([]));
		await t.press('y');
		expect(highlighted(t)).toContain(`= ${box} user00013 `);
		expect(footerOf(t)).toMatch(/✓ .* · u undoes it/);
		await ifReadable(async () => expect(await owners(systems)).toEqual([{login: 'user00005'}]));

		await setFilter(t, 'sync:=');
		await t.press('home', 'space', 'space', 'b');
		expect(screenOf(t)).toContain('── reboot · 2 rows · STB');
		expect(footerOf(t)).toContain('Type 2 to reboot them:');
		expect(systems.writes()).toEqual([]);
		const rebooted = t
			.screen()
			.filter(line => line.startsWith(' ● '))
			.map(line => /([\dA-F]{2}:){5}[\dA-F]{2}/.exec(line)![0]);
		expect(rebooted).toHaveLength(2);
		await t.press('2', 'enter');
		expect(footerOf(t)).toContain('✓ 2 rows succeeded.');
		expect(footerOf(t)).not.toContain('u undoes it');
		// Two at a time are sent, in whichever order.
		expect(systems.writes().toSorted()).toEqual(rebooted.map(mac => `POST send_event/${mac}`).toSorted());

		// A reboot cannot be undone, so u undoes the action before it.
		await t.press('escape');
		await setFilter(t, box);
		await t.press('u');
		expect(screenOf(t)).toContain('── undo ');
		await t.press('y');
		expect(highlighted(t)).toContain(`+ ${box} user00013 `);
		await ifReadable(async () => expect(await owners(systems)).toEqual([]));

		await setFilter(t, 'user0001');
		await t.press('home', 'down', 'down');
		const [row, position] = [highlighted(t), /row \d+\/\d+/.exec(footerOf(t))![0]];
		const [login] = /user\d{5}/.exec(row)!;
		await t.press('o');
		expect(screenOf(t)).toContain('[1 Accounts]');
		expect(highlighted(t)).toContain(` ${login} `);
		await t.press('escape');
		expect(screenOf(t)).toContain('[2 STB]');
		expect(screenOf(t)).toContain('/ user0001 ');
		expect(highlighted(t)).toBe(row);
		expect(footerOf(t)).toContain(position);

		await t.press('3', 'i');
		expect(screenOf(t).replaceAll(/\s+/g, ' ')).toContain('5 new, 3 renamed or renumbered');
		expect(screenOf(t)).toMatch(/~ 20 +820 → 20 +Подорожі HD/);
		await t.press('y');
		expect(screenOf(t)).toContain(' 60 rows · = 60 ');
		await ifReadable(async () => expect(await channelsInBilling(systems)).toEqual(channelsInPortal(systems)));
		await t.press('u', 'y');
		expect(screenOf(t)).toContain(' 62 rows · = 52 ');
		await ifReadable(async () => expect(await channelsInBilling(systems)).toEqual(before));

		await t.press('4');
		await setFilter(t, 'user00011');
		expect(highlighted(t)).toMatch(/^▶ {2}~ user00011 .* 6≠5 +5 /);
		await t.press('+');
		expect(footerOf(t)).toContain('✓ Billing has 1 more channel of “user00011” now.');
		expect(highlighted(t)).toMatch(/^▶ {2}= user00011 .* 6 +6\b/);
		await t.press('enter');
		// The channels of both systems by name, side by side.
		expect(screenOf(t)).toMatch(
			/= Stalker channels sub_ch +29 Наука +29 Наука *\n +30 Наука HD +30 Наука HD/,
		);
		await t.press('escape');

		await t.press('6', 'enter', ...'tariffs', 'enter');
		expect(screenOf(t)).toMatch(/GET tariffs\n HTTP 200 · \d+ ms · [\d.]+ KB · table/);
		expect(screenOf(t)).toMatch(/ external_id +name /);
		await t.press('V');
		expect(screenOf(t)).toContain('"external_id": "101"');
		await t.press('V');
		expect(screenOf(t)).toContain('{"status":"OK","results":[{');

		await t.press('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(systems.writes()).toHaveLength(2);
		expect(await owners(systems)).toEqual([]);
		expect(await channelsInBilling(systems)).toEqual(before);
		expect(await chosenInBilling(systems, 100011)).toEqual(
			[...chosenInPortal(systems, 'user00011')].toSorted(byNumber),
		);
		expect(
			await systems.query('select resource, action, subject, state from stalker_journal order by id'),
		).toMatchObject([
			// A customer without a service got one, as + adds it: its journal entry belongs to the account.
			{resource: 'accounts', action: 'add', subject: 'user00013', state: 'undone'},
			// Several rows are one entry with its rows under it.
			{resource: 'stb', action: 'reboot', subject: '', state: 'done'},
			{resource: 'accounts', action: 'undo', subject: 'user00013', state: 'done'},
			{resource: 'channels', action: 'import', subject: 'channels', state: 'undone'},
			{resource: 'channels', action: 'undo', subject: 'channels', state: 'done'},
			{resource: 'subscriptions', action: 'add', state: 'done'},
		]);
		expect(
			await systems.query(
				`select r.row_key, r.state from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
				where j.action = 'reboot' order by r.position`,
			),
		).toEqual(rebooted.map(row_key => ({row_key, state: 'done'})));
	});

	test('each action by its command', {timeout: timeoutMs}, async () => {
		const systems = await startTestSystems(kind);
		onTestFinished(systems.close);
		const [node, ...program] = builtProgram;
		/** Runs a command; resolves to its output, and rejects when the command fails. */
		const call = async (...args: readonly string[]): Promise<string> =>
			(
				await promisify(execFile)(node!, [...program, ...args], {
					env: {PATH: process.env['PATH'], HOME: '/nonexistent', ...systems.environment},
				})
			).stdout;
		const {mac} = systems.portal.state.users[0]!;

		await call('stb', 'register', box, 'new:user00005', '--yes');
		expect(await owners(systems)).toEqual([{login: 'user00005'}]);
		await call('journal', 'undo', '1', '--yes');
		expect(await owners(systems)).toEqual([]);
		await call('stb', 'reboot', mac, '--confirm', '1');
		expect(systems.writes()).toEqual([`POST send_event/${mac}`]);

		expect(await call('channels', 'import', '--dry-run')).toContain(
			'5 new, 3 renamed or renumbered, 2 gone.',
		);
		await call('channels', 'import', '--yes');
		expect(await channelsInBilling(systems)).toEqual(channelsInPortal(systems));
		await call('subscriptions', 'add', 'user00011', '--yes');
		expect(await chosenInBilling(systems, 100011)).toEqual(
			[...chosenInPortal(systems, 'user00011')].toSorted(byNumber),
		);

		await call('tariffs', 'import', '105');
		expect(await systems.query('select name from tarif_plans where id = 105')).toEqual([{name: 'Преміум'}]);
		await call('accounts', 'add', 'user00003', '--yes');
		await call('accounts', 'link', 'user00008', '999993', '--yes');
		expect(
			await systems.query(
				"select id, iptv_login from iptv_main where iptv_login in ('user00003', 'user00008') order by 2",
			),
		).toMatchObject([{iptv_login: 'user00003', id: 100003}, {iptv_login: 'user00008'}]);
		await call('accounts', 'delete', 'user00001', '--confirm', '1');
		expect(systems.portal.state.users.map(({login}) => login)).not.toContain('user00001');
		expect(await call('api', 'GET', `stb/${box}`)).toContain(`"mac": "${box}"`);
	});
});

const byNumber = (one: string, other: string): number => Number(one) - Number(other);
