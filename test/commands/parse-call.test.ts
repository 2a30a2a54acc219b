import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import stringWidth from 'string-width';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {sanitize} from '../../source/terminal/sanitize.ts';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell({accounts: 20});
});
afterAll(async () => shell.close());

test.each([
	[['nosuch'], 'There is no command “nosuch”. There are:'],
	[['accunts', 'list'], 'There is no command “accunts”. Did you mean accounts?'],
	[['accunts', '--help'], 'Did you mean accounts?'],
	[['help', 'accunts'], 'Did you mean accounts?'],
	[['help', 'accounts', 'ad'], 'accounts has no “ad”. Did you mean add?'],
	[
		['list'],
		'Did you mean accounts list, stb list, channels list, subscriptions list, tariffs list, journal list?',
	],
	[['undo', '5'], 'Did you mean journal undo?'],
	[['rebot', 'ivan'], 'Did you mean stb reboot?'],
	[['version'], 'Did you mean --version?'],
	[['-v'], 'Did you mean -V?'],
	[['config', 'vali'], 'Did you mean validate?'],
	[['accounts', 'add', '--all'], 'Did you mean --all-unsynced?'],
	[['accounts', 'delete', 'ivan', '--yes'], 'Did you mean --confirm?'],
	[['accounts', 'add', 'ivan', '--confirm', '1'], 'Did you mean --yes?'],
	[['apply', '--dry-run'], 'apply has no flag --dry-run. Did you mean stalker-console plan?'],
	[['apply', '--dryrun'], 'Did you mean stalker-console plan?'],
	[['completion', 'bsh'], 'completion takes one of bash, zsh, fish. Did you mean bash?'],
	[
		['accounts', 'fix', 'ivan', '--kind', 'C1', '--use', 'biling'],
		'(which system is right). Did you mean billing?',
	],
	[
		['fix', '--all', '--kind', 'H1', '--use', 'stalker', '--beyond', 'kep'],
		'--beyond takes keep or remove. Did you mean keep?',
	],
	[['accounts', 'add', 'ivan', '--all-unsynced'], 'Choose one of ID… and --all-unsynced.'],
	[['accounts', 'list', '--filtr', 'x'], 'Did you mean --filter?'],
	[['accounts', 'list', '--columns', 'lgin'], 'Did you mean login?'],
	[['accounts', 'list', '--force'], 'Use --force and --confirm N together'],
	[['accounts', 'list', '--mark'], '--mark takes a value'],
	[['accounts', 'list', '--limit'], '--limit takes a number'],
	[['accounts', 'list', '--limit', '--unsynced'], '--limit takes a number'],
	[['accounts', 'list', '--limit='], '--limit takes a number'],
	[['accounts', 'list', '-x'], 'has no flag -x'],
	[['accounts', 'nosuch'], 'accounts has no “nosuch”'],
	[['db'], 'Which of db? There are: status, migrate, attach.'],
	[['accounts', 'list', '--filter', 'drift:zz'], 'drift:zz'],
	[['accounts', 'list', '--filter', 'status:perhaps'], 'status:perhaps'],
	[['accounts', 'list', '--nosuch'], 'has no flag --nosuch'],
	[['accounts', 'list', '--yes'], 'has no flag --yes'],
	[['accounts', 'list', 'ivan'], 'is too much'],
	[['accounts', 'list', '--columns', 'nosuch'], 'no column “nosuch”'],
	[['accounts', 'list', '--sort', 'nosuch'], 'no column “nosuch”'],
	[
		['accounts', 'list', '--filter', 'nosuch:1'],
		'“nosuch” in --filter: No column “nosuch”. In quotes it is text. Columns of accounts: login, ',
	],
	[['accounts', 'list', '--mark', 'x'], '--mark takes signs'],
	[['accounts', 'list', '--limit', 'x'], '--limit takes a number'],
	[['accounts', 'list', '--json', '--csv'], 'Choose one'],
	[['accounts', 'add', 'ivan', '-dry-run'], 'has no flag -dry-run'],
	[['accounts', 'add', 'ivan', '--dry-run_'], 'has no flag --dry-run_'],
	[['accounts', 'add', 'ivan', '--dry-run=1'], '--dry-run takes no value'],
	[['accounts', 'add', 'ivan', '--dry-run', 'false'], '--dry-run takes no value'],
	[['accounts', 'add', 'ivan', '--csv'], 'no table that --csv could print'],
	[['accounts', 'list', '--limit', '1', '--limit', '2'], 'limit'],
	[['accounts', 'list', '--lang', 'xx'], 'There is no language “xx”. There are: en'],
	[['--lang', 'toString'], 'There is no language “toString”'],
	[['accounts', 'add'], 'Name the rows'],
	[['accounts', 'link', 'ivan', 'x'], 'a TV id'],
	[['accounts', 'list', '--database', 'postgresql://a:secret@127.0.0.1/b'], '--database holds a password'],
])('%j is wrong usage', async (argv, sentence) => {
	const {exit, out, error} = await shell.call(...argv);
	expect(exit).toBe(2);
	if (argv.includes('--json')) expect(JSON.parse(out)).toMatchObject({ok: false, error: {code: 'ERR_USAGE'}});
	else expect(out).toBe('');
	expect(out + error).toContain(sentence);
	expect(out + error).not.toMatch(/secret|\n\s+at /);
});

