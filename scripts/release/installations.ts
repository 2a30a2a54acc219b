import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {assert, report, run, type RunOptions} from './run.ts';
import {nodeVersions, type Tools} from './tools.ts';

/** A way in which users install the package. */
export type Installation = {
	readonly call: readonly string[];
	/** Major version of the system's Node.js. */
	readonly node: number;
	/** Below its directory. */
	readonly program: string;
	/** The Node.js of the package is left out. */
	readonly usesSystemNode: boolean;
};

const local = 'node_modules/.bin/stalker-console';

/** All the ways. */
export function installations({pnpm, yarn1, yarn4}: Tools): readonly Installation[] {
	const [oldest, ...newer] = nodeVersions;
	const npm = ['npm', 'install'];
	const withoutNode = [...npm, '--omit=optional'];
	return [
		...newer.flatMap(node => [npm, withoutNode].map(call => ({call, node}))),
		...[
			npm,
			withoutNode,
			[...npm, '--ignore-scripts'],
			[...npm, '--global', '--prefix', 'global'],
			[...pnpm, 'add'],
			[...pnpm, 'add', '--no-optional', '--ignore-scripts'],
			// Yarn takes the dependencies from the registry instead of the package, and most of them ask for Node.js 22.
			[...yarn1, 'add', '--ignore-engines'],
			[...yarn4, 'add'],
		].map(call => ({call, node: oldest})),
	].map(one => ({
		...one,
		program: one.call.includes('--global') ? 'global/bin/stalker-console' : local,
		usesSystemNode: one.call.some(word => /^--(omit=|no-)optional$/.test(word)),
	}));
}

/** Installs the package in an empty directory, tries the program there, and removes the directory. */
export function tryInstallation(
	installation: Installation,
	{tarball, ...parts}: {readonly tarball: string; readonly version: string; readonly tools: Tools},
): void {
	const directory = `${tarball}-installed`;
	mkdirSync(directory);
	try {
		installAndTry(installation, {tarball, directory, ...parts});
	} finally {
		rmSync(directory, {recursive: true});
	}
}

function installAndTry(
	{call, node, program, usesSystemNode}: Installation,
	{
		tarball,
		directory,
		version,
		tools,
	}: {readonly tarball: string; readonly directory: string; readonly version: string; readonly tools: Tools},
): void {
	writeFileSync(
		path.join(directory, 'package.json'),
		JSON.stringify({name: 'server', private: true, license: 'MIT'}),
	);
	// Without it Yarn 4 takes the project to be a part of one above it.
	writeFileSync(path.join(directory, 'yarn.lock'), '');
	const options = {cwd: directory, environment: tools.environment(node)};
	const name = `${call.map(word => path.basename(word)).join(' ')}, Node.js ${node}`;
	const said = run([...call, tarball] as unknown as readonly [string], options);
	// Yarn warns of what dependencies say of each other.
	assert(/yarn/.test(name) || !/\bwarn(ing)?\b/i.test(said), `${name} warns:\n${said}`);
	const file = path.join(directory, program);
	if (usesSystemNode && node < 22)
		assert(
			run([file, '--version'], {...options, exit: 2}).includes('needs Node.js 22.17'),
			`${name}: an old Node.js is not told.`,
		);
	else tryProgram(file, version, options);
	const [size] = run(['du', '-sm', directory], options).split('\t');
	report(`${name}: works, ${size} MB`);
}

/** Runs the demo with an installed program. */
function tryProgram(program: string, version: string, options: RunOptions): void {
	assert(run([program, '--version'], options) === `${version}\n`, `${program} is not version ${version}.`);
	const list = run([program, 'accounts', 'list', '--demo', '--limit', '1', '--json'], options);
	assert(list.includes('{"ok":true'), `The demo does not run: ${list}`);
	assert(
		run([program, 'nosuch'], {...options, exit: 2}).startsWith('There is no command'),
		'Wrong usage does not end with 2.',
	);
}
