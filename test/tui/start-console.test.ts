import {isDeepStrictEqual} from 'node:util';
import {describe, expect, onTestFinished, test} from 'vitest';
import {mariadbServer} from '../billing/abills/database.ts';
import type {Driver} from './driver.ts';
import {inOneRead} from './key-bytes.ts';
import {billingKinds, startTestSystems, type BillingKind, type TestSystems} from '../support/test-systems.ts';
import {tmuxMissing, startInTmux} from './tmux-driver.ts';

/** The built program starts, reads both systems and gets some sixty keys, also on a busy machine. */
const timeoutMs = 180_000;

/** Starts the built program in tmux with such a billing. */
async function openConsole(kind: BillingKind): Promise<{readonly t: Driver; readonly systems: TestSystems}> {
	const systems = await startTestSystems(kind);
	onTestFinished(systems.close);
	const t = await startInTmux({environment: systems.environment});
	onTestFinished(t.close);
	return {t, systems};
}

const screenOf = ({screen}: Driver): string => screen().join('\n');

/** The lines below the list: notification and keys. */
const footerOf = ({screen}: Driver): string => screen().slice(-4).join(' ').replaceAll(/\s+/g, ' ');

const rowOf = ({screen}: Driver, login: string): number => screen().findIndex(line => line.includes(login));

/** The line of the row with this login. */
const lineOf = (t: Driver, login: string): string => t.screen()[rowOf(t, login)] ?? '';

/** Replaces the filter. */
const setFilter = async ({press}: Driver, filter: string): Promise<void> =>
	press('/', 'ctrl-u', filter, 'enter');

const byLogin = (one: {readonly login: string}, other: {readonly login: string}): number =>
	one.login < other.login ? -1 : 1;

const logins = ({portal}: TestSystems): readonly string[] => portal.state.users.map(({login}) => login);

