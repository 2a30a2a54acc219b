import {describe, expect, onTestFinished, test} from 'vitest';
import {openEmulator} from '../emulator.ts';
import {startTcpProxy, type TcpProxy} from '../../support/tcp-proxy.ts';
import {billingKinds} from '../../support/test-systems.ts';
import type {PtyDriver} from '../pty-driver.ts';
import {registerFixtures, restored, timeout} from './fixtures.ts';

const {open, systems} = registerFixtures();

describe('a database that accepts the connection and never responds', () => {
	const silentDatabase = ({port}: TcpProxy) => ({
		DATABASE_URL: `postgresql://billing@127.0.0.1:${port}/billing`,
	});

	test(
		'the menu is drawn first, then with the lists of the portal, then with the database unreachable',
		{timeout},
		async () => {
			const proxy = await startTcpProxy();
			onTestFinished(proxy.close);
			const program = await open({environment: silentDatabase(proxy)});
			expect(program.screen()[0]).toMatch(/● .*✗ unreachable/);
			expect(program.screen().join('\n')).toContain('did not answer in time');
			expect(program.screen()).toContainEqual(
				expect.stringMatching(/^▶ 1 {2}Accounts +60 rows +not known yet/),
			);
			expect(program.screen()).toContainEqual(
				expect.stringMatching(/^ {2}5 {2}Tariff plans +12 rows +not known yet/),
			);
			const headers = await headersOf(program);
			expect(headers[0]).toMatch(/○ opening … │ .*○ opening …/);
			expect(headers[1]).toMatch(/● .*○ opening/);
			expect(headers.at(-1)).toMatch(/● .*✗ unreachable/);
		},
	);

	test('q quits without waiting for it', {timeout}, async () => {
		const proxy = await startTcpProxy();
		onTestFinished(proxy.close);
		const program = await open({environment: silentDatabase(proxy), waitsForIdle: false});
		await Promise.race([proxy.connected, program.exit]);
		const startedAt = performance.now();
		program.send('q');
		expect(await program.exit).toEqual({code: 0, signal: null});
		expect(performance.now() - startedAt).toBeLessThan(8000);
		expect(program.state()).toMatchObject(restored);
	});
});

/** The different first lines of the screen, in their order. */
async function headersOf({chunks}: PtyDriver): Promise<readonly string[]> {
	const emulator = openEmulator({columns: 80, rows: 24});
	onTestFinished(emulator.close);
	const headers: string[] = [];
	for (const {bytes} of chunks) {
		await emulator.write(bytes);
		const [header = ''] = emulator.screen();
		if (header !== '' && header !== headers.at(-1)) headers.push(header);
	}

	return headers;
}

describe.runIf(billingKinds.includes('server'))('a connection to the database', () => {
	const openThroughProxy = async () => {
		const url = new URL(systems().environment['DATABASE_URL']!);
		const proxy = await startTcpProxy({host: url.hostname, port: Number(url.port || 5432)});
		onTestFinished(proxy.close);
		url.port = String(proxy.port);
		const program = await open({environment: {DATABASE_URL: url.href}});
		await program.press('1');
		return {proxy, program};
	};

	test('that breaks is reported, its rows stay, and it is restored by a refresh', {timeout}, async () => {
		const {proxy, program} = await openThroughProxy();
		const before = program.screen().slice(4, 22);
		proxy.cut();
		await program.press('r');
		expect(program.screen()[0]).toMatch(/● .*✗ unreachable/);
		expect(program.screen().slice(4, 20)).toEqual(before.slice(0, 16));
		await program.press('down', 'down', '+');
		expect(program.screen()[7]).toMatch(/^▶ {2}\+ user00003 /);
		proxy.restore();
		await program.press('r');
		expect(program.screen().join('\n')).toContain('✓ Billing is reachable again.');
		expect(program.screen()[0]).not.toContain('unreachable');
	});

	test('that stalls does not delay quitting', {timeout}, async () => {
		const {proxy, program} = await openThroughProxy();
		proxy.stall();
		program.send('r', 'q');
		expect(await program.exit).toEqual({code: 0, signal: null});
		expect(program.state()).toMatchObject(restored);
	});
});
