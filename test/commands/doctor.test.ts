import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {createDatabase, migrated} from '../billing/engines.ts';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell({accounts: 20});
});
afterAll(async () => shell.close());

type Check = {
	readonly name: string;
	readonly ok: boolean;
	readonly said: string;
	readonly screens?: readonly string[];
};

async function checksOf(
	on: Shell,
): Promise<{readonly exit: number; readonly checks: ReadonlyMap<string, Check>}> {
	const {exit, data} = await on.call('doctor', '--json');
	return {exit, checks: new Map((data as readonly Check[]).map(check => [check.name, check]))};
}

const failed = (checks: ReadonlyMap<string, Check>): readonly string[] =>
	[...checks.values()].filter(({ok}) => !ok).map(({name}) => name);

/** A server before the portal: it answers some resources itself, and has another clock. Returns its address. */
async function startProxy(refuses: RegExp, clockAheadMs = 0): Promise<string> {
	const server = createServer((request, response) => {
		response.sendDate = false;
		response.setHeader('date', new Date(Date.now() + clockAheadMs).toUTCString());
		response.setHeader('content-type', 'application/json');
		if (refuses.test(request.url!)) return void response.end('Unauthorized request.');
		const address = new URL(request.url!, new URL(shell.portal.url).origin);
		void fetch(address, {headers: {authorization: request.headers.authorization!}}).then(async answer =>
			response.writeHead(answer.status).end(await answer.text()),
		);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/stalker_portal`;
}

test('when all is well, each list, billing, clocks and versions are reported, with six reads of the portal', async () => {
	const before = shell.portal.received.length;
	const {exit, checks} = await checksOf(shell);
	expect(exit).toBe(0);
	expect([...checks.keys()]).toEqual([
		...['configuration', 'portal', 'tariffs', 'stb', 'itv', 'itv_subscription', 'accounts'],
		...['billing', 'writing', 'clocks', 'versions', 'journal'],
	]);
	expect(checks.get('versions')!.said).toMatch(/^stalker-console 0\.0\.0, Node\.js v\d+.*, PostgreSQL \d+/);
	const asked = shell.portal.received
		.slice(before)
		.map(({method, path}) => `${method} ${path.split('/v1/')[1]}`);
	expect(asked).toEqual([
		'GET tariffs',
		'GET stb',
		'GET itv',
		'GET itv_subscription',
		expect.stringMatching(/^GET accounts\/00:1A:79:/),
	]);
});

test('a portal whose .htaccess lets only some resources through: each is named with its screens and the way out', async () => {
	const url = await startProxy(/\/(stb|itv)$/);
	const {exit, checks} = await checksOf(shell.with({STALKER_URL: url}));
	expect(exit).toBe(1);
	expect(failed(checks)).toEqual(['stb', 'itv']);
	expect(checks.get('stb')).toMatchObject({
		said: expect.stringMatching(/api\/v1\/\.htaccess is too old.*these screens cannot work: STB/),
		screens: ['stb'],
	});
	expect(checks.get('itv')!.screens).toContain('channels');
});

test('a portal whose PHP fails on accounts', async () => {
	shell.portal.setFault({is: 'memory', matches: ({path}) => path.includes('/accounts')});
	const {exit, checks} = await checksOf(shell);
	shell.portal.setFault(null);
	expect(exit).toBe(1);
	expect(failed(checks)).toEqual(['accounts']);
	expect(checks.get('accounts')!.said).toMatch(/memory_limit.*Accounts/);
});

test.each([
	[{is: 'html'}, /answered GET tariffs/],
	[{is: 'disabled'}, /enable_api/],
] as const)(
	'a portal that answers everything with %j is reported once, and billing is checked all the same',
	async (fault, said) => {
		shell.portal.setFault(fault);
		const {exit, checks} = await checksOf(shell);
		shell.portal.setFault(null);
		expect(exit).toBe(1);
		expect(failed(checks)).toEqual(['portal']);
		expect(checks.get('portal')!.said).toMatch(said);
		expect(checks.has('stb')).toBe(false);
		expect(checks.get('billing')).toMatchObject({ok: true});
	},
);

test('a slow portal is reported with the speed at which it will be read', async () => {
	shell.portal.setFault({is: 'slow', milliseconds: 1600, matches: ({path}) => path.endsWith('/stb')});
	const {exit, checks} = await checksOf(shell);
	shell.portal.setFault(null);
	expect(exit).toBe(0);
	expect(checks.get('portal')!.said).toMatch(
		/stb took 2 s, so the console reads it again by itself after 3\d s/,
	);
});

test('the clock of a portal that does not answer is not said to agree', async () => {
	const {checks} = await checksOf(shell.with({STALKER_URL: 'http://127.0.0.1:9'}));
	expect(failed(checks)).toContain('portal');
	expect(checks.get('clocks')!.said).toBe(
		'billing and this machine have the same time; clock not known: portal',
	);
});

test('a clock that differs by more than a minute is reported', async () => {
	const ahead = await checksOf(shell.with({STALKER_URL: await startProxy(/never/, 3_600_000)}));
	expect(failed(ahead.checks)).toEqual(['clocks']);
	expect(ahead.checks.get('clocks')!.said).toMatch(
		/clock of the portal is (3599|3600|3601) s ahead of this machine's/,
	);
	const near = await checksOf(shell.with({STALKER_URL: await startProxy(/never/, -20_000)}));
	expect(near.exit).toBe(0);
});

test('a console that shall not write is no failure', async () => {
	const {out, exit} = await shell.call('doctor', '--read-only');
	expect(exit).toBe(0);
	expect(out).toContain('✓ writing: nothing is to be written');
});

describe.runIf(process.env['TEST_DATABASE_URL'] !== undefined)('on a server', () => {
	/** A database of ours after these statements, whose name stands for `DB`. */
	async function openDatabaseAfter(sql: readonly string[]): Promise<string> {
		const own = await createDatabase();
		onTestFinished(own.drop);
		await migrated(own.url);
		const opened = await openDatabase(own.url);
		for (const statement of sql)
			await opened.query(statement.replaceAll('DB', new URL(own.url).pathname.slice(1)));
		await opened.close();
		return own.url;
	}

	test('sessions that are read-only', async () => {
		const url = await openDatabaseAfter(['alter database DB set default_transaction_read_only = on']);
		const {exit, checks} = await checksOf(shell.with({DATABASE_URL: url}));
		expect(exit).toBe(1);
		expect(failed(checks)).toEqual(['writing']);
		expect(checks.get('writing')!.said).toMatch(
			/default_transaction_read_only.*nothing can be written there/,
		);
	});

	test('tables that this user may not write', async () => {
		const role = `reader_${process.pid}`;
		const url = await openDatabaseAfter([
			`create role ${role} login`,
			`grant select on all tables in schema public to ${role}`,
			`grant insert, update, delete on users to ${role}`,
		]);
		onTestFinished(async () => {
			const opened = await openDatabase(url);
			await opened.query(`drop owned by ${role}`);
			await opened.query(`drop role ${role}`);
			await opened.close();
		});
		const address = Object.assign(new URL(url), {username: role, password: ''}).href;
		const {exit, checks} = await checksOf(shell.with({DATABASE_URL: address}));
		expect(exit).toBe(1);
		expect(failed(checks)).toEqual(['writing']);
		expect(checks.get('writing')!.said).toMatch(/may not write these tables .*iptv_main/);
		expect(checks.get('writing')!.said).not.toMatch(/[ ,]users[,.]/);
	});
});
