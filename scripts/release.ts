/**
Makes the package of a release, and tries it: the tree is clean, CHANGELOG.md has the version, all checks and tests pass; then the tarball is installed in empty directories as users
install it, and the demo runs from each. With `--package` only the second half. The tarball stays in the directory that is printed.

The installations use the Node.js and npm that PATH has outside this project, so that an old Node.js is tried where the machine has one.
*/
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const environment = {
	...process.env,
	PATH: (process.env['PATH'] ?? '')
		.split(':')
		.filter(directory => !directory.includes('node_modules'))
		.join(':'),
};

/** Runs a program and returns what it prints; throws, with its output, when it fails or has another exit code than `exit`. */
function run(command: string, args: readonly string[], cwd: string, exit = 0): string {
	const {status, stdout, stderr, error} = spawnSync(command, args, {cwd, env: environment, encoding: 'utf8'});
	const output = `${stdout ?? ''}${stderr ?? ''}`;
	if (error || status !== exit)
		throw new Error(
			`${command} ${args.join(' ')} (in ${cwd}) ended with ${error?.message ?? String(status)}:\n${output}`,
		);
	return output;
}

const report = (line: string) => process.stdout.write(`${line}\n`);

function assert(isTrue: boolean, sentence: string): void {
	if (!isTrue) throw new Error(sentence);
}

const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	readonly version: string;
};

function checkTree(): void {
	assert(run('git', ['status', '--porcelain'], root) === '', 'The tree has changes that are not committed.');
	const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
	assert(changelog.includes(`\n## ${version}\n`), `CHANGELOG.md has no heading for ${version}.`);
	for (const script of ['check', 'test']) {
		report(`npm run ${script} …`);
		run('npm', ['run', script], root);
	}
}

/**
Packs the project; returns the tarball. What only development needs is taken out of its manifest: npm would warn of the script that builds a clone.
*/
function pack(directory: string): string {
	const tarballIn = (folder: string) => readdirSync(folder).find(name => name.endsWith('.tgz'))!;
	const raw = path.join(directory, 'raw');
	mkdirSync(raw);
	run('npm', ['pack', '--pack-destination', raw], root);
	run('tar', ['-xzf', tarballIn(raw)], raw);
	const manifest = path.join(raw, 'package', 'package.json');
	const {
		scripts: _,
		devDependencies: __,
		...rest
	} = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>;
	writeFileSync(manifest, `${JSON.stringify(rest, null, '\t')}\n`);
	run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], path.dirname(manifest));
	rmSync(raw, {recursive: true});
	const tarball = tarballIn(directory);
	const names = run('tar', ['-tzf', tarball], directory).split('\n');
	const carried = [
		'LICENSE',
		'README.md',
		'CHANGELOG.md',
		'docs/getting-started.md',
		'dist/man/stalker-console.1',
	];
	const more = [
		'dist/completions/stalker-console.bash',
		'systemd/stalker-console-check.service',
		'bin/stalker-console',
	];
	for (const file of [...carried, ...more])
		assert(names.includes(`package/${file}`), `The tarball lacks ${file}.`);
	const unwanted = names.filter(
		name => /^package\/(source|test|bench)\/|\.map$/.test(name) && !name.includes('node_modules'),
	);
	assert(unwanted.length === 0, `The tarball has ${unwanted.slice(0, 3).join(', ')}.`);
	return path.join(directory, tarball);
}

/** The demo, from an installed program. */
function tryProgram(program: string, cwd: string): void {
	assert(run(program, ['--version'], cwd) === `${version}\n`, `${program} is not version ${version}.`);
	const list = run(program, ['accounts', 'list', '--demo', '--limit', '1', '--json'], cwd);
	assert(list.includes('{"ok":true'), `The demo does not run: ${list}`);
	assert(
		run(program, ['nosuch'], cwd, 2).startsWith('There is no command'),
		'Wrong usage does not end with 2.',
	);
}

/** Whether the Node.js in PATH is new enough by itself. */
function hasNewNode(): boolean {
	const [major, minor] = run('node', ['--version'], root).slice(1).split('.').map(Number) as [number, number];
	return major > 22 || (major === 22 && minor >= 17);
}

const isThere = (command: string): boolean =>
	spawnSync(command, ['--version'], {env: environment, cwd: os.tmpdir()}).status === 0;

type Installation = {
	readonly name: string;
	readonly command: string;
	readonly args: readonly string[];
	/** Below its directory. */
	readonly program: string;
	/** The Node.js of the package is left out. */
	readonly usesSystemNode?: boolean;
};

const local = 'node_modules/.bin/stalker-console';

const installations = (tarball: string): readonly Installation[] => [
	{name: 'npm install', command: 'npm', args: ['install', tarball], program: local},
	{
		name: 'npm install --ignore-scripts',
		command: 'npm',
		args: ['install', '--ignore-scripts', tarball],
		program: local,
	},
	{
		name: 'npm install --omit=optional',
		command: 'npm',
		args: ['install', '--omit=optional', tarball],
		program: local,
		usesSystemNode: true,
	},
	{
		name: 'npm install --global',
		command: 'npm',
		args: ['install', '--global', '--prefix', 'global', tarball],
		program: 'global/bin/stalker-console',
	},
	...(isThere('pnpm') ? [{name: 'pnpm add', command: 'pnpm', args: ['add', tarball], program: local}] : []),
	...(isThere('yarn') ? [{name: 'yarn add', command: 'yarn', args: ['add', tarball], program: local}] : []),
];

function tryInstallation(
	{name, command, args, program, usesSystemNode}: Installation,
	directory: string,
): void {
	mkdirSync(path.join(directory, 'node_modules'), {recursive: true});
	const said = run(command, args, directory);
	assert(!/\bwarn\b/i.test(said), `${name} warns:\n${said}`);
	const file = path.join(directory, program);
	if (usesSystemNode && !hasNewNode())
		assert(
			run(file, ['--version'], directory, 2).includes('needs Node.js 22.17'),
			`${name}: an old Node.js is not told.`,
		);
	else tryProgram(file, directory);
	const [size] = run('du', ['-sm', directory], directory).split('\t');
	report(`${name}: works, ${size} MB`);
	rmSync(directory, {recursive: true});
}

if (!process.argv.includes('--package')) checkTree();
const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-release-'));
const tarball = pack(directory);
report(`${tarball}, on Node.js ${run('node', ['--version'], root).trim()}`);
for (const [index, installation] of installations(tarball).entries())
	tryInstallation(installation, path.join(directory, `installation-${index}`));
