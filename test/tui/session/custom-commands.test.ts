import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

const script = (code: string, ...args: readonly string[]) => [process.execPath, '-e', code, '--', ...args];
const printArguments = "for (const one of process.argv.slice(1)) console.log('<' + one + '>')";

const commands = [
	{key: 'T', name: 'print it', run: script(printArguments, 'a b', '{login}', 'id={key}'), isReadOnly: true},
	{key: 'X', name: 'change it', run: script(printArguments, '{stb_mac}'), isReadOnly: false},
	{
		key: 'Z',
		name: 'wait',
		run: script('console.log("begun"); setInterval(() => {}, 1000)'),
		isReadOnly: false,
	},
	{key: 'Y', name: 'no column', run: ['true', '{nothing}'], isReadOnly: false},
	{key: 'A', name: 'no program', run: ['/nowhere/program'], isReadOnly: false},
	{
		key: 'E',
		name: 'fail',
		run: script('process.stderr.write("\\x1b[2Jwrong\\tx\\x07\\n"); process.exitCode = 3'),
		isReadOnly: false,
	},
] as const;

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		harness = await createSessionHarness(engine().billing, {customCommands: commands, ...options});
		await harness.press('1');
		return harness;
	};

	test('a command is shown and asked before its first run, and prints on a page', async () => {
		const {press, moveTo, state} = await open();
		await moveTo('user00003');
		await press('T');
		expect(state().mode).toMatchObject({
			is: 'confirm',
			pendingAction: {is: 'run-command', args: {length: 7}},
		});
		await press('y');
		expect(state().mode).toMatchObject({
			is: 'output',
			name: 'print it',
			lines: ['<a b>', '<user00003>', '<id=user00003>'],
			end: {code: 0},
		});
		await press('escape', 'down', 'T');
		expect(state().mode).toMatchObject({is: 'output', lines: ['<a b>', '<user00004>', '<id=user00004>']});
	});

	test('a command is not run for a moment after the first rows have arrived', async () => {
		harness = await createSessionHarness(engine().billing, {customCommands: commands, firstKeys: ['1']});
		const {press, messageText, advanceClock, state} = harness;
		await press('T');
		expect(messageText()).toContain('just been loaded');
		expect(state().mode.is).toBe('browse');
		advanceClock(1000);
		await press('T');
		expect(state().mode.is).toBe('confirm');
	});

	test('a command whose key may be part of a paste asks again', async () => {
		const {press, pressTogether, state} = await open();
		await press('T', 'y', 'escape');
		await pressTogether('T', 'x');
		expect(state().mode).toMatchObject({is: 'confirm', pendingAction: {is: 'run-command'}});
	});

	test('a value that is empty, begins with a dash or has control characters is refused, and so is an unknown column', async () => {
		const {press, moveTo, messageText, state} = await open({
			changePortal({users}) {
				users[0]!.login = '-rf';
				users[1]!.login = 'two\nlines';
				users[2]!.mac = '';
			},
		});
		const refusal = async (...keys: readonly string[]) => {
			await press(...keys);
			expect(state().mode.is).toBe('browse');
			return messageText();
		};

		await moveTo('-rf');
		expect(await refusal('T')).toContain('login of this row begins with “-” or has control characters');
		await moveTo('two\nlines');
		expect(await refusal('T')).toContain('control characters');
		await moveTo('user00003');
		expect(await refusal('X')).toContain('stb_mac of this row is empty');
		expect(await refusal('Y')).toContain('no column “nothing”');
	});

	test('with --read-only only commands that are marked so run', async () => {
		const {press, state, messageText} = await open({readOnly: true});
		await press('X');
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain('read-only');
		await press('T', 'y');
		expect(state().mode.is).toBe('output');
	});

	test('closing the page ends the program', async () => {
		const {press, send, until, idle, state} = await open();
		await press('Z');
		send('y');
		await until(({mode}) => mode.is === 'output' && mode.lines.includes('begun'));
		send('escape');
		await idle();
		expect(state().mode).toEqual({is: 'browse'});
	});

	test('what a program writes cannot reach the terminal, and its exit code and a failed start are shown', async () => {
		const {press, state} = await open();
		await press('E', 'y');
		expect(state().mode).toMatchObject({lines: ['wrong        x␇'], end: {code: 3}});
		await press('escape', 'A', 'y');
		expect(state().mode).toMatchObject({
			end: {code: null, error: expect.stringContaining('ENOENT') as string},
		});
	});
});
