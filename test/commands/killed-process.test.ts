import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {ReceivedRequest} from '../demo/faults.ts';
import {builtProgram} from '../tui/driver.ts';
import {createShell} from './shell.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';

/** A place in the middle of a deed: how the program is held there, and how one knows that it has come. */
type Stop = {
	hold(place: TestSystems): Promise<{readonly reached: Promise<void>; release(): Promise<void>}>;
};

/** At a request to the portal; with `afterWork` the portal has done it, and the answer never comes. */
const atPortal = (on: (request: ReceivedRequest) => boolean, afterWork = false): Stop => ({
	async hold({portal}) {
		const {promise: reached, resolve} = Promise.withResolvers<void>();
		portal.setFault({
			is: 'hang',
			afterWork,
			matches(request) {
				if (!on(request)) return false;
				resolve();
				return true;
			},
		});
		return {reached, release: async () => portal.setFault(null)};
	},
});

/** At the first statement that touches a table: somebody else has it, until the program is seen to wait for it. */
const atTable = (table: string): Stop => ({
	async hold({environment}) {
		const client = new pg.Client(environment['DATABASE_URL']);
		const eye = new pg.Client(environment['DATABASE_URL']);
		await Promise.all([client.connect(), eye.connect()]);
		await client.query('begin');
		await client.query(`lock table ${table} in share row exclusive mode`);
		const waits = async () =>
			(
				await eye.query(
					`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
				)
			).rows.length > 0;
		return {
			reached: (async () => {
				while (!(await waits()));
			})(),
			async release() {
				await client.query('rollback');
				await Promise.all([client.end(), eye.end()]);
			},
		};
	},
});

const isWrite =
	(method: string) =>
	(request: ReceivedRequest): boolean =>
		request.method === method;

/** A look at one account, before or behind the write. */
const isLook =
	(write: string | null) =>
	({method, path: asked}: ReceivedRequest, seen: readonly ReceivedRequest[]): boolean =>
		method === 'GET' &&
		/\/accounts\/./.test(asked) &&
		(write === null) === !seen.some(({method: other}) => other === write);

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

	const start = (args: readonly string[]) => {
		const [command, ...first] = builtProgram;
		return spawn(command!, [...first, ...args], {
			stdio: 'ignore',
			env: {PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', ...place.environment},
		});
	};

	/** The next start, and whatever is asked of billing beside it: only what is killed must be a process of its own. */
	const call = async (...args: readonly string[]) =>
		createShell(place.portal, home, {HOME: home, ...place.environment}).call(...args);

	/** What the next start says of what broke off, and what is open then. */
	async function nextStart(): Promise<{readonly error: string; readonly out: string}> {
		const {error} = await call('tariffs', 'list', '--limit', '1');
		const {out} = await call('journal', 'list', '--open');
		return {error, out};
	}

	/** Begin, wait until it has come to the stop, and end it there as a power cut would. */
	async function killAt(stop: Stop, args: readonly string[]): Promise<void> {
		const {reached, release} = await stop.hold(place);
		const child = start(args);
		const ended = once(child, 'close');
		const early = ended.then(() => {
			throw new Error(`It ended before it came to the stop.`);
		});
		await Promise.race([reached, early]);
		child.kill('SIGKILL');
		await ended;
		early.catch(() => undefined);
		await release();
	}

	/** An account that is only in Stalker; each deed takes another. Without a number billing allots one, which the portal must be told. */
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

	/** How many rows of each table are of this login. */
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

	/** The deed again, as an operator would do it who has read what the next start says. */
	async function again(...args: readonly string[]): Promise<void> {
		expect((await call(...args)).exit).toBe(0);
		expect((await call('journal', 'list', '--open')).out).toContain('No entry is open');
	}

	test.each([
		['looking', () => atPortal(fresh(isLook(null))), 'had broken off: billing has'],
		['before the number', () => atPortal(isWrite('PUT')), 'had broken off: billing has'],
		['behind the number', () => atPortal(isWrite('PUT'), true), 'both systems have the TV id'],
		['reading back', () => atPortal(fresh(isLook('PUT'))), 'both systems have the TV id'],
	])('an addition that gives the account a number, stopped %s', async (_, stop, said) => {
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
		['behind it', () => atPortal(isWrite('DELETE'), true), 'it is deleted from Stalker', false],
		['reading back', () => atPortal(fresh(isLook('DELETE'))), 'it is deleted from Stalker', false],
	])('a deletion, stopped %s', async (_, stop, said, isLeft) => {
		const login = await someone({numbered: true});
		await killAt(stop(), ['accounts', 'delete', login, '--confirm', '1']);
		const next = await nextStart();
		expect(next.error).toContain(said);
		expect(place.portal.state.users.some(user => user.login === login)).toBe(isLeft);
		if (!isLeft) expect(next.out).toContain('No entry is open');
		// Nobody waits five minutes here for what no process can still be doing.
		await place.query(`update stalker_journal set at = at - interval '10 minutes' where state = 'open'`);
		expect((await nextStart()).out).toContain('No entry is open');
	});

	test.runIf(kind === 'server').each(['stalker_journal', 'users', 'bills', 'iptv_main', 'admin_actions'])(
		'an addition that waits for %s',
		async table => {
			const login = await someone({numbered: true});
			await killAt(atTable(table), ['accounts', 'add', login, '--yes']);
			expect(await partsOf(login)).toBe(isNot);
			const next = await nextStart();
			// A server ends the statement that it was given, and only then sees that nobody is there any more: the entry is there in any case.
			expect(next.error).toContain(`add ${login} had broken off before anything was written`);
			await again('accounts', 'add', login, '--yes');
			expect(await partsOf(login)).toBe(isThere);
		},
	);

	test.runIf(kind === 'server')('an import of tariff plans', async () => {
		await killAt(atTable('tarif_plans'), ['tariffs', 'import', '105', '--yes']);
		const next = await nextStart();
		expect(next.error).toContain('import 105 had broken off before anything was written');
		await again('tariffs', 'import', '105', '--yes');
	});

	test.each([
		['before it', () => atPortal(isWrite('POST'))],
		['behind it', () => atPortal(isWrite('POST'), true)],
	])('a reboot, stopped %s: it is told, and nothing is left to do', async (_, stop) => {
		const mac = place.portal.state.users.find(user => user.mac.startsWith('00:1A:79'))!.mac;
		await killAt(stop(), ['stb', 'reboot', mac, '--confirm', '1']);
		const sent = place.writes().length;
		const next = await nextStart();
		expect(next.error).toContain(`A reboot of the box ${mac} had broken off`);
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
	] as const)('%s, which waits for %s, wrote nothing', async (name, table, argsOf) => {
		const args = await argsOf();
		const before = await billed();
		await killAt(atTable(table), args);
		expect(await billed()).toBe(before);
		const next = await nextStart();
		const [, action] = name.split(' ');
		expect(next.error).toMatch(new RegExp(`${action!} .* had broken off before anything was written`));
		await again(...args);
		expect(await billed()).not.toBe(before);
	});

	/** What these deeds write, as text. */
	const billed = async (): Promise<string> =>
		JSON.stringify(
			await place.query(
				`select (select json_agg(t order by t.id) from iptv_channels t) as channels, (select json_agg(t order by t.id) from iptv_main t) as services,
				(select json_agg(t order by t.id, t.channel_id) from iptv_users_channels t) as choices`,
			),
		);
	const keyOf = async (tab: string, fits: (row: Listed) => boolean): Promise<string> => {
		const {out} = await call(tab, 'list', '--json');
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
