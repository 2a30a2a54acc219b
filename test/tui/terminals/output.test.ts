import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {pathToFileURL} from 'node:url';
import {registerFixtures, bytesOf, timeout} from './fixtures.ts';

const {open, systems} = registerFixtures();

test(
	'what Node and libraries write beside the console stays off the screen, and is in the messages',
	{timeout},
	async () => {
		const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-noise-'));
		onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
		const file = path.join(directory, 'noise.mjs');
		writeFileSync(
			file,
			`process.on('SIGUSR2', () => {
				process.emitWarning('noise of a warning', {code: 'NOISE'});
				console.error('noise of %s', 'console.error');
				console.log('noise of console.log');
				process.stderr.write('noise of stderr\\n');
			});`,
		);
		const program = await open({environment: {NODE_OPTIONS: `--import=${pathToFileURL(file).href}`}});
		await program.press('1', 'space', 'd');
		const before = program.screen();
		program.kill('SIGUSR2');
		await program.press('escape', '!');
		const messages = program.screen().join('\n');
		for (const text of [
			'Warning NOISE: noise of a warning',
			'noise of console.error',
			'noise of console.log',
			'noise of stderr',
		])
			expect(messages).toContain(`Written beside the console: ${text}`);
		await program.press('escape', 'd');
		expect(program.screen()).toEqual(before);
		expect(bytesOf(program).toString()).not.toContain('\nnoise');
	},
);

test('what the command that prints the password writes to stderr is in the messages', {timeout}, async () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-password-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const [file, password] = [path.join(directory, 'config.toml'), path.join(directory, 'password')];
	writeFileSync(password, systems().environment['STALKER_PASSWORD']!);
	writeFileSync(
		file,
		`[stalker]\npassword_command = "echo 'noise of a command' >&2; printf '\\\\033[2J' >&2; cat '${password}'"\n`,
	);
	const program = await open({args: ['--config', file], environment: {STALKER_PASSWORD: ''}});
	expect(bytesOf(program).toString()).not.toContain('noise');
	await program.press('1');
	expect(program.screen().join('\n')).toContain('user00001');
	await program.press('!');
	expect(program.screen().join('\n')).toContain('Written beside the console: noise of a command');
});

test('the terminal reports no mouse while the command that prints the password runs', {timeout}, async () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-mouse-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const [file, password] = [path.join(directory, 'config.toml'), path.join(directory, 'password')];
	writeFileSync(password, systems().environment['STALKER_PASSWORD']!);
	writeFileSync(
		file,
		`[stalker]\npassword_command = "printf 'command runs' > /dev/tty; cat '${password}'"\n`,
	);
	const program = await open({args: ['--config', file], environment: {STALKER_PASSWORD: ''}});
	const bytes = bytesOf(program).toString();
	const [before = '', after = ''] = bytes.split('command runs');
	expect(before.lastIndexOf('\u001B[?1000l')).toBeGreaterThan(before.lastIndexOf('\u001B[?1000h'));
	expect(before).toContain('\u001B[?1000h');
	expect(after).toContain('\u001B[?1000h');
});

test(
	'a key that is pressed before the console has drawn is taken, and does not move the screen',
	{timeout},
	async () => {
		const program = await open({waitsForIdle: false});
		program.send('1');
		await program.idle();
		expect(program.screen()[0]).toMatch(/127\.0\.0\.1.* │ /);
		expect(program.screen()[1]).toContain('[1 Accounts]');
	},
);

test("a command of the operator's own has no terminal and no password", {timeout}, async () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-command-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'config.toml');
	const script =
		'exec 2>&1; echo noise > /dev/tty; env | grep -c ^STALKER_PASSWORD; env | grep -c ^HOME; echo login=$1';
	writeFileSync(
		file,
		`[[command]]\nkey = "T"\nname = "print"\nrun = ["sh", "-c", "${script}", "sh", "{login}"]\n`,
	);
	const program = await open({args: ['--config', file]});
	await program.press('1', 'T', 'y');
	const lines = program.screen().map(line => line.trim());
	const from = lines.indexOf('0');
	expect(lines.slice(from, from + 3)).toEqual(['0', '1', 'login=user00001']);
	expect(bytesOf(program).toString()).not.toContain('\nnoise');
});
