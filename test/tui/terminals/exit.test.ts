import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram} from '../driver.ts';
import {inOneRead} from '../key-bytes.ts';
import {billingKinds, startTestSystems} from '../../support/test-systems.ts';
import {registerFixtures, bytesOf, restored, timeout} from './fixtures.ts';

const {open} = registerFixtures();

describe('however it ends, the terminal is as it was', () => {
	test.for(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('%s', {timeout}, async signal => {
		const t = await open();
		expect(t.state()).toMatchObject({screen: 'alternate', cursor: 'hidden', paste: true});
		t.kill(signal);
		expect(await t.exit).toEqual({code: 130, signal: null});
		expect(t.state()).toMatchObject(restored);
		expect(t.screen().join('')).toBe('');
	});

	test('a line that breaks ends it, and is no defect', {timeout}, async () => {
		const t = await open();
		t.hangUp();
		// Whether it hears of it by the signal or by the end of its input is the kernel's choice.
		expect([0, 130]).toContain((await t.exit).code);
	});

	test('a defect is told on the normal screen', {timeout}, async () => {
		const [node, ...program] = builtProgram;
		const t = await open({
			command: [
				...[node!, '--import'],
				'data:text/javascript,process.once("SIGUSR2", () => { throw new Error("provoked\\x1b]0;owned\\x07"); })',
				...program,
			],
		});
		t.kill('SIGUSR2');
		expect(await t.exit).toEqual({code: 1, signal: null});
		expect(t.state()).toMatchObject({...restored, title: ''});
		const said = t.screen().join('\n');
		expect(said).toMatch(/^The console has failed, which is a defect of it/);
		expect(said).toContain('Error: provoked␛]0;owned␇');
	});

	test('q', {timeout}, async () => {
		const t = await open();
		await t.press('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(t.state()).toMatchObject(restored);
	});

	test('ctrl-c twice; once is a question', {timeout}, async () => {
		const t = await open();
		await t.press('ctrl-c');
		expect(t.screen().join('\n')).toContain('Press ctrl-c again to quit.');
		await t.press('down');
		expect(t.screen().join('\n')).not.toContain('ctrl-c again');
		await t.press(inOneRead('ctrl-c', 'ctrl-c'));
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(t.state()).toMatchObject(restored);
	});

	test('ctrl-z gives the shell its terminal, and fg brings the whole screen back', {timeout}, async () => {
		const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-shell-'));
		onTestFinished(() => rmSync(home, {recursive: true}));
		const [rc, gate] = [path.join(home, 'rc'), path.join(home, 'gate')];
		spawnSync('mkfifo', [gate]);
		// The shell itself types nothing: what is sent is all for the console, whose idleness is counted by what it has read.
		writeFileSync(
			rc,
			`PROMPT_COMMAND=begin
			begin() {
				unset PROMPT_COMMAND
				${builtProgram.map(word => `'${word}'`).join(' ')}
				echo 'the shell:' $(stty -a | grep -oE -- '-?(icanon|echo|isig) ')
				echo 'idle 1000000 80x24' >> "$STALKER_CONSOLE_IDLE"
				read -r _ < '${gate}'
				fg > /dev/null
				exit $?
			}\n`,
		);
		const t = await open({command: ['bash', '--rcfile', rc, '-i']});
		await t.press('1');
		await t.press('down');
		const before = t.screen();
		expect(before[6]).toMatch(/^▶/);
		const stopped = t.idleAgain();
		t.send('ctrl-z');
		await stopped;
		expect(t.state()).toMatchObject(restored);
		expect(t.screen().join('\n')).toContain('the shell: isig icanon echo');

		const again = t.idleAgain();
		writeFileSync(gate, '\n');
		await again;
		expect(t.state()).toMatchObject({screen: 'alternate', cursor: 'hidden', paste: true});
		expect(t.screen()).toEqual(before);
		await t.press('up');
		expect(t.screen()[5]).toMatch(/^▶/);
		await t.press('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(t.state()).toMatchObject(restored);
	});
});

test('q while rows are written asks; agreed, it leaves after the step under way', {timeout}, async () => {
	const own = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	onTestFinished(own.close);
	const {portal} = own;
	const t = await open({environment: own.environment});
	const deletions = () => portal.received.filter(({method}) => method === 'DELETE').length;
	const reached = (n: number) =>
		new Promise<void>(resolve => {
			portal.setFault({
				is: 'slow',
				milliseconds: 2000,
				matches({method}) {
					if (method === 'DELETE' && deletions() === n) resolve();
					return method === 'DELETE';
				},
			});
		});
	await t.press('1', '/', 'sync:=', 'enter', 'space', 'space', 'space', 'd', '3');
	const first = reached(1);
	t.send('enter');
	await first;
	const second = reached(2);
	// The first leaves the page with the results.
	t.send('q', 'q');
	await second;
	t.send('y');
	expect(await t.exit).toEqual({code: 0, signal: null});
	expect(deletions()).toBe(2);
	expect(bytesOf(t).toString()).toContain('Work is under way');
	expect(t.state()).toMatchObject(restored);
	expect(await own.query(`select state from stalker_journal where action = 'delete'`)).toEqual([
		{state: 'done'},
		{state: 'done'},
	]);
});

test(
	'a second signal does not wait for the step under way, and restores the terminal, too',
	{timeout},
	async () => {
		const own = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
		onTestFinished(own.close);
		const t = await open({environment: own.environment});
		await t.press('1', 'd');
		const reached = new Promise<void>(resolve => {
			own.portal.setFault({
				is: 'hang',
				matches({method}) {
					if (method === 'DELETE') resolve();
					return method === 'DELETE';
				},
			});
		});
		t.send('y');
		await reached;
		// Two of one kind might arrive as one.
		t.kill('SIGTERM');
		t.kill('SIGHUP');
		expect(await t.exit).toEqual({code: 130, signal: null});
		expect(t.state()).toMatchObject(restored);
	},
);
