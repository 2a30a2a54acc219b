import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram, type Driver} from './driver.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {tmuxMissing, startInTmux} from './tmux-driver.ts';

/** As much as the other rounds, on machines that have other things to do. */
const patience = 180_000;

const screenOf = ({screen}: Driver): string => screen().join('\n');

/** What is below the list: what was said last, and the keys. */
const footOf = ({screen}: Driver): string => screen().slice(-4).join(' ').replaceAll(/\s+/g, ' ');

/** The highlighted row as it is drawn. */
const highlighted = ({screen}: Driver): string => screen().find(line => line.startsWith('▶')) ?? '';

/** Narrow the list to this. */
const narrow = async ({press}: Driver, filter: string): Promise<void> =>
	press('/', 'ctrl-u', filter, 'enter');

/** A box that billing does not know, of an account that it does not know either. */
const box = '00:1A:79:1B:05:7B';

/** Who has the box in billing. */
const owners = async ({query}: TestSystems) =>
	query(`select u.id as login from iptv_main s join users u on u.uid = s.uid where s.cid = '${box}'`);

const channels = async ({query}: TestSystems) =>
	query('select id, port, num, name from iptv_channels order by id');

const portalsChannels = ({portal}: TestSystems) =>
	portal.state.channels
		.map(({id, number, name}) => ({id, port: id, num: Number(number), name}))
		.toSorted((one, other) => one.id - other.id);

/** Channels that billing has chosen for the TV service of that number. */
const chosen = async ({query}: TestSystems, service: number) =>
	(await query(`select channel_id from iptv_users_channels where id = ${service} order by channel_id`)).map(
		({channel_id: id}) => String(id),
	);

const portalsChosen = ({portal}: TestSystems, login: string): readonly string[] => {
	const {id} = portal.state.users.find(user => user.login === login)!;
	return portal.state.subscriptions.find(({uid}) => uid === id)!.sub_ch as readonly string[];
};