test.each([
	[['-h'], ['--help']],
	[['help'], ['--help']],
	[
		['help', 'accounts', 'add'],
		['accounts', 'add', '--help'],
	],
	[
		['accounts', 'add', '-h'],
		['accounts', 'add', '--help'],
	],
	[
		['help', 'journal'],
		['journal', '--help'],
	],
	[['-V'], ['--version']],
])('%j prints what %j prints', async (argv, same) => {
	const {exit, out, error} = await shell.call(...argv);
	expect({exit, error}).toEqual({exit: 0, error: ''});
	expect(out).toBe((await shell.call(...same)).out);
});

test('what is wrong with a call is said before what is wrong with the configuration', async () => {
	const unconfigured = shell.with({STALKER_URL: '', DATABASE_URL: ''});
	for (const [argv, sentence] of [
		[['accounts', 'list', '--limit'], '--limit takes a number'],
		[['accounts', 'list', '--columns', 'x'], 'no column'],
		[['accounts', 'show'], 'Name one'],
		[['accounts', 'add'], 'Name the rows'],
		[['stb', 'register', 'x', 'y', 'z'], 'too much'],
		[['api', 'PUT', 'accounts'], 'api takes GET'],
		[['journal', 'list', '--limit', '0.5'], '--limit takes a whole number from 0.'],
		[['accounts', 'list', '--limit', '-1'], '--limit takes a whole number from 0.'],
		[['apply', '--confirm', '-1'], '--confirm takes a whole number from 0.'],
		[['accounts', 'delete', 'x', '--confirm', '1.5'], '--confirm takes a whole number from 0.'],
		[['accounts', 'list', '--watch', '0'], '--watch takes a whole number from 1.'],
		[['--demo', '--portals', '0'], '--portals takes a whole number from 1 to 9.'],
		[['journal', 'show', 'x'], 'takes the number of an entry'],
		[['journal', 'undo'], 'takes the number of an entry'],
		[['demo', '--port', '99999'], '--port takes a whole number from 0 to 65535.'],
		[['demo', '--portals', '2', '--port', '65535'], '--port takes a whole number from 0 to 65534.'],
	] as const)
		expect([argv, await unconfigured.call(...argv)]).toEqual([
			argv,
			{exit: 2, out: '', error: expect.stringContaining(sentence), data: null},
		]);
});

test.each(['--color', '--no-color'])('%s is a flag of every command', async flag => {
	expect(await shell.call(flag, 'config', 'path')).toMatchObject({exit: 0, error: ''});
	expect(await shell.call('config', 'path', flag)).toMatchObject({exit: 0, error: ''});
});

test.each(['accounts', 'journal', 'config', 'db'])(
	'%s --help lists every command that begins with it',
	async word => {
		const {exit, out} = await shell.call(word, '--help');
		const own = commands
			.filter(({words}) => words[0] === word)
			.map(({words}) => `stalker-console ${words.join(' ')}`);
		expect(exit).toBe(0);
		expect(own.length).toBeGreaterThan(1);
		for (const call of own) expect(out).toContain(call);
		expect(out).not.toContain('stalker-console demo');
	},
);

