import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram, type DriverOptions} from './driver.ts';
import {openEmulator} from './emulator.ts';
import {together} from './keys.ts';
import {openLine, type Line} from './line.ts';
import {billings, openPlace, type Place} from './place.ts';
import {openProgram, type Program} from './program.ts';

/** Each test starts the built program, on machines that have other things to do. */
const timeout = 120_000;

let place: Place;
beforeAll(async () => {
	place = await openPlace(billings.at(-1)!, {accounts: 60});
});
afterAll(async () => place.close());

/** The built program beside the place, in a terminal like this. */
async function open({environment, ...options}: DriverOptions = {}): Promise<Program> {
	const program = await openProgram({...options, environment: {...place.environment, ...environment}});
	onTestFinished(program.close);
	return program;
}

/** A look at most of what there is to see: menu, list, filter, a question, help, a record. */
async function walk({press, screen}: Program): Promise<readonly string[]> {
	const seen: string[] = [...screen()];
	for (const keys of [
		['1'],
		['/', 'sync:+', 'enter'],
		['space', 'd'],
		['escape', 'U', '?'],
		['escape', 'enter'],
		['escape', 'r'],
	]) {
		await press(...keys);
		seen.push(...screen());
	}

	return seen;
}

const bytesOf = ({received}: Program): Buffer => Buffer.concat(received.map(({bytes}) => bytes));

/** Numbers of the SGR sequences that it wrote. */
const looksOf = (program: Program): ReadonlySet<number> =>
	new Set(
		bytesOf(program)
			.toString()
			.split('\u001B[')
			.flatMap(piece => /^([\d;:]*)m/.exec(piece)?.[1]?.split(/[;:]/).map(Number) ?? []),
	);

const colours = (program: Program): readonly number[] =>
	[...looksOf(program)].filter(look => (look >= 30 && look <= 48 && look !== 39) || look >= 90);

const restored = {screen: 'normal', cursor: 'shown', paste: false, mouse: false};

describe('what a terminal can show', () => {
	test('colours where nothing speaks against them', {timeout}, async () => {
		const t = await open();
		await walk(t);
		expect(colours(t).length).toBeGreaterThan(2);
		expect([...looksOf(t)]).toContain(2);
	});

	test('NO_COLOR: none, and the highlighted row is still inverse', {timeout}, async () => {
		const t = await open({environment: {NO_COLOR: '1'}});
		await walk(t);
		expect(colours(t)).toEqual([]);
		expect(
			t.styleAt(
				t.screen().findIndex(line => line.startsWith('▶')),
				5,
			),
		).toBe('inverse');
	});

	test('TERM=linux: colours, and nothing dim, which cannot be read there', {timeout}, async () => {
		const t = await open({environment: {TERM: 'linux'}});
		await walk(t);
		expect(colours(t).length).toBeGreaterThan(2);
		expect([...looksOf(t)]).not.toContain(2);
	});

	test.for([{LANG: 'C'}, {LANG: 'C.UTF-8', LC_ALL: 'POSIX'}])(
		'%o: of our own signs none that is not ASCII',
		{timeout},
		async environment => {
			const t = await open({environment});
			expect(t.screen().join('\n')).toMatch(/^[\n -~]*$/);
			const seen = await walk(t);
			const strange = new Set(seen.join('').match(/[^\n -~]/g));
			// Names and plans are what the two systems hold.
			expect([...strange].filter(character => !/[\p{Script=Cyrillic}ʼ«»]/u.test(character))).toEqual([]);
			expect(strange.size).toBeGreaterThan(10);
		},
	);

	test.for([
		{columns: 80, rows: 24},
		{columns: 60, rows: 15},
		{columns: 120, rows: 36},
	])('at $columns×$rows no frame is wider or higher than the terminal', {timeout}, async size => {
		const t = await open(size);
		await walk(t);
		await t.press('end', 'home', 'page-down', 'w', 'right', 'right');
		const roomy = openEmulator({columns: size.columns + 20, rows: size.rows + 10});
		onTestFinished(roomy.close);
		for (const {bytes} of t.received) {
			await roomy.write(bytes);
			const screen = roomy.screen();
			expect(screen.slice(size.rows).join('')).toBe('');
			expect(Math.max(...screen.map(line => cells(line)))).toBeLessThanOrEqual(size.columns);
		}
	});

	test('idle for three seconds, it writes not one byte', {timeout}, async () => {
		const t = await open();
		await t.press('1');
		const before = t.bytes;
		await pause(3000);
		expect(t.bytes).toBe(before);
	});
});

