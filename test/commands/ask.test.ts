import {spawn} from '@lydell/node-pty';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {builtProgram} from '../tui/driver.ts';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell({accounts: 60});
	await shell.call('tariffs', 'import', '--all', '--yes');
});
afterAll(async () => shell.close());

const keysOf = async (mark: string): Promise<readonly string[]> =>
	(
		(await shell.call('accounts', 'list', '--json', '--mark', mark)).data as ReadonlyArray<{
			readonly key: string;
		}>
	).map(({key}) => key);

/** Runs the built program on a terminal, types `early` at once and `answer` at the question. Resolves to its output and exit code. */
async function runOnTerminal(
	argv: readonly string[],
	answer: string,
	early = '',
): Promise<{readonly text: string; readonly exit: number; readonly questions: number}> {
	const pty = spawn(builtProgram[0]!, [...argv], {
		cols: 80,
		rows: 24,
		env: {PATH: process.env['PATH']!, TERM: 'xterm', LANG: 'C.UTF-8', ...shell.environment},
	});
	let [text, questions] = ['', 0];
	pty.write(early);
	return new Promise(resolve => {
		pty.onData(data => {
			const before = text;
			text += data;
			const isQuestion = (all: string) => /\[y\/N\] |press enter to go on: /.test(all);
			if (isQuestion(text) && !isQuestion(before)) {
				questions++;
				pty.write(answer);
			}
		});
		pty.onExit(({exitCode}) => resolve({text, exit: exitCode, questions}));
	});
}

test('a call that needs --yes asks on a terminal, and a Latin y confirms it', async () => {
	const keys = (await keysOf('+')).slice(0, 2);
	for (const no of ['\r', 'n\r', 'н\r', 'yy\r', '\u0004']) {
		const refused = await runOnTerminal(['accounts', 'add', ...keys], no);
		expect(refused).toMatchObject({exit: 1, questions: 1});
		expect(refused.text).toContain('Not confirmed: nothing was written.');
	}

	expect(await keysOf('+')).toEqual(expect.arrayContaining([...keys]));
	expect(await runOnTerminal(['accounts', 'add', ...keys], 'y\r')).toMatchObject({questions: 1});
	expect(await keysOf('+')).not.toEqual(expect.arrayContaining([...keys]));
});

test('a deletion asks for the number of rows; what was typed before the question is no answer', async () => {
	const keys = (await keysOf('+')).slice(0, 2);
	expect(await runOnTerminal(['accounts', 'delete', ...keys], 'y\r')).toMatchObject({exit: 1, questions: 1});
	expect(await runOnTerminal(['accounts', 'delete', ...keys], '\r', '2\r2\ry\r')).toMatchObject({
		exit: 1,
		questions: 1,
	});
	expect(await keysOf('+')).toEqual(expect.arrayContaining([...keys]));
	expect(await runOnTerminal(['accounts', 'delete', ...keys], '2\r')).toMatchObject({exit: 0, questions: 1});
	expect(await keysOf('+')).not.toEqual(expect.arrayContaining([...keys]));
});

test('ctrl-c at the question interrupts, and nothing is asked where the output is for a program', async () => {
	const [key] = await keysOf('+');
	expect(await runOnTerminal(['accounts', 'delete', key!], '\u0003')).toMatchObject({
		exit: 130,
		questions: 1,
	});
	expect(await runOnTerminal(['accounts', 'delete', key!, '--json'], '1\r')).toMatchObject({
		exit: 1,
		questions: 0,
	});
	expect(await shell.call('accounts', 'delete', key!)).toMatchObject({
		exit: 1,
		error: expect.stringContaining('repeat with --confirm 1'),
	});
	expect(await keysOf('+')).toContain(key);
});