test('a value can begin with a dash: a status, or a column in descending order', async () => {
	const keys = async (...argv: readonly string[]) =>
		(await shell.call('accounts', 'list', '--json', ...argv)).data as ReadonlyArray<{
			readonly key: string;
			readonly mark: string;
		}>;
	const there = (await keys('--sort', 'login')).map(({key}) => key);
	expect((await keys('--sort', '-login')).map(({key}) => key)).toEqual(there.toReversed());
	for (const {mark} of await keys('--mark', '-')) expect(mark).toBe('-');
});

test('a list that does not go to a terminal is not cut, so that IDs can be copied from it', async () => {
	const {out} = await shell.call('accounts', 'list', '--columns', 'login,stb_mac,account_number');
	const {data} = await shell.call('accounts', 'list', '--json');
	for (const {login, stb_mac: mac} of data as ReadonlyArray<{
		readonly login: string;
		readonly stb_mac: string;
	}>)
		for (const text of [login, mac]) expect(out).toContain(sanitize(text));
	expect(out).toContain('account_number');
});

test.each([
	[{STALKER_URL: ''}, 2, 'Billing is configured, but the portal'],
	[{DATABASE_URL: ''}, 2, 'The portal is configured, but billing'],
	[{DATABASE_URL: '', STALKER_URL: ''}, 2, 'Nothing is configured'],
	[{STALKER_URL: 'ftp://tv.example'}, 2, 'http'],
	[{STALKER_URL: 'http://127.0.0.1:1'}, 1, 'cannot be reached'],
	[{STALKER_PASSWORD: 'wrong-secret'}, 1, 'STALKER_PASSWORD'],
	[{DATABASE_URL: 'oracle://someone:wrong-secret@127.0.0.1/billing'}, 2, 'postgresql://'],
	[{DATABASE_URL: 'mysql://someone:wrong-secret@127.0.0.1:1/billing'}, 1, '127.0.0.1:1'],
	[{DATABASE_URL: 'postgresql://someone:wrong-secret@127.0.0.1:1/billing'}, 1, '127.0.0.1:1'],
])('%j gives one clear sentence', async (environment, exit, sentence) => {
	const said = await shell.with(environment).call('accounts', 'list');
	expect(said.error).toContain(sentence);
	expect(said).toMatchObject({exit, out: ''});
	expect(said.error).not.toMatch(/wrong-secret|\n\s+at /);
	expect(said.error.trim().split('\n')).toHaveLength(1);
});

test.each([
	[{is: 'disabled'}, 'enable_api'],
	[{is: 'html'}, 'JSON'],
	[{is: 'memory'}, 'memory'],
	[{is: 'empty'}, 'answer'],
	[{is: 'wrong-types'}, ''],
] as const)(
	'a portal that answers %j gives one clear sentence, never an empty list',
	async (fault, sentence) => {
		shell.portal.setFault(fault);
		const {exit, out, error} = await shell.call('accounts', 'list');
		shell.portal.setFault(null);
		expect(`${out}${error}`.toLowerCase()).toContain(sentence.toLowerCase());
		if (fault.is !== 'wrong-types') expect({exit, out}).toEqual({exit: 1, out: ''});
	},
);

