import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {ConfigError} from './errors.ts';
import {message} from '../i18n/translator.ts';

/** Where a password is kept: the values of `password_file` and `password_command`, and the names of these settings for messages. */
type PasswordSource = {
	readonly file: string | undefined;
	readonly fileKey: string;
	readonly command: string | undefined;
	readonly commandKey: string;
	/** Where the console has the terminal. Absent: the command has it. */
	readonly besideConsole?: BesideConsole;
	/** How long the command may take where nobody can stop it by ctrl-c. */
	readonly limitSeconds?: number;
};

/** As long as a person needs for the window of a password manager. */
const commandLimitSeconds = 60;

/** How a command runs while the console has the terminal: it reads no input. */
export type BesideConsole = {
	/** Gets what the command writes to stderr. */
	takeErrors(text: string): void;
	/** Runs it while the terminal reports no mouse: what it opens itself would take the reports for keys. */
	withoutMouse<Result>(run: () => Result): Result;
};

/** Reads the file or runs the command that holds a password; `undefined` where neither is set. Throws `ConfigError` where that fails. */
export function readPassword({
	file,
	fileKey,
	command,
	commandKey,
	besideConsole,
	limitSeconds = commandLimitSeconds,
}: PasswordSource): string | undefined {
	if (file !== undefined) {
		const text = readSecretFile(file, fileKey);
		return passwordInOptionFile(text) ?? text.replace(/\r?\n$/, '');
	}

	return command === undefined
		? undefined
		: runSecretCommand(command, {key: commandKey, besideConsole, limitSeconds});
}

function readSecretFile(file: string, key: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new ConfigError(message('secret-unreadable', {key, file}), 'ERR_CONFIG', error);
	}
}

/** Reads certificates (PEM). A file without one is an error: the system's authorities would silently be trusted instead. */
export function readCertificates(file: string, key: string): string {
	const pem = readSecretFile(file, key);
	// Loaded here only: it takes 5 % of the time to the first frame.
	const {X509Certificate} = process.getBuiltinModule('node:crypto');
	try {
		void new X509Certificate(pem);
		return pem;
	} catch (error) {
		throw new ConfigError(message('no-certificate', {key, file}), 'ERR_CONFIG', error);
	}
}

/** What a command of the setting `key` prints, without the last line break. */
function runSecretCommand(
	command: string,
	{
		key,
		besideConsole,
		limitSeconds,
	}: {
		readonly key: string;
		readonly besideConsole: BesideConsole | undefined;
		readonly limitSeconds: number;
	},
): string {
	const failed = (cause?: unknown) =>
		new ConfigError(message('secret-command-failed', {key}), 'ERR_CONFIG', cause);
	if (command.trim() === '') throw failed();
	// The program waits for it and reads no key: from cron or on the console nothing else would end it.
	const canBeStopped = !besideConsole && process.getBuiltinModule('node:tty').isatty(0);
	const run = () =>
		spawnSync(command, {
			shell: true,
			encoding: 'utf8',
			stdio: besideConsole ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'pipe', 'inherit'],
			...(canBeStopped ? {} : {timeout: limitSeconds * 1000, killSignal: 'SIGKILL'}),
		});
	const {status, stdout, stderr, error} = besideConsole ? besideConsole.withoutMouse(run) : run();
	if (besideConsole && stderr) besideConsole.takeErrors(stderr);
	if (status === 0) return stdout.replace(/\r?\n$/, '');
	if (error && Reflect.get(error, 'code') === 'ETIMEDOUT')
		throw new ConfigError(message('secret-command-late', {key, seconds: limitSeconds}), 'ERR_CONFIG', error);
	throw failed(error);
}

/** Escapes within a value of an option file. */
const escapes: Readonly<Record<string, string>> = {b: '\b', t: '\t', n: '\n', r: '\r', s: ' ', '\\': '\\'};

/**
The password in a MySQL option file (`~/.my.cnf`): `password` of the groups `[client]`, `[client-mariadb]`, `[mysql]` or `[mariadb-client]`,
the last one that is given. `null` where the text is no option file, so that a file that holds the password alone stays what it is.
*/
export function passwordInOptionFile(text: string): string | null {
	const lines = text.split(/\r?\n/).map(line => line.trim());
	if (!lines.some(line => /^\[[\w.-]+\]$/.test(line))) return null;
	let isRead = false;
	let found: string | null = null;
	for (const line of lines) {
		const group = /^\[([\w.-]+)\]$/.exec(line)?.[1];
		if (group !== undefined) isRead = /^(client|mysql|mariadb-client|client-mariadb)$/.test(group);
		const value = /^password\s*=\s*(.*)$/.exec(line)?.[1];
		if (isRead && value !== undefined) found = valueOf(value);
	}

	return found;
}

function valueOf(text: string): string {
	const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(text)?.[2];
	const plain = quoted ?? text.replace(/\s#.*$/, '').trimEnd();
	return plain.replaceAll(/\\(.)/g, (all, letter: string) => escapes[letter] ?? all);
}
