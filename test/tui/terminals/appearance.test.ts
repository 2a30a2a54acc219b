import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram} from '../driver.ts';
import {openEmulator} from '../emulator.ts';
import {startInPty, type PtyDriver} from '../pty-driver.ts';
import {registerFixtures, bytesOf, timeout} from './fixtures.ts';

const {open, systems} = registerFixtures();

/** Visits menu, list, filter, a confirmation, help and a record; resolves to the lines of all these screens. */
async function visitScreens({press, screen}: PtyDriver): Promise<readonly string[]> {
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

/** Numbers of the SGR sequences that the program has written. */
const sgrCodesOf = (program: PtyDriver): ReadonlySet<number> =>
	new Set(
		bytesOf(program)
			.toString()
			.split('\u001B[')
			.flatMap(piece => /^([\d;:]*)m/.exec(piece)?.[1]?.split(/[;:]/).map(Number) ?? []),
	);

const colours = (program: PtyDriver): readonly number[] =>
	[...sgrCodesOf(program)].filter(code => (code >= 30 && code <= 48 && code !== 39) || code >= 90);

describe('the styles and characters of the screen', () => {
	test('are coloured by default', {timeout}, async () => {
		const program = await open();
		await visitScreens(program);
		expect(colours(program).length).toBeGreaterThan(2);
		expect([...sgrCodesOf(program)]).toContain(2);
	});

	test(
		'are those of a light background once the terminal tells it, and no byte of its answer is a key',
		{timeout},
		async () => {
			const program = await open();
			await program.press('1');
			const before = program.screen();
			const written = bytesOf(program).length;
			expect(bytesOf(program).toString()).toContain('\u001B]11;?\u001B\\');
			await program.pressInPieces('\u001B]11;rgb:ffff/ff', 'ff/f', 'fff\u001B\\');
			expect(program.screen()).toEqual(before);
			expect(bytesOf(program).subarray(written).toString()).toContain('\u001B[38;5;24m');
		},
	);

	test('are those of the theme, and the terminal is not asked for its background', {timeout}, async () => {
		const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-theme-'));
		onTestFinished(() => rmSync(home, {recursive: true}));
		const file = path.join(home, 'config.toml');
		writeFileSync(file, '[ui]\ntheme = "dark"\nmouse = false\n');
		const program = await open({args: ['--demo', '--config', file]});
		await program.press('1');
		const written = bytesOf(program).length;
		expect(bytesOf(program).toString()).not.toContain('\u001B]11;?');
		expect(program.state().mouse).toBe(false);
		await program.press(Buffer.from('\u001B]11;rgb:ffff/ffff/ffff\u001B\\'));
		expect(bytesOf(program)).toHaveLength(written);
	});

	test('have no colours with NO_COLOR, and the highlighted row is inverse', {timeout}, async () => {
		const program = await open({environment: {NO_COLOR: '1'}});
		await visitScreens(program);
		expect(colours(program)).toEqual([]);
		expect(
			program.styleAt(
				program.screen().findIndex(line => line.startsWith('▶')),
				5,
			),
		).toBe('inverse');
	});

	test(
		'have colours and nothing dim with TERM=linux, where dim text is not readable',
		{timeout},
		async () => {
			const program = await open({environment: {TERM: 'linux'}});
			await visitScreens(program);
			expect(colours(program).length).toBeGreaterThan(2);
			expect([...sgrCodesOf(program)]).not.toContain(2);
		},
	);

	test.for([{LANG: 'C'}, {LANG: 'C.UTF-8', LC_ALL: 'POSIX'}])(
		'have only ASCII signs with %o',
		{timeout},
		async environment => {
			const program = await open({environment});
			expect(program.screen().join('\n')).toMatch(/^[\n -~]*$/);
			const seen = await visitScreens(program);
			const nonAscii = new Set(seen.join('').match(/[^\n -~]/g));
			// Names of customers and plans come from the two systems.
			expect([...nonAscii].filter(character => !/[\p{Script=Cyrillic}ʼ«»]/u.test(character))).toEqual([]);
			expect(nonAscii.size).toBeGreaterThan(10);
		},
	);

	test('have -> between two values with LANG=C, and a word for the key', {timeout}, async () => {
		const program = await open({environment: {LANG: 'C'}});
		await program.press('3', 'i');
		const screen = program.screen().join('\n');
		expect(screen).toMatch(/820 -> 20 +/);
		expect(screen).toContain('Left Right choose');
		expect(screen).not.toMatch(/\d Right \d/);
	});

	test.for([
		{columns: 80, rows: 24},
		{columns: 60, rows: 15},
		{columns: 120, rows: 36},
	])('fit into $columns×$rows in every frame', {timeout}, async size => {
		const program = await open(size);
		await visitScreens(program);
		await program.press('end', 'home', 'page-down', 'w', 'right', 'right');
		const larger = openEmulator({columns: size.columns + 20, rows: size.rows + 10});
		onTestFinished(larger.close);
		for (const {bytes} of program.chunks) {
			await larger.write(bytes);
			const screen = larger.screen();
			expect(screen.slice(size.rows).join('')).toBe('');
			expect(Math.max(...screen.map(line => cells(line)))).toBeLessThanOrEqual(size.columns);
		}
	});

	test('are not written again while the console is idle for three seconds', {timeout}, async () => {
		const program = await open();
		await program.press('1');
		const before = program.byteCount;
		await pause(3000);
		expect(program.byteCount).toBe(before);
	});
});

/** Width of a line: all characters of the demo's texts are one cell wide. */
const cells = (line: string): number => [...line.normalize('NFC')].length;

describe('without a terminal that can move the cursor', () => {
	const sentence = /^The console needs a terminal that can move the cursor\. .*[^ ](?:\n.+)?\n$/;

	test('TERM=dumb prints the reason without escape sequences and exits with 2', {timeout}, async () => {
		const program = await open({environment: {TERM: 'dumb'}, waitsForIdle: false});
		expect(await program.exit).toEqual({code: 2, signal: null});
		expect(bytesOf(program).toString().replaceAll('\r\n', '\n')).toMatch(sentence);
		expect(bytesOf(program).includes('\u001B')).toBe(false);
	});

	test('pipes get the reason on stderr without escape sequences, and the exit code is 2', {timeout}, () => {
		const [file, ...args] = builtProgram;
		const {status, stdout, stderr} = spawnSync(file!, args, {
			encoding: 'utf8',
			env: {...process.env, ...systems().environment},
			input: 'q',
		});
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toMatch(sentence);
		expect(stderr).not.toContain('\u001B');
	});

	test('one pipe is enough to exit with 2', {timeout}, async () => {
		const program = await open({
			command: ['bash', '-c', '"$@" | cat; exit "${PIPESTATUS[0]}"', 'bash', ...builtProgram],
			waitsForIdle: false,
		});
		expect(await program.exit).toEqual({code: 2, signal: null});
		expect(program.screen()[0]).toMatch(/^The console needs a terminal/);
		expect(bytesOf(program).includes('\u001B')).toBe(false);
	});
});

test('without a configuration the console opens on the demo and shows that', {timeout}, async () => {
	const program = await startInPty();
	onTestFinished(program.close);
	expect(program.screen()[0]).toContain(' DEMO');
	await program.press('1');
	expect(program.screen()[5]).toMatch(/^▶ {2}. user00001 /);
	await program.press('q');
	expect(await program.exit).toEqual({code: 0, signal: null});
});
