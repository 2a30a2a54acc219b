import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {databaseAddress, loadConfig} from '../../source/config/config.ts';
import {readPassword} from '../../source/config/secrets.ts';

let home: string;
let file: string;
beforeAll(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-passwords-'));
	file = path.join(home, 'config.toml');
	writeFileSync(path.join(home, 'password'), 'of the file\n');
});
afterAll(() => rmSync(home, {recursive: true}));

const addressWith = (inFile: string, environment: Readonly<Record<string, string>> = {}) => {
	writeFileSync(file, `[billing]\npassword_file = "${home}/password"\n${inFile}`, {mode: 0o600});
	return databaseAddress(loadConfig({flags: {config: file}, environment: {HOME: home, ...environment}}));
};

test.each([
	'mysql://other:of-environment@other/abills',
	'postgresql://other@other/billing?password=of-environment',
])('the password in the address of the environment overrides that of the file: %s', address => {
	expect(addressWith('', {DATABASE_URL: address})).toBe(address);
	expect(addressWith(`url = "mysql://console@db/abills"\n`, {DATABASE_URL: address})).toBe(address);
});

test('an address without a password gets that of the file, wherever it stands', () => {
	const complete = 'mysql://console:of%20the%20file@db/abills';
	expect(addressWith(`url = "mysql://console@db/abills"\n`)).toBe(complete);
	expect(addressWith('', {DATABASE_URL: 'mysql://console@db/abills'})).toBe(complete);
});

const besideConsole = {takeErrors: () => undefined, withoutMouse: <Result>(run: () => Result) => run()};
const run = (command: string) =>
	readPassword({
		...{file: undefined, fileKey: 'billing.password_file'},
		...{command, commandKey: 'billing.password_command', besideConsole, limitSeconds: 0.3},
	});

test('a command that does not end is stopped where nobody could stop it', () => {
	expect(() => run('sleep 1000')).toThrow('The command of billing.password_command did not end within 0.3 s');
	expect(run('echo secret')).toBe('secret');
});

test.each(['', ' ', 'false', '/nonexistent/command'])(
	'the command “%s” fails with the name of its setting',
	command => {
		expect(() => run(command)).toThrow('The command of billing.password_command failed.');
	},
);
