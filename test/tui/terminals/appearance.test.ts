import {spawnSync} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import {builtProgram} from '../driver.ts';
import {openEmulator} from '../emulator.ts';
import {startInPty, type PtyDriver} from '../pty-driver.ts';
import {registerFixtures, bytesOf, timeout} from './fixtures.ts';

const {open, place} = registerFixtures();

/** A look at most of what there is to see: menu, list, filter, a question, help, a record. */
async function walk({press, screen}: PtyDriver): Promise<readonly string[]> {
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

/** Numbers of the SGR sequences that it wrote. */
const looksOf = (program: PtyDriver): ReadonlySet<number> =>
	new Set(
		bytesOf(program)
			.toString()
			.split('\u001B[')
			.flatMap(piece => /^([\d;:]*)m/.exec(piece)?.[1]?.split(/[;:]/).map(Number) ?? []),
	);

const colours = (program: PtyDriver): readonly number[] =>
	[...looksOf(program)].filter(look => (look >= 30 && look <= 48 && look !== 39) || look >= 90);

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
		for (const {bytes} of t.chunks) {
			await roomy.write(bytes);
			const screen = roomy.screen();
			expect(screen.slice(size.rows).join('')).toBe('');
			expect(Math.max(...screen.map(line => cells(line)))).toBeLessThanOrEqual(size.columns);
		}
	});

	test('idle for three seconds, it writes not one byte', {timeout}, async () => {
		const t = await open();
		await t.press('1');
		const before = t.byteCount;
		await pause(3000);
		expect(t.byteCount).toBe(before);
	});
});

/** All that the demo's texts hold is one cell wide. */
const cells = (line: string): number => [...line.normalize('NFC')].length;

describe('no terminal that can move the cursor', () => {
	const sentence = /^The console needs a terminal that can move the cursor\. .*\n$/;

	test('TERM=dumb is told so, without an escape sequence, and leaves with 2', {timeout}, async () => {
		const t = await open({environment: {TERM: 'dumb'}, waitsForIdle: false});
		expect(await t.exit).toEqual({code: 2, signal: null});
		expect(bytesOf(t).toString().replaceAll('\r\n', '\n')).toMatch(sentence);
		expect(bytesOf(t).includes('\u001B')).toBe(false);
	});

	test('pipes are told so on stderr, without an escape sequence, and leave with 2', {timeout}, () => {
		const [file, ...args] = builtProgram;
		const {status, stdout, stderr} = spawnSync(file!, args, {
			encoding: 'utf8',
			env: {...process.env, ...place().environment},
			input: 'q',
		});
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toMatch(sentence);
		expect(stderr).not.toContain('\u001B');
	});

	test('one pipe is enough', {timeout}, async () => {
		const t = await open({
			command: ['bash', '-c', '"$@" | cat; exit "${PIPESTATUS[0]}"', 'bash', ...builtProgram],
			waitsForIdle: false,
		});
		expect(await t.exit).toEqual({code: 2, signal: null});
		expect(t.screen()[0]).toMatch(/^The console needs a terminal/);
		expect(bytesOf(t).includes('\u001B')).toBe(false);
	});
});

test('with nothing configured, the console opens on the demo and says so', {timeout}, async () => {
	const t = await startInPty();
	onTestFinished(t.close);
	expect(t.screen()[0]).toContain(' DEMO');
	await t.press('1');
	expect(t.screen()[5]).toMatch(/^▶ {2}. user00001 /);
	await t.press('q');
	expect(await t.exit).toEqual({code: 0, signal: null});
});