describe.each(billingKinds)('with a billing that is %s', kind => {
	test(
		'a whole session: filter, add, import the plan of a refused account, delete three, undo, quit',
		{timeout: timeoutMs},
		async ({skip}) => {
			skip(tmuxMissing !== undefined, tmuxMissing);
			const {t, systems} = await openConsole(kind);

			expect(t.state()).toMatchObject({screen: 'alternate', cursor: 'hidden'});
			expect(t.screen()).toContainEqual(
				expect.stringMatching(/^▶ 1 {2}Accounts +305 rows +101 out of sync +as of /),
			);
			expect(t.screen()).toContainEqual(
				expect.stringMatching(/^ {2}5 {2}Tariff plans +13 rows +8 out of sync +as of /),
			);

			await t.press('1');
			expect(screenOf(t)).toContain(' 305 =204 ~21 +63 -5 !12 ');
			expect(lineOf(t, 'user00001')).toMatch(/^▶ {2}= user00001 /);

			await setFilter(t, 'user00003');
			expect(screenOf(t)).toContain('/ user00003  → 1 of 305');
			expect(lineOf(t, '00:1A:79:EC:DA:C1')).toMatch(/^▶ {2}\+ user00003 /);
			await t.press('+');
			expect(lineOf(t, '00:1A:79:EC:DA:C1')).toMatch(/^▶ {2}= user00003 /);
			expect(footerOf(t)).toContain('✓ “user00003” is in billing now: TV id 100003, a new customer.');
			expect(screenOf(t)).toContain(' 305 =205 ~21 +62 -5 !12 ');

			await setFilter(t, 'user00023');
			await t.press('+');
			expect(lineOf(t, '00:1A:79:49:30:35')).toMatch(/^▶ {2}\+ user00023 /);
			expect(footerOf(t)).toContain('! Billing has no tariff plan “105”.');
			await t.press('o');
			expect(screenOf(t)).toContain('[5 Tariff plans]');
			expect(lineOf(t, 'Преміум')).toMatch(/^▶ {2}\+ 105 /);
			await t.press('+');
			expect(lineOf(t, 'Преміум')).toMatch(/^▶ {2}= 105 /);
			await t.press('escape');
			expect(screenOf(t)).toContain('[1 Accounts]');
			expect(lineOf(t, '00:1A:79:49:30:35')).toMatch(/^▶ {2}\+ user00023 /);
			await t.press('+');
			expect(lineOf(t, '00:1A:79:49:30:35')).toMatch(/^▶ {2}= user00023 /);
			expect(footerOf(t)).toContain('✓ “user00023” is in billing now');
			expect(systems.writes()).toEqual([]);

			await setFilter(t, 'sync:=');
			await t.press('home', 'space', 'space', 'space');
			expect(screenOf(t)).toContain('selected 3');
			const before = systems.portal.state.users.slice(0, 3);
			const deleted = before.map(({login}) => login);
			for (const login of deleted) expect(lineOf(t, login)).toMatch(/^ ● = /);
			await t.press('d');
			expect(footerOf(t)).toContain('Type 3 to delete them:');
			await t.press('2', 'enter');
			expect(footerOf(t)).toContain('Type 3 to delete them:');
			expect(systems.writes()).toEqual([]);
			await t.press('3', 'enter');
			expect(screenOf(t)).toContain('Results of delete');
			expect(footerOf(t)).toContain('✓ 3 rows succeeded.');
			// Two at a time are written, in whichever order.
			expect(systems.writes().toSorted()).toEqual(before.map(({mac}) => `DELETE accounts/${mac}`).toSorted());
			expect(logins(systems)).not.toContain(deleted[0]);

			await t.press('escape', 'u');
			expect(footerOf(t)).toContain('Type 3 to undo them:');
			await t.press('3', 'enter');
			expect(footerOf(t)).toContain('✓ 3 rows succeeded.');
			const restored = systems.portal.state.users.filter(({login}) => deleted.includes(login));
			const fieldsOf = ({login, mac, ls, fname, tariff_plan_id}: (typeof restored)[number]) => ({
				...{login, mac, ls, fname, tariff_plan_id},
			});
			expect(restored.toSorted(byLogin).map(fieldsOf)).toEqual(before.toSorted(byLogin).map(fieldsOf));
			await t.press('escape');
			expect(screenOf(t)).toContain(' 305 =206 ~21 +61 -5 !12 ');

			await t.press('q');
			expect(await t.exit).toEqual({code: 0, signal: null});
			expect(t.state()).toMatchObject({screen: 'normal', cursor: 'shown'});
			expect(
				await systems.query('select action, subject, row_count, state from stalker_journal order by id'),
			).toEqual([
				{action: 'add', subject: 'user00003', row_count: 1, state: 'done'},
				{action: 'import', subject: '105', row_count: 1, state: 'done'},
				{action: 'add', subject: 'user00023', row_count: 1, state: 'done'},
				{action: 'delete', subject: '', row_count: 3, state: 'undone'},
				{action: 'undo', subject: '', row_count: 3, state: 'done'},
			]);
			expect(
				await systems.query(
					`select j.action, r.row_key, r.state from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
					where j.row_count > 1 order by j.id, r.position`,
				),
			).toEqual([
				...deleted.map(row_key => ({action: 'delete', row_key, state: 'undone'})),
				...deleted.map(row_key => ({action: 'undo', row_key, state: 'done'})),
			]);
			expect(
				await systems.query(
					`select u.id as login, s.id, s.cid, s.disable, p.id as plan, pi.fio
					from iptv_main s join users u on u.uid = s.uid join users_pi pi on pi.uid = u.uid join bills b on b.id = u.bill_id
						join tarif_plans p on p.tp_id = s.tp_id
					where u.id in ('user00003', 'user00023') order by u.id`,
				),
			).toEqual([
				{
					login: 'user00003',
					id: 100003,
					cid: '00:1A:79:EC:DA:C1',
					disable: 0,
					plan: 101,
					fio: 'Объедков Алексей',
				},
				{
					login: 'user00023',
					id: 100023,
					cid: '00:1A:79:49:30:35',
					disable: 0,
					plan: 105,
					fio: 'Поліщук Оксана',
				},
			]);
		},
	);
});