describe.each(billingKinds)('beside a billing that is %s', kind => {
	test('every screen, and each of its actions by its key', {timeout: patience}, async ({skip}) => {
		skip(tmuxMissing !== undefined, tmuxMissing);
		const place = await startTestSystems(kind);
		onTestFinished(place.close);
		const before = await channels(place);
		const t = await startInTmux({environment: place.environment});
		onTestFinished(t.close);
		/** The embedded billing can be asked only when the console has left it. */
		const now = async (look: () => Promise<void>) => (kind === 'server' ? look() : undefined);

		await t.press('2');
		await narrow(t, box);
		expect(highlighted(t)).toContain(`+ ${box} user00013 `);
		// His own service stands first, a second one below it.
		await t.press('t', ...'user00005', 'down');
		expect(screenOf(t)).toContain('── For whom ');
		expect(highlighted(t)).toContain(`+ ${box} user00013 `);
		await t.press('enter');
		expect(screenOf(t)).toContain('── register · 1 row · STB');
		expect(screenOf(t)).toContain('“user00005”');
		await now(async () => expect(await owners(place)).toEqual([]));
		await t.press('y');
		expect(highlighted(t)).toContain(`= ${box} user00013 `);
		expect(footOf(t)).toMatch(/✓ .* · u takes it back/);
		await now(async () => expect(await owners(place)).toEqual([{login: 'user00005'}]));

		await narrow(t, 'sync:=');
		await t.press('home', 'space', 'space', 'b');
		expect(screenOf(t)).toContain('── reboot · 2 rows · STB');
		expect(footOf(t)).toContain('Type 2 to reboot them:');
		expect(place.writes()).toEqual([]);
		const marked = t
			.screen()
			.filter(line => line.startsWith(' ● '))
			.map(line => /([\dA-F]{2}:){5}[\dA-F]{2}/.exec(line)![0]);
		expect(marked).toHaveLength(2);
		await t.press('2', 'enter');
		expect(footOf(t)).toContain('✓ 2 rows done.');
		expect(footOf(t)).not.toContain('u undoes it');
		expect(place.writes()).toEqual(marked.map(mac => `POST send_event/${mac}`));

		// A reboot cannot be taken back, so that the deed before it is.
		await t.press('escape');
		await narrow(t, box);
		await t.press('u');
		expect(screenOf(t)).toContain('── undo ');
		await t.press('y');
		expect(highlighted(t)).toContain(`+ ${box} user00013 `);
		await now(async () => expect(await owners(place)).toEqual([]));

		await narrow(t, 'user0001');
		await t.press('home', 'down', 'down');
		const [row, position] = [highlighted(t), /row \d+\/\d+/.exec(footOf(t))![0]];
		const [login] = /user\d{5}/.exec(row)!;
		await t.press('o');
		expect(screenOf(t)).toContain('[1 Accounts]');
		expect(highlighted(t)).toContain(` ${login} `);
		await t.press('escape');
		expect(screenOf(t)).toContain('[2 STB]');
		expect(screenOf(t)).toContain('/ user0001 ');
		expect(highlighted(t)).toBe(row);
		expect(footOf(t)).toContain(position);

		await t.press('3', 'i');
		expect(screenOf(t)).toContain('5 new, 3 renamed or renumbered');
		expect(screenOf(t)).toMatch(/~ 20 +820 → 20 +Подорожі HD/);
		await t.press('y');
		expect(screenOf(t)).toContain(' 60 rows · = 60 ');
		await now(async () => expect(await channels(place)).toEqual(portalsChannels(place)));
		await t.press('u', 'y');
		expect(screenOf(t)).toContain(' 62 rows · = 52 ');
		await now(async () => expect(await channels(place)).toEqual(before));

		await t.press('4');
		await narrow(t, 'user00011');
		expect(highlighted(t)).toMatch(/^▶ {2}~ user00011 .* 6 +5 /);
		await t.press('+');
		expect(footOf(t)).toContain('✓ Billing has 1 more channel of “user00011” now.');
		expect(highlighted(t)).toMatch(/^▶ {2}= user00011 .* 6 +6 /);
		await t.press('enter');
		// Both lists by name, side by side.
		expect(screenOf(t)).toMatch(/= sub_ch +29 Наука +29 Наука *\n +30 Наука HD +30 Наука HD/);
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
		expect(place.writes()).toHaveLength(2);
		expect(await owners(place)).toEqual([]);
		expect(await channels(place)).toEqual(before);
		expect(await chosen(place, 100011)).toEqual([...portalsChosen(place, 'user00011')].toSorted(byNumber));
		expect(
			await place.query('select resource, action, subject, state from stalker_journal order by id'),
		).toMatchObject([
			// Whoever had no service got one as + makes it: in the journal that is the account's.
			{resource: 'accounts', action: 'add', subject: 'user00013', state: 'undone'},
			...marked.map(subject => ({resource: 'stb', action: 'reboot', subject, state: 'done'})),
			{resource: 'accounts', action: 'undo', subject: 'user00013', state: 'done'},
			{resource: 'channels', action: 'import', subject: 'channels', state: 'undone'},
			{resource: 'channels', action: 'undo', subject: 'channels', state: 'done'},
			{resource: 'subscriptions', action: 'add', state: 'done'},
		]);
	});

	test('each action by its command', {timeout: patience}, async () => {
		const place = await startTestSystems(kind);
		onTestFinished(place.close);
		const [node, ...program] = builtProgram;
		/** What it printed; it throws where the program refuses. */
		const call = async (...args: readonly string[]): Promise<string> =>
			(
				await promisify(execFile)(node!, [...program, ...args], {
					env: {PATH: process.env['PATH'], HOME: '/nonexistent', ...place.environment},
				})
			).stdout;
		const {mac} = place.portal.state.users[0]!;

		await call('stb', 'register', box, 'new:user00005', '--yes');
		expect(await owners(place)).toEqual([{login: 'user00005'}]);
		await call('journal', 'undo', '1', '--yes');
		expect(await owners(place)).toEqual([]);
		await call('stb', 'reboot', mac, '--confirm', '1');
		expect(place.writes()).toEqual([`POST send_event/${mac}`]);

		expect(await call('channels', 'import', '--dry-run')).toContain(
			'5 new, 3 renamed or renumbered, 2 gone.',
		);
		await call('channels', 'import', '--yes');
		expect(await channels(place)).toEqual(portalsChannels(place));
		await call('subscriptions', 'add', 'user00011', '--yes');
		expect(await chosen(place, 100011)).toEqual([...portalsChosen(place, 'user00011')].toSorted(byNumber));

		await call('tariffs', 'import', '105');
		expect(await place.query('select name from tarif_plans where id = 105')).toEqual([{name: 'Преміум'}]);
		await call('accounts', 'add', 'user00003', '--yes');
		await call('accounts', 'link', 'user00008', '999993', '--yes');
		expect(
			await place.query(
				"select id, iptv_login from iptv_main where iptv_login in ('user00003', 'user00008') order by 2",
			),
		).toMatchObject([{iptv_login: 'user00003', id: 100003}, {iptv_login: 'user00008'}]);
		await call('accounts', 'delete', 'user00001', '--confirm', '1');
		expect(place.portal.state.users.map(({login}) => login)).not.toContain('user00001');
		expect(await call('api', 'GET', `stb/${box}`)).toContain(`"mac": "${box}"`);
	});
});

const byNumber = (one: string, other: string): number => Number(one) - Number(other);
