import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {ReceivedRequest} from '../demo/faults.ts';
import {createShell} from './shell.ts';
import {atPortal, atTable, killProgramAt, type Stop} from '../support/kill-points.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';

const isWrite =
	(method: string) =>
	(request: ReceivedRequest): boolean =>
		request.method === method;

/** A GET of one account: of the number that billing chose, right before the write (`null`), or any after the write. */
const isAccountRead =
	(write: string | null) =>
	({method, path: asked}: ReceivedRequest, seen: readonly ReceivedRequest[]): boolean =>
		method === 'GET' &&
		/\/accounts\/./.test(asked) &&
		(write === null ? /\/accounts\/\d{1,6}$/.test(asked) : seen.some(({method: other}) => other === write));

describe.each(billingKinds)('kill -9 on a billing that is %s', kind => {
	let place: TestSystems;
	let home: string;
	beforeAll(async () => {
		place = await startTestSystems(kind);
		home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-crash-'));
	});
	afterAll(async () => {
		await place.close();
		rmSync(home, {recursive: true, force: true});
	});

	/** A call in this process: only the one that is killed needs its own process. */
	const call = async (...args: readonly string[]) =>
		createShell(place.portal, home, {HOME: home, ...place.environment}).call(...args);

	/** What the next start reports about interrupted actions, and the entries that are open then. */
	async function nextStart(): Promise<{readonly error: string; readonly out: string}> {
		const {error} = await call('tariffs', 'list', '--limit', '1');
		const {out} = await call('journal', 'list', '--open');
		return {error, out};
	}

	const killAt = async (stop: Stop, args: readonly string[]) =>
		killProgramAt(stop, args, {systems: place, home});

	/**
	The login of an account that is only in Stalker; each test takes another. Without a number billing allocates one, which is then written
	to the portal.
	*/
	async function someone({numbered}: {readonly numbered: boolean}): Promise<string> {
		const {out} = await call('accounts', 'list', '--mark', '+', '--json');
		const {data} = JSON.parse(out) as {
			readonly data: ReadonlyArray<{key: string; account_number: string; drifts: Array<{code: string}>}>;
		};
		const {key} = data.find(
			({account_number: number, drifts}) =>
				/^[1-9]\d{0,5}$/.test(number) && drifts.every(({code}) => code === 'A1'),
		)!;
		if (!numbered) place.portal.state.users.find(({login}) => login === key)!.ls = '';
		return key;
	}

	/** Number of rows of this login in each table. */
	async function partsOf(login: string): Promise<string> {
		const [row] = await place.query(
			`select (select count(*) from users where id = '${login}')::int as users,
			(select count(*) from users_pi i join users u using (uid) where u.id = '${login}')::int as infos,
			(select count(*) from bills b join users u using (uid) where u.id = '${login}')::int as bills,
			(select count(*) from iptv_main where iptv_login = '${login}')::int as services`,
		);
		return Object.values(row!).join(' ');
	}

	const isThere = '1 1 1 1';
	const isNot = '0 0 0 0';

	const seen = () => place.portal.received;
	const fresh = (test: (request: ReceivedRequest, seen: readonly ReceivedRequest[]) => boolean) => {
		const from = seen().length;
		return (request: ReceivedRequest) => test(request, seen().slice(from));
	};

	/** Repeats the action, as the report of the next start suggests. */
	async function again(...args: readonly string[]): Promise<void> {
		expect((await call(...args)).exit).toBe(0);
		expect((await call('journal', 'list', '--open')).out).toContain('No entry is open');
	}

	test.each([
		['while reading', () => atPortal(fresh(isAccountRead(null))), 'was interrupted: billing has'],
		['before the number', () => atPortal(isWrite('PUT')), 'was interrupted: billing has'],
		['after the number', () => atPortal(isWrite('PUT'), true), 'both systems have the TV id'],
		['while reading back', () => atPortal(fresh(isAccountRead('PUT'))), 'both systems have the TV id'],
	])('adding an account that gets a number, killed %s', async (_, stop, said) => {
		const login = await someone({numbered: false});
		await killAt(stop(), ['accounts', 'add', login, '--yes']);
		expect(await partsOf(login)).toBe(isThere);
		const next = await nextStart();
		expect(next.error).toContain(said);
		expect(next.error).toContain(login);
		await again('accounts', 'add', login, '--yes');
		expect(await partsOf(login)).toBe(isThere);
	});

	test.each([
		['before it', () => atPortal(isWrite('DELETE')), 'has not ended', true],
		['after it', () => atPortal(isWrite('DELETE'), true), 'it is gone from Stalker', false],
		['while reading back', () => atPortal(fresh(isAccountRead('DELETE'))), 'it is gone from Stalker', false],
	])('a deletion, killed %s', async (_, stop, said, isLeft) => {
		const login = await someone({numbered: true});
		await killAt(stop(), ['accounts', 'delete', login, '--confirm', '1']);
		const next = await nextStart();
		expect(next.error).toContain(said);
		expect(place.portal.state.users.some(user => user.login === login)).toBe(isLeft);
		if (!isLeft) expect(next.out).toContain('No entry is open');
		// Makes the entry old enough to be checked, without waiting five minutes.
		await place.query(
			`update stalker_journal set at = at - interval '10 minutes', leased_at = leased_at - interval '10 minutes' where state = 'open'`,
		);
		expect((await nextStart()).out).toContain('No entry is open');
	});

	test.runIf(kind === 'server').each(['stalker_journal', 'users', 'bills', 'iptv_main', 'admin_actions'])(
		'adding an account, killed while it waits for %s',
		async table => {
			const login = await someone({numbered: true});
			await killAt(atTable(table), ['accounts', 'add', login, '--yes']);
			expect(await partsOf(login)).toBe(isNot);
			const next = await nextStart();
			// The entry is written in a transaction of its own: killed inside it, nothing has begun.
			const isBegun = table !== 'stalker_journal';
			const sentence = `Interrupted before anything was written: add ${login}.`;
			expect(next.error.includes(sentence)).toBe(isBegun);
			const entries = await place.query(`select id from stalker_journal where subject = '${login}'`);
			if (!isBegun) expect(entries).toEqual([]);
			await again('accounts', 'add', login, '--yes');
			expect(await partsOf(login)).toBe(isThere);
		},
	);

	test.runIf(kind === 'server')('an import of tariff plans', async () => {
		await killAt(atTable('tarif_plans'), ['tariffs', 'import', '105', '--yes']);
		const next = await nextStart();
		expect(next.error).toContain('Interrupted before anything was written: import 105.');
		await again('tariffs', 'import', '105', '--yes');
	});

	test.each([
		['before it', () => atPortal(isWrite('POST'))],
		['after it', () => atPortal(isWrite('POST'), true)],
	])('a reboot, killed %s: it is reported, and nothing is left to do', async (_, stop) => {
		const mac = place.portal.state.users.find(user => user.mac.startsWith('00:1A:79'))!.mac;
		await killAt(stop(), ['stb', 'reboot', mac, '--confirm', '1']);
		const sent = place.writes().length;
		const next = await nextStart();
		expect(next.error).toContain(`A reboot of the box ${mac} was interrupted`);
		expect(next.out).toContain('No entry is open');
		expect(place.writes()).toHaveLength(sent);
	});

	test.runIf(kind === 'server').each([
		['channels import', 'iptv_channels', async () => ['channels', 'import', '--yes']],
		['stb register', 'iptv_main', async () => ['stb', 'register', await aNewBox(), 'id:100001', '--yes']],
		[
			'subscriptions add',
			'iptv_users_channels',
			async () => ['subscriptions', 'add', await aChooser(), '--yes'],
		],
	] as const)('%s, killed while it waits for %s, wrote nothing', async (name, table, argsOf) => {
		const args = await argsOf();
		const before = await billed();
		await killAt(atTable(table), args);
		expect(await billed()).toBe(before);
		const next = await nextStart();
		const [, action] = name.split(' ');
		expect(next.error).toMatch(new RegExp(`Interrupted before anything was written: ${action!} `));
		await again(...args);
		expect(await billed()).not.toBe(before);
	});

	test.each([
		['before the portal has done it', false],
		['after the portal has done it', true],
	])('a bulk of fixes, killed at its second write, %s: the same command goes on', async (_, afterWork) => {
		// Accounts that are on and must be off; each run makes its own.
		const off = await place.query('select id from iptv_main where disable = 0 order by id limit 5');
		const ids = off.map(({id}) => String(id)).join(', ');
		await place.query(`update iptv_main set disable = 1 where id in (${ids})`);
		const count = async () => {
			const {out} = await call('fix', '--all', '--kind', 'B1', '--use', 'billing', '--dry-run', '--json');
			return (
				(JSON.parse(out) as {readonly data: {readonly planned?: readonly unknown[]}}).data.planned?.length ??
				0
			);
		};
		const args = (n: number) => ['fix', '--all', '--kind', 'B1', '--use', 'billing', '--confirm', String(n)];
		const n = await count();
		expect(n).toBeGreaterThan(3);
		const sent = place.writes().length;
		let puts = 0;
		await killAt(
			atPortal(({method}) => method === 'PUT' && ++puts >= 2, afterWork),
			args(n),
		);
		// Two rows are written at a time: the other one may have sent its next write before the end.
		const before = place.writes().length - sent;
		expect([2, 3]).toContain(before);
		const done = afterWork ? before : 1;
		expect((await nextStart()).error).toContain('nterrupted');
		const left = await count();
		expect(left).toBe(n - done);
		// Rows that are ! are among them, and refused.
		expect((await call(...args(left))).out).not.toContain('✗');
		expect((await call('journal', 'list', '--open')).out).toContain('No entry is open');
		expect(await count()).toBe(0);
		// A write that the portal had not done is sent again, and no other.
		expect(place.writes().slice(sent)).toHaveLength(before + left);
		expect(new Set(place.writes().slice(sent)).size).toBe(n);
	});

	/** The tables that these actions write, as text. */
	const billed = async (): Promise<string> =>
		JSON.stringify(
			await place.query(
				`select (select json_agg(t order by t.id) from iptv_channels t) as channels, (select json_agg(t order by t.id) from iptv_main t) as services,
				(select json_agg(t order by t.id, t.channel_id) from iptv_users_channels t) as choices`,
			),
		);
	const keyOf = async (resource: string, fits: (row: Listed) => boolean): Promise<string> => {
		const {out} = await call(resource, 'list', '--json');
		return (JSON.parse(out) as {readonly data: readonly Listed[]}).data.find(fits)!.key;
	};

	const aNewBox = async () => keyOf('stb', ({mark, key}) => mark === '+' && key.startsWith('00:1A'));
	const aChooser = async () =>
		keyOf(
			'subscriptions',
			({mark, drifts}) =>
				mark === '~' && drifts.length === 1 && drifts[0]!.with?.every(name => name.startsWith('+')) === true,
		);
});

type Listed = {
	readonly key: string;
	readonly mark: string;
	readonly drifts: ReadonlyArray<{readonly with?: readonly string[]}>;
};