test('a configuration that is broken, unknown or readable by others is refused without quoting a secret', async () => {
	const directory = path.join(shell.home, '.config', 'stalker-console');
	const file = path.join(directory, 'config.toml');
	mkdirSync(directory, {recursive: true});
	const tryConfig = async (text: string, mode = 0o600) => {
		writeFileSync(file, text);
		chmodSync(file, mode);
		return shell.call('config', 'validate');
	};

	expect(await tryConfig('[stalker]\npassword = "top-secret')).toMatchObject({exit: 2});
	for (const [text, mode, sentence] of [
		['[stalker]\npassword = "top-secret\n', 0o600, 'is no TOML'],
		['[stalker]\npasword = "top-secret"\n', 0o600, 'which is no setting'],
		['[stalker]\nservice = "three"\n', 0o600, 'not a number'],
		['[stalker]\npassword = "top-secret"\n', 0o644, 'chmod 600'],
		['[billing]\nurl = "postgresql://a:top-secret@db/b"\n', 0o644, 'chmod 600'],
		['[command]\nkey = "T"\n', 0o600, 'a table in double brackets'],
		['[[command]]\nkey = "CC"\n', 0o600, 'one character or f1 to f12'],
		['[[command]]\nkey = "T"\nname = "x"\nrun = "top-secret {ip}"\n', 0o600, 'a list of texts'],
		['[[command]]\nkey = "T"\nname = "x"\nrun = ["{ip}"]\n', 0o600, 'without {field}'],
		['[[command]]\nkey = "T"\nname = "x"\nrun = ["a"]\nshell = true\n', 0o600, 'nothing else'],
		['[[command]]\nkey = "+"\nname = "x"\nrun = ["a"]\n', 0o600, 'cannot have the key +'],
		['[[command]]\nkey = "f8"\nname = "x"\nrun = ["a"]\n', 0o600, 'cannot have the key f8'],
	] as const) {
		const {exit, error} = await tryConfig(text, mode);
		expect([text, exit, error]).toEqual([text, 2, expect.stringContaining(sentence)]);
		expect(error).not.toContain('top-secret');
	}

	const command = '[[command]]\nkey = "T"\nname = "x"\nrun = ["ping", "{ip}"]\n';
	expect(await tryConfig(command)).toMatchObject({exit: 0});
	expect(await tryConfig(command + command)).toMatchObject({exit: 2});
	expect(await tryConfig('[stalker]\npassword = "top-secret"\nlogin = "file"\n')).toMatchObject({exit: 0});
	const {out} = await shell.call('config', 'show');
	expect(out).toContain('STALKER_LOGIN');
	expect(out).not.toMatch(/top-secret|demo$/m);
	expect((await shell.call('config', 'path')).out.trim()).toBe(file);
	writeFileSync(file, '');
});

test('a password can come from a file or a command, and a failure is reported', async () => {
	const file = path.join(shell.home, '.config', 'stalker-console', 'config.toml');
	const secret = path.join(shell.home, 'secret');
	writeFileSync(secret, 'demo\n');
	const quiet = shell.with({STALKER_PASSWORD: ''});
	for (const [line, exit] of [
		[`password_file = "${secret}"`, 0],
		[`password_command = "cat ${secret}"`, 0],
		['password_file = "/nonexistent"', 2],
		['password_command = "exit 3"', 2],
		['', 1],
	] as const) {
		writeFileSync(file, `[stalker]\n${line}\n`);
		chmodSync(file, 0o644);
		expect([line, (await quiet.call('tariffs', 'list')).exit]).toEqual([line, exit]);
	}

	writeFileSync(file, '');
});

test('an ID that matches two rows is refused, and both are listed', async () => {
	const rows = (await shell.call('accounts', 'list', '--json')).data as ReadonlyArray<{
		readonly key: string;
		readonly account_number: string;
		readonly drifts: ReadonlyArray<{readonly code: string}>;
	}>;
	const shared = rows.filter(({drifts}) => drifts.some(({code}) => code === 'F2'));
	expect(shared.length).toBeGreaterThan(1);
	const {exit, error} = await shell.call('accounts', 'show', `number:${shared[0]!.account_number}`);
	expect(exit).toBe(2);
	expect(error).toContain(shared[0]!.key);
	expect(error).toContain(shared[1]!.key);
	expect((await shell.call('accounts', 'show', shared[0]!.key)).exit).toBe(0);
});

test('the words on and off filter what the table shows as on and off', async () => {
	const {data, exit} = await shell.call('accounts', '--filter', 'status:on online:no', '--json');
	const rows = data as ReadonlyArray<{readonly status: number; readonly online: string | null}>;
	expect(exit).toBe(0);
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.every(({status, online}) => status === 1 && online === '0')).toBe(true);
});

const widthsOf = (text: string): readonly number[] => text.split('\n').map(line => stringWidth(line));

test.each([40, 80, 120, 300])(
	'a terminal of %i columns gets as many columns as fit, and the differences of each row',
	async width => {
		const {out, error} = await shell.onTerminal(width).call('accounts', 'list', '--no-color');
		const {data} = await shell.call('accounts', 'list', '--json');
		const rows = data as ReadonlyArray<{readonly login: string; readonly drifts: readonly unknown[]}>;
		const [heading, ...lines] = out.trimEnd().split('\n');
		expect(Math.max(...widthsOf(`${out}${error}`))).toBeLessThanOrEqual(width);
		expect(heading!.trim().split(/ +/)).toHaveLength({40: 2, 80: 4, 120: 7, 300: 7}[width]!);
		const differing = rows.filter(({drifts}) => drifts.length > 0).length;
		// Below 28 free cells the differences have lines of their own, indented by four.
		const ownLines = lines.filter(line => line.startsWith('    '));
		expect(ownLines).toHaveLength(width < 300 ? differing : 0);
		expect(lines.length - ownLines.length).toBe(rows.length);
		expect(out).toMatch(/not in billing|not in …/);
	},
);