test(
	'on an attached ABillS: add, import a plan, link, register, record subscriptions, and undo of each',
	{timeout: timeoutMs},
	async ({skip}) => {
		skip(tmuxMissing !== undefined || mariadbServer === undefined, 'without tmux or MariaDB');
		const {t, systems} = await openConsole('attached');
		const services = `select id, iptv_login, cid, disable from iptv_main where iptv_login in ('user00003', 'user00023') order by id`;
		expect(screenOf(t)).toContain('ABILLS');
		await t.press('1');
		await setFilter(t, 'user00003');
		await t.press('+');
		expect(lineOf(t, '00:1A:79:EC:DA:C1')).toMatch(/^▶ {2}= user00003 /);
		await setFilter(t, 'user00023');
		await t.press('+');
		expect(footerOf(t)).toContain('! Billing has no tariff plan “105”.');
		await t.press('o', '+', 'escape', '+');
		expect(lineOf(t, '00:1A:79:49:30:35')).toMatch(/^▶ {2}= user00023 /);
		expect(await systems.query(services)).toEqual([
			{id: 100003, iptv_login: 'user00003', cid: '00:1A:79:EC:DA:C1', disable: 0},
			{id: 100023, iptv_login: 'user00023', cid: '00:1A:79:49:30:35', disable: 0},
		]);
		for (const undone of ['“user00023”', 'Преміум', '“user00003”']) {
			await t.press('u', 'y');
			expect(footerOf(t)).toContain(undone);
		}

		expect(await systems.query(services)).toEqual([]);

		const highlighted = () => t.screen().find(line => line.startsWith('▶'));
		const account = 'user00008';
		await setFilter(t, account);
		await t.press('l', ...'999993', 'enter');
		expect(screenOf(t)).toContain('── link · 1 row · Accounts');
		await t.press('y');
		expect(highlighted()).toMatch(/^▶ {2}= user00008 /);
		await t.press('u', 'y');
		expect(highlighted()).toMatch(/^▶ {2}\+ user00008 /);

		const box = '00:1A:79:1B:05:7B';
		await t.press('2');
		await setFilter(t, box);
		await t.press('t', ...'user00005', 'down', 'enter', 'y');
		expect(highlighted()).toMatch(/^▶ {2}= /);
		await t.press('u', 'y');
		expect(highlighted()).toMatch(/^▶ {2}\+ /);

		await t.press('4');
		await setFilter(t, 'user00011');
		await t.press('+');
		expect(highlighted()).toMatch(/^▶ {2}= user00011 /);
		await t.press('u', 'y');
		expect(highlighted()).toMatch(/^▶ {2}~ user00011 /);
		// Of all that, the link alone writes Stalker: the number, which its undo puts back.
		expect(systems.writes()).toEqual(Array.from({length: 2}, () => 'PUT accounts/00:1A:79:03:F0:1E'));
		await t.press('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
	},
);

test(
	'on an attached ABillS: fixes that write billing, by keys, and undo of each',
	{timeout: timeoutMs},
	async ({skip}) => {
		skip(tmuxMissing !== undefined || mariadbServer === undefined, 'without tmux or MariaDB');
		const {t, systems} = await openConsole('attached');
		const services = async () =>
			systems.query('select id, disable, tp_id from iptv_main where iptv_login <> "" order by id');
		/** How many lines of this type the log has. */
		const logged = async (type: number) => {
			const [row] = await systems.query(
				`select count(*) as n from admin_actions where module = 'Iptv' and action_type = ${type}`,
			);
			return Number(row!['n']);
		};
		const before = await services();
		const changed = async () =>
			(await services()).filter((row, index) => !isDeepStrictEqual(row, before[index])).length;
		await t.press('1');
		for (const [kind, fix, question, type] of [
			['C1', `set Stalker's tariff`, 'No fee is taken', 3],
			['B2', 'disable the TV service', 'Disable the TV service in billing', 4],
		] as const) {
			await setFilter(t, `drift:${kind} sync:~`);
			await t.press('home', 'f', ...fix);
			expect(screenOf(t)).toMatch(new RegExp(`▶ +\\d +${kind} +${fix}`));
			await t.press('enter');
			expect(screenOf(t)).toContain('── fix · 1 row · Accounts');
			expect(screenOf(t).replaceAll(/\s+/g, ' ')).toContain(question);
			expect([await changed(), await logged(type)]).toEqual([0, 0]);
			await t.press('y');
			expect(footerOf(t)).toMatch(/✓ “user\d+” is fixed in billing/);
			expect([await changed(), await logged(type)]).toEqual([1, 1]);
			await t.press('u', 'y');
			expect(footerOf(t)).toMatch(/✓ “user\d+” is as before/);
			expect([await changed(), await logged(type)]).toEqual([0, 2]);
		}

		expect(systems.writes()).toEqual([]);
		await t.press('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
	},
);

test(
	'the rows of an unreachable portal stay on the screen, in every size',
	{timeout: timeoutMs},
	async ({skip}) => {
		skip(tmuxMissing !== undefined, tmuxMissing);
		const {t, systems} = await openConsole(billingKinds.at(-1)!);
		await t.press('1');
		const rows = () => t.screen().slice(5, 22);
		const before = rows();
		expect(t.styleAt(6, 8)).toBe('');

		systems.portal.setFault({is: 'status', code: 500});
		await t.press('r');
		expect(t.screen()[0]).toContain('✗ unreachable');
		expect(t.screen()[2]).toMatch(/Stalker unreachable since \d\d:\d\d:\d\d/);
		expect(footerOf(t)).toContain('! Stalker unreachable:');
		expect(rows().slice(0, 10)).toEqual(before.slice(0, 10));
		expect(t.styleAt(6, 8)).toBe('dim');
		await t.press('down', 'down', '+');
		expect(lineOf(t, '00:1A:79:EC:DA:C1')).toMatch(/^▶ {2}\+ user00003 /);
		expect(footerOf(t)).toMatch(/ ! .*500/);
		expect(systems.writes()).toEqual([]);

		systems.portal.setFault(null);
		await t.press('r');
		expect(footerOf(t)).toContain('✓ Stalker is reachable again.');
		expect(t.screen()[0]).not.toContain('unreachable');
		expect(t.styleAt(6, 8)).toBe('');

		await t.press('home');
		await t.resize(120, 36);
		expect(screenOf(t)).toContain(' 305 rows · = 204 · ~ 21 · + 63 · - 5 · ! 12 ');
		expect(t.screen()).toHaveLength(36);
		await t.press('enter');
		expect(screenOf(t)).toMatch(/│ {2}= Login +user00001/);
		expect(lineOf(t, '▶')).toMatch(/^▶ {2}= user00001 .* │/);
		await t.resize(60, 15);
		expect(t.screen()).toHaveLength(15);
		expect(lineOf(t, 'user00001')).toMatch(/^▶ {2}= user00001 /);
		expect(screenOf(t)).not.toContain('│  = Login');
		await t.resize(50, 10);
		expect(t.screen().join(' ').replaceAll(/\s+/g, ' ').trim()).toBe(
			'The console needs 60×15 characters; this terminal has 50×10. Actions wait until it is larger.',
		);
		await t.resize(80, 24);
		await t.press('escape');
		expect(rows().slice(0, 17)).toEqual(before);

		await t.press('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(t.state()).toMatchObject({screen: 'normal', cursor: 'shown'});
		expect(screenOf(t)).not.toContain('Accounts');
		expect(await systems.query('select * from stalker_journal')).toEqual([]);
	},
);

test('keys in one read, split, pasted or from another layout', {timeout: timeoutMs}, async ({skip}) => {
	skip(tmuxMissing !== undefined, tmuxMissing);
	const {t, systems} = await openConsole(billingKinds.at(-1)!);
	await t.press(inOneRead('down', 'down', 'down', 'down', 'down'));
	expect(t.screen()).toContainEqual(expect.stringMatching(/^▶ 6 {2}API /));
	await t.press('1', inOneRead('down', 'down', 'down', 'down', 'down'));
	expect(lineOf(t, '▶')).toContain('user00006');
	expect(footerOf(t)).toContain('row 6/305');

	// While it is typed, the filter matches other rows or none. Only the complete one moves the cursor, and esc restores the old position.
	await t.press('/', 'drift:A1 !drift:C2');
	expect(footerOf(t)).toContain('row 1/40');
	await t.press('escape');
	expect(lineOf(t, '▶')).toContain('user00006');
	expect(footerOf(t)).toContain('row 6/305');

	// A slow connection splits an arrow; the ESC alone is not a key press.
	await t.pressInPieces('\u001B', '[A');
	expect(footerOf(t)).toContain('row 5/305');

	await t.paste('+dy\r');
	expect(footerOf(t)).toContain('row 5/305');
	expect(screenOf(t)).not.toContain('── delete');

	await t.press(inOneRead('dy', 'enter'));
	expect(screenOf(t)).toContain('── delete · 1 row · Accounts');
	expect(footerOf(t)).toContain('[No]');
	await t.press('escape');

	await t.press('в');
	expect(screenOf(t)).toContain('── delete · 1 row · Accounts');
	await t.press('н');
	expect(screenOf(t)).toContain('── delete · 1 row · Accounts');
	await t.press('enter');
	expect(screenOf(t)).not.toContain('── delete');
	expect(systems.writes()).toEqual([]);
	await t.press('в', 'y');
	expect(systems.writes()).toEqual(['DELETE accounts/00:1A:79:29:49:B3']);
	expect(footerOf(t)).toContain('✓ “user00005” is deleted from Stalker.');
	await t.press('ctrl-c', 'ctrl-c');
	expect(await t.exit).toEqual({code: 0, signal: null});
});
