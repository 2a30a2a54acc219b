import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import * as v from 'valibot';
import {expect, onTestFinished, test} from 'vitest';
import {lockDirectory} from '../../source/billing/lock.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startPortal} from '../../source/demo/portal/server.ts';
import {openPrivateJson} from '../../source/storage/private-json.ts';
import {writeNewFile} from '../../source/tui/session/terminal-host.ts';
import {builtProgram} from '../tui/driver.ts';
import {startInPty} from '../tui/pty-driver.ts';
import {createHome} from './run-program.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

/** The built program with umask 000. */
const withOpenUmask = ['sh', '-c', 'umask 000; cd "$HOME" && exec "$@"', 'sh', ...builtProgram];

const call = async (environment: Readonly<Record<string, string>>, ...args: readonly string[]) => {
	const child = spawn(withOpenUmask[0]!, [...withOpenUmask.slice(1), ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {PATH: process.env['PATH'], LANG: 'C.UTF-8', ...environment},
	});
	const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
	return {exit: child.exitCode, out, error};
};

const filesOf = (directory: string): readonly string[] =>
	readdirSync(directory, {recursive: true, withFileTypes: true}).map(entry =>
		path.join(entry.parentPath, entry.name),
	);

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test('only the operator can read the files that are written, whatever the umask', async () => {
	const portal = await startPortal({state: seedPortal({accounts: 20})});
	onTestFinished(portal.close);
	const home = createHome();
	const environment = {
		HOME: home,
		STALKER_URL: portal.url,
		STALKER_LOGIN: 'stalker',
		STALKER_PASSWORD: 'demo',
		DATABASE_URL: 'embedded:',
	};
	expect(await call(environment, 'db', 'migrate')).toMatchObject({exit: 0});
	expect(await call(environment, 'tariffs', 'import', '--all', '--yes')).toMatchObject({exit: 1});
	expect(await call(environment, 'accounts', 'list')).toMatchObject({exit: 0});
	const program = await startInPty({environment, command: withOpenUmask});
	onTestFinished(program.close);
	await program.press('1', 'D', 'e', 'enter', 'q');
	await program.exit;

	const written = filesOf(home);
	for (const part of [
		'baselines.json',
		'summaries.json',
		'billing.lock',
		'compile',
		'billing/base',
		'.csv',
		'.txt',
	])
		expect(
			written.some(file => file.includes(part)),
			part,
		).toBe(true);
	const open = written.filter(file => modeOf(file).slice(1) !== '00');
	expect(open.map(file => `${modeOf(file)} ${path.relative(home, file)}`)).toEqual([]);
}, 60_000);

const countSchema = v.object({n: v.number()});

test('a stored file replaces a symbolic link, never the file it points to', () => {
	const home = createHome();
	const [file, other] = [path.join(home, 'kept', 'own.json'), path.join(home, 'another’s')];
	writeFileSync(other, 'another’s');
	mkdirSync(path.dirname(file));
	symlinkSync(other, file);
	// The name of its temporary file, as far as others can guess it.
	symlinkSync(other, `${file}.${process.pid}`);
	const said: string[] = [];
	openPrivateJson(file, countSchema, warning => void said.push(toEnglish(warning))).write({n: 1});
	expect(readFileSync(other, 'utf8')).toBe('another’s');
	expect(readFileSync(file, 'utf8')).toBe('{"n":1}');
	expect([lstatSync(file).isFile(), modeOf(file), said]).toEqual([true, '600', []]);
	expect(readdirSync(path.dirname(file)).toSorted()).toEqual(['own.json', `own.json.${process.pid}`]);
});

test('a stored file that everybody can read gets mode 0600 at the next write', () => {
	const file = path.join(createHome(), 'own.json');
	writeFileSync(file, '{"n":1}');
	chmodSync(file, 0o666);
	openPrivateJson(file, countSchema, () => undefined).write({n: 2});
	expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['{"n":2}', '600']);
});

test('an exported file never overwrites anything', async () => {
	const home = createHome();
	const first = await writeNewFile('rows.csv', 'one', home);
	const other = path.join(home, 'another’s');
	writeFileSync(other, 'another’s');
	for (let second = 0; second < 4; second++) {
		const stamp = new Date(Date.now() + second * 1000).toISOString().slice(0, 19).replaceAll(/\D/g, '');
		symlinkSync(other, path.join(home, `screen-${stamp}.txt`));
	}

	await expect(writeNewFile('screen.txt', 'two', home)).rejects.toMatchObject({cause: {code: 'EEXIST'}});
	expect([readFileSync(first, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['one', 'another’s']);
});

test('the lock file of an embedded billing does not follow a symbolic link', () => {
	const home = createHome();
	const [directory, other] = [path.join(home, 'billing'), path.join(home, 'another’s')];
	symlinkSync(other, `${directory}.lock`);
	expect(() => lockDirectory(directory)).toThrow(/EEXIST|link/);
	expect(() => statSync(other)).toThrow('ENOENT');
});

test('a configuration with a password is refused by the mode of the file itself, also behind a symbolic link', async () => {
	const home = createHome();
	const [real, link] = [path.join(home, 'real.toml'), path.join(home, 'config.toml')];
	writeFileSync(real, '[stalker]\npassword = "top-secret"\n', {mode: 0o600});
	symlinkSync(real, link);
	for (const [mode, exit] of [
		[0o600, 0],
		[0o400, 0],
		[0o640, 2],
		[0o604, 2],
		[0o620, 2],
		[0o666, 2],
	] as const) {
		chmodSync(real, mode);
		const said = await call({HOME: home}, 'config', 'show', '--config', link);
		expect([mode, said.exit]).toEqual([mode, exit]);
		expect(said.out + said.error).not.toContain('top-secret');
	}
});
