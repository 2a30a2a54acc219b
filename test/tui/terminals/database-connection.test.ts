import {describe, expect, onTestFinished, test} from 'vitest';
import {openEmulator} from '../emulator.ts';
import {startTcpProxy, type TcpProxy} from '../../support/tcp-proxy.ts';
import {billingKinds} from '../../support/test-systems.ts';
import type {PtyDriver} from '../pty-driver.ts';
import {registerFixtures, restored, timeout} from './fixtures.ts';

const {open, place} = registerFixtures();

describe('a database that takes the connection and never answers', () => {
	const silent = ({port}: TcpProxy) => ({DATABASE_URL: `postgresql://billing@127.0.0.1:${port}/billing`});

	test(
		'the menu is drawn before it is asked, then the portal’s half, then that it is lost',
		{timeout},
		async () => {
			const line = await startTcpProxy();
			onTestFinished(line.close);
			const t = await open({environment: silent(line)});
			expect(t.screen()[0]).toMatch(/● .*✗ lost/);
			expect(t.screen().join('\n')).toContain('did not answer in time');
			expect(t.screen()).toContainEqual(expect.stringMatching(/^▶ 1 {2}Accounts +60 rows +not known yet/));
			expect(t.screen()).toContainEqual(
				expect.stringMatching(/^ {2}5 {2}Tariff plans +12 rows +not known yet/),
			);
			const heads = await headsOf(t);
			expect(heads[0]).toMatch(/○ opening … │ .*○ opening …/);
			expect(heads[1]).toMatch(/● .*○ opening/);
			expect(heads.at(-1)).toMatch(/● .*✗ lost/);
		},
	);

	test('q does not wait for it', {timeout}, async () => {
		const line = await startTcpProxy();
		onTestFinished(line.close);
		const t = await open({environment: silent(line), waitsForIdle: false});
		await Promise.race([line.connected, t.exit]);
		const asked = performance.now();
		t.send('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(performance.now() - asked).toBeLessThan(8000);
		expect(t.state()).toMatchObject(restored);
	});
});

/** Its first lines in their order, frame by frame. */
async function headsOf({chunks}: PtyDriver): Promise<readonly string[]> {
	const seen = openEmulator({columns: 80, rows: 24});
	onTestFinished(seen.close);
	const heads: string[] = [];
	for (const {bytes} of chunks) {
		await seen.write(bytes);
		const [head = ''] = seen.screen();
		if (head !== '' && head !== heads.at(-1)) heads.push(head);
	}

	return heads;
}

describe.runIf(billingKinds.includes('server'))('a line to the database', () => {
	const openLined = async () => {
		const url = new URL(place().environment['DATABASE_URL']!);
		const line = await startTcpProxy({host: url.hostname, port: Number(url.port || 5432)});
		onTestFinished(line.close);
		url.port = String(line.port);
		const t = await open({environment: {DATABASE_URL: url.href}});
		await t.press('1');
		return {line, t};
	};

	test('that breaks is told, what it brought stays, and it comes back', {timeout}, async () => {
		const {line, t} = await openLined();
		const before = t.screen().slice(4, 22);
		line.cut();
		await t.press('r');
		expect(t.screen()[0]).toMatch(/● .*✗ lost/);
		expect(t.screen().slice(4, 20)).toEqual(before.slice(0, 16));
		await t.press('down', 'down', '+');
		expect(t.screen()[7]).toMatch(/^▶ {2}\+ user00003 /);
		line.restore();
		await t.press('r');
		expect(t.screen().join('\n')).toContain('✓ Billing is back.');
		expect(t.screen()[0]).not.toContain('lost');
	});

	test('that stalls does not hold up who leaves', {timeout}, async () => {
		const {line, t} = await openLined();
		line.stall();
		t.send('r', 'q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(t.state()).toMatchObject(restored);
	});
});