/** All that the demo's texts hold is one cell wide. */
const cells = (line: string): number => [...line.normalize('NFC')].length;

describe('no terminal that can place text', () => {
	const sentence = /^The console needs a terminal that can place text\. .*\n$/;

	test('TERM=dumb is told so, without an escape sequence, and leaves with 2', {timeout}, async () => {
		const t = await open({environment: {TERM: 'dumb'}, wait: false});
		expect(await t.exit).toEqual({code: 2, signal: null});
		expect(bytesOf(t).toString().replaceAll('\r\n', '\n')).toMatch(sentence);
		expect(bytesOf(t).includes('\u001B')).toBe(false);
	});

	test('pipes are told so on stderr, without an escape sequence, and leave with 2', {timeout}, () => {
		const [file, ...args] = builtProgram;
		const {status, stdout, stderr} = spawnSync(file!, args, {
			encoding: 'utf8',
			env: {...process.env, ...place.environment},
			input: 'q',
		});
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toMatch(sentence);
		expect(stderr).not.toContain('\u001B');
	});

	test('one pipe is enough', {timeout}, async () => {
		const t = await open({
			command: ['bash', '-c', '"$@" | cat; exit "${PIPESTATUS[0]}"', 'bash', ...builtProgram],
			wait: false,
		});
		expect(await t.exit).toEqual({code: 2, signal: null});
		expect(t.screen()[0]).toMatch(/^The console needs a terminal/);
		expect(bytesOf(t).includes('\u001B')).toBe(false);
	});
});

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
		expect(t.screen().join('\n')).toContain('ctrl-c again leaves the console.');
		await t.press('down');
		expect(t.screen().join('\n')).not.toContain('ctrl-c again');
		await t.press(together('ctrl-c', 'ctrl-c'));
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
	const own = await openPlace(billings.at(-1)!, {accounts: 60});
	onTestFinished(own.close);
	const {portal} = own;
	const t = await open({environment: own.environment});
	const deletions = () => portal.received.filter(({method}) => method === 'DELETE').length;
	const reached = (n: number) =>
		new Promise<void>(resolve => {
			portal.misbehave({
				is: 'slow',
				milliseconds: 2000,
				on({method}) {
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
		const own = await openPlace(billings.at(-1)!, {accounts: 60});
		onTestFinished(own.close);
		const t = await open({environment: own.environment});
		await t.press('1', 'd');
		const reached = new Promise<void>(resolve => {
			own.portal.misbehave({
				is: 'hang',
				on({method}) {
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

describe('a database that takes the connection and never answers', () => {
	const silent = ({port}: Line) => ({DATABASE_URL: `postgresql://billing@127.0.0.1:${port}/billing`});

	test(
		'the menu is drawn before it is asked, then the portal’s half, then that it is lost',
		{timeout},
		async () => {
			const line = await openLine();
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
		const line = await openLine();
		onTestFinished(line.close);
		const t = await open({environment: silent(line), wait: false});
		await Promise.race([line.reached, t.exit]);
		const asked = performance.now();
		t.send('q');
		expect(await t.exit).toEqual({code: 0, signal: null});
		expect(performance.now() - asked).toBeLessThan(8000);
		expect(t.state()).toMatchObject(restored);
	});
});

/** Its first lines in their order, frame by frame. */
async function headsOf({received}: Program): Promise<readonly string[]> {
	const seen = openEmulator({columns: 80, rows: 24});
	onTestFinished(seen.close);
	const heads: string[] = [];
	for (const {bytes} of received) {
		await seen.write(bytes);
		const [head = ''] = seen.screen();
		if (head !== '' && head !== heads.at(-1)) heads.push(head);
	}

	return heads;
}

describe.runIf(billings.includes('server'))('a line to the database', () => {
	const openLined = async () => {
		const url = new URL(place.environment['DATABASE_URL']!);
		const line = await openLine({host: url.hostname, port: Number(url.port || 5432)});
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
		line.mend();
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

test('with nothing configured, the console opens on the demo and says so', {timeout}, async () => {
	const t = await openProgram();
	onTestFinished(t.close);
	expect(t.screen()[0]).toContain(' DEMO');
	await t.press('1');
	expect(t.screen()[5]).toMatch(/^▶ {2}. user00001 /);
	await t.press('q');
	expect(await t.exit).toEqual({code: 0, signal: null});
});