test('signs are coloured on a terminal, unless NO_COLOR, TERM or a flag says otherwise', async () => {
	const isColored = async (on: Shell, ...flags: readonly string[]): Promise<boolean> =>
		(await on.call('accounts', 'list', ...flags)).out.includes('\u001B[33m+\u001B[39m');
	const terminal = shell.onTerminal(80);
	expect(await isColored(terminal)).toBe(true);
	expect(await isColored(terminal, '--no-color')).toBe(false);
	expect(await isColored(terminal.with({NO_COLOR: '1'}))).toBe(false);
	expect(await isColored(terminal.with({NO_COLOR: '1'}), '--color')).toBe(true);
	expect(await isColored(terminal.with({TERM: 'dumb'}))).toBe(false);
	expect(await isColored(shell)).toBe(false);
	expect(await isColored(shell, '--color')).toBe(true);
});

test.each(['en', 'uk', 'ru'])('the help in %s fits a terminal of 80 columns', async lang => {
	for (const {words} of [{words: []}, ...commands]) {
		const {out, exit} = await shell.onTerminal(80).call(...words, '--help', '--lang', lang);
		expect(exit).toBe(0);
		expect(Math.max(...widthsOf(out)), words.join(' ')).toBeLessThanOrEqual(80);
	}
});

test('the help lists every command and flag; the help of a command its own', async () => {
	const {out, exit} = await shell.call('--help');
	expect(exit).toBe(0);
	expect(out).toContain('accounts delete ID…');
	expect((await shell.call('accounts', 'delete', '--help')).out).toContain('--confirm N');
});

test('text of a portal never reaches the terminal unsanitized, in any format', async () => {
	for (const format of [[], ['--json'], ['--ndjson'], ['--csv']]) {
		const {out, error} = await shell.call(
			'accounts',
			'list',
			...format,
			...(format.length === 0 ? ['--columns', 'login,full_name,comment,version'] : []),
		);
		expect((out + error).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
	}
});

test.each([
	['postgresql://u:sek%40ret@h/d', 'postgresql://u:***@h/d'],
	['postgresql://u@h/d?password=sekret', 'postgresql://u@h/d?password=***'],
	['postgresql://u:p:sekret@h/d', 'postgresql://u:***@h/d'],
	['not an address with sekret@h', '(set, but not an address)'],
	['host=h user=u dbname=d password=sekret', 'postgresql://u:***@h/d'],
	["host=h password = 'sekret", '(set, but not an address)'],
])('config show prints %j as %j', async (address, shown) => {
	const {out} = await shell.with({DATABASE_URL: address}).call('config', 'show');
	expect(out).toContain(`billing.url  ${shown}  DATABASE_URL`);
	expect(out).not.toMatch(/sek/);
	expect((await shell.call('config', 'validate', '--database', address)).exit).toBe(2);
});

test('an unreadable answer to a deletion never counts as success', async () => {
	const rows = (await shell.call('accounts', 'list', '--json', '--mark', '+')).data as ReadonlyArray<{
		readonly key: string;
	}>;
	const {key} = rows[0]!;
	shell.portal.setFault({
		is: 'results-false',
		matches: ({method, path}) => method === 'DELETE' || (path.includes('/accounts/') && deletions() > 0),
	});
	const deletions = () => shell.portal.received.filter(({method}) => method === 'DELETE').length;
	const {exit, data} = await shell.call('accounts', 'delete', key, '--confirm', '1', '--json');
	shell.portal.setFault(null);
	expect(exit).toBe(1);
	expect(data).toMatchObject({done: [], failed: [{key, code: 'delete-unclear'}]});
	expect((await shell.call('journal', 'list', '--open', '--json')).data).toMatchObject([
		{action: 'delete', subject: key},
	]);
	expect(await shell.call('doctor')).toMatchObject({exit: 1});
});
