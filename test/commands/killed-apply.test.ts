import {rmSync} from 'node:fs';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import type {ReceivedRequest} from '../demo/faults.ts';
import {atPortal, atTable, killProgramAt, type Stop} from '../support/kill-points.ts';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {dumpAccounts, openPolicyShell, widePolicy, type Applied} from './policy-setup.ts';
import type {Shell} from './shell.ts';

const isPut = ({method}: ReceivedRequest): boolean => method === 'PUT';

/** The request of this kind that comes as the nth. */
const nth = (n: number, isOne: (request: ReceivedRequest) => boolean) => {
	let seen = 0;
	return (request: ReceivedRequest): boolean => isOne(request) && ++seen === n;
};

/** The first GET after a PUT. */
const readBack = () => {
	let isWritten = false;
	return (request: ReceivedRequest): boolean => {
		if (isPut(request)) isWritten = true;
		return isWritten && request.method === 'GET';
	};
};

const stops: ReadonlyArray<readonly [name: string, kinds: readonly string[], stop: () => Stop]> = [
	[
		'while the accounts are read',
		['embedded', 'server'],
		() => atPortal(({path}) => path.endsWith('/accounts')),
	],
	['before the first PUT', ['embedded', 'server'], () => atPortal(isPut)],
	['after the first PUT', ['embedded', 'server'], () => atPortal(isPut, true)],
	['before the third PUT', ['embedded', 'server'], () => atPortal(nth(3, isPut))],
	['after the third PUT', ['embedded', 'server'], () => atPortal(nth(3, isPut), true)],
	['while the first PUT is read back', ['embedded', 'server'], () => atPortal(readBack())],
	...['stalker_journal', 'stalker_journal_rows', 'tarif_plans', 'users', 'iptv_main'].map(
		table => [`while it waits for ${table}`, ['server'], () => atTable(table)] as const,
	),
];

let systems: TestSystems;
let shell: Shell;

async function open(kind: 'embedded' | 'server'): Promise<void> {
	systems = await startTestSystems(kind, {accounts: 60});
	shell = openPolicyShell(systems, widePolicy);
}
async function close(): Promise<void> {
	await systems.close();
	rmSync(shell.home, {recursive: true, force: true});
}

const apply = async () => {
	const {exit, data} = await shell.call('apply', '--json');
	return {exit, data: data as Applied};
};

/** What is left: the accounts as the portal has them, and the differences. */
const leftOver = async () => ({
	accounts: dumpAccounts(systems),
	kinds: ((await shell.call('check', '--json')).data as {readonly kinds: unknown}).kinds,
});

describe.each(billingKinds)('kill -9 of apply on a billing that is %s', kind => {
	let whole: Awaited<ReturnType<typeof leftOver>>;
	beforeAll(async () => {
		await open(kind);
		await apply();
		whole = await leftOver();
		await close();
	});
	afterEach(close);

	test.each(stops.filter(([, kinds]) => kinds.includes(kind)))(
		'%s: the same command goes on, and ends as if nothing had happened',
		async (_, __, stop) => {
			await open(kind);
			await killProgramAt(stop(), ['apply'], {systems, home: shell.home});
			const {exit, data} = await apply();
			expect([exit, data.failed, data.stale]).toEqual([0, [], []]);
			expect(await leftOver()).toEqual(whole);
			expect((await shell.call('journal', 'list', '--open')).out).toContain('No entry is open');
			expect((await apply()).data.done).toEqual([]);
		},
	);

	test('a second apply refuses at once, and writes nothing; when the first is gone, it may', async () => {
		await open(kind);
		await killProgramAt(atPortal(isPut), ['apply'], {systems, home: shell.home}, async () => {
			const from = systems.portal.received.length;
			const {exit, error} = await shell.call('apply');
			expect([exit, error]).toEqual([
				1,
				expect.stringContaining(kind === 'server' ? 'Another apply' : 'open in another process'),
			]);
			expect(systems.portal.received).toHaveLength(from);
		});
		expect((await apply()).exit).toBe(0);
	});
});
