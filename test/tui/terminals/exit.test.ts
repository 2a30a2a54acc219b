import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {builtModule, builtProgram} from '../driver.ts';
import {inOneRead} from '../key-bytes.ts';
import {billingKinds, startTestSystems} from '../../support/test-systems.ts';
import {registerFixtures, bytesOf, restored, timeout} from './fixtures.ts';

const {open} = registerFixtures();

describe('the terminal is restored after', () => {
	test.for(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('%s', {timeout}, async signal => {
		const program = await open();
		expect(program.state()).toMatchObject({screen: 'alternate', cursor: 'hidden', paste: true, mouse: true});
		program.kill(signal);
		expect(await program.exit).toEqual({code: 130, signal: null});
		expect(program.state()).toMatchObject(restored);
		expect(program.screen().join('')).toBe('');
	});

	test('a broken connection, which is not reported as a defect', {timeout}, async () => {
		const program = await open();
		program.hangUp();
		// The kernel decides whether the signal or the end of the input arrives first.
		expect([0, 130]).toContain((await program.exit).code);
	});

	test('a defect, which is reported on the normal screen', {timeout}, async () => {
		const [node, ...args] = builtModule;
		const program = await open({
			command: [
				...[node, '--import'],
				'data:text/javascript,process.once("SIGUSR2", () => { throw new Error("provoked\\x1b]0;owned\\x07"); })',
				...args,
			],
		});
		program.kill('SIGUSR2');
		expect(await program.exit).toEqual({code: 1, signal: null});
		expect(program.state()).toMatchObject({...restored, title: ''});
		const output = program.screen().join('\n');
		expect(output).toMatch(/^The console has failed, which is a defect of it/);
		expect(output).toContain('Error: provoked␛]0;owned␇');
	});

	test('--no-mouse, which leaves the mouse to the terminal', {timeout}, async () => {
		const program = await open({args: ['--no-mouse']});
		expect(program.state()).toMatchObject({screen: 'alternate', mouse: false});
		expect(bytesOf(program).toString()).not.toContain('\u001B[?1000');
		await program.press('q');
		expect(await program.exit).toEqual({code: 0, signal: null});
		expect(program.state()).toMatchObject(restored);
	});

	test('q', {timeout}, async () => {
		const program = await open();
		await program.press('q');
		expect(await program.exit).toEqual({code: 0, signal: null});
		expect(program.state()).toMatchObject(restored);
	});

	test('ctrl-c twice; the first one only asks', {timeout}, async () => {
		const program = await open();
		await program.press('ctrl-c');
		expect(program.screen().join('\n')).toContain('Press ctrl-c again to quit.');
		await program.press('down');
		expect(program.screen().join('\n')).not.toContain('ctrl-c again');
		await program.press(inOneRead('ctrl-c', 'ctrl-c'));
		expect(await program.exit).toEqual({code: 0, signal: null});
		expect(program.state()).toMatchObject(restored);
	});

	test('ctrl-z, and fg draws the whole screen again', {timeout}, async () => {
		const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-shell-'));
		onTestFinished(() => rmSync(home, {recursive: true}));
		const [rc, gate] = [path.join(home, 'rc'), path.join(home, 'gate')];
		spawnSync('mkfifo', [gate]);
		// The shell reads no input: all input goes to the console, which reports how much of it has been read.
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
		const program = await open({command: ['bash', '--rcfile', rc, '-i']});
		await program.press('1');
		await program.press('down');
		const before = program.screen();
		expect(before[6]).toMatch(/^▶/);
		const suspended = program.idleAgain();
		program.send('ctrl-z');
		await suspended;
		expect(program.state()).toMatchObject(restored);
		expect(program.screen().join('\n')).toContain('the shell: isig icanon echo');

		const continued = program.idleAgain();
		writeFileSync(gate, '\n');
		await continued;
		expect(program.state()).toMatchObject({screen: 'alternate', cursor: 'hidden', paste: true, mouse: true});
		expect(program.screen()).toEqual(before);
		await program.press('up');
		expect(program.screen()[5]).toMatch(/^▶/);
		await program.press('q');
		expect(await program.exit).toEqual({code: 0, signal: null});
		expect(program.state()).toMatchObject(restored);
	});
});

test('q while rows are written asks first, and quits after the rows under way', {timeout}, async () => {
	const own = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	onTestFinished(own.close);
	const {portal} = own;
	const program = await open({environment: own.environment});
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
	await program.press(
		'1',
		'/',
		'sync:=',
		'enter',
		...Array.from({length: 6}, () => 'space' as const),
		'd',
		'6',
	);
	const first = reached(1);
	program.send('enter');
	await first;
	// Two at a time are written: the third begins when one of them has ended.
	const third = reached(3);
	program.send('q');
	await third;
	program.send('y');
	expect(await program.exit).toEqual({code: 0, signal: null});
	const written = deletions();
	expect(written).toBeOneOf([3, 4]);
	expect(bytesOf(program).toString()).toContain('An action is running');
	expect(program.state()).toMatchObject(restored);
	expect(
		await own.query(
			`select j.action, j.state as entry, r.state, r.error from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id
			order by r.position`,
		),
	).toEqual([
		...Array.from({length: written}, () => ({action: 'delete', entry: 'done', state: 'done', error: ''})),
		...Array.from({length: 6 - written}, () => ({
			...{action: 'delete', entry: 'done', state: 'failed'},
			error: 'Not tried: the action stopped before this row.',
		})),
	]);
});

test(
	'a second signal ends the console without waiting for the current row, and the terminal is restored',
	{timeout},
	async () => {
		const own = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
		onTestFinished(own.close);
		const program = await open({environment: own.environment});
		await program.press('1', 'd');
		const reached = new Promise<void>(resolve => {
			own.portal.setFault({
				is: 'hang',
				matches({method}) {
					if (method === 'DELETE') resolve();
					return method === 'DELETE';
				},
			});
		});
		program.send('y');
		await reached;
		program.kill('SIGTERM');
		// Signals right after the first one count as one with it.
		const repeated = setInterval(() => program.kill('SIGHUP'), 100);
		onTestFinished(() => clearInterval(repeated));
		expect(await program.exit).toEqual({code: 130, signal: null});
		expect(program.state()).toMatchObject(restored);
		// Its end was not waited for.
		expect(await own.query('select state, error from stalker_journal_rows')).toEqual([
			{state: 'open', error: ''},
		]);
	},
);
