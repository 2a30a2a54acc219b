import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {assert, run} from './run.ts';

/** What a package must carry, among the rest. */
const carried = [
	'LICENSE',
	'README.md',
	'CHANGELOG.md',
	'docs/getting-started.md',
	'dist/man/stalker-console.1',
	'dist/completions/stalker-console.bash',
	'dist/completions/_stalker-console',
	'dist/completions/stalker-console.fish',
	'systemd/stalker-console-check.service',
	'bin/stalker-console',
];

/**
Packs the project in `root` into `directory`; returns the tarball. What only development needs is taken out of its manifest: npm would warn
of the script that builds a clone.
*/
export function pack(root: string, directory: string): string {
	const tarballIn = (folder: string) => readdirSync(folder).find(name => name.endsWith('.tgz'))!;
	const raw = path.join(directory, 'raw');
	mkdirSync(raw);
	run(['npm', 'pack', '--pack-destination', raw], {cwd: root});
	run(['tar', '-xzf', tarballIn(raw)], {cwd: raw});
	const manifest = path.join(raw, 'package', 'package.json');
	const {
		scripts: _,
		devDependencies: __,
		...rest
	} = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>;
	writeFileSync(manifest, `${JSON.stringify(rest, null, '\t')}\n`);
	run(['npm', 'pack', '--ignore-scripts', '--pack-destination', directory], {cwd: path.dirname(manifest)});
	rmSync(raw, {recursive: true});
	const tarball = tarballIn(directory);
	const names = run(['tar', '-tzf', tarball], {cwd: directory}).split('\n');
	for (const file of carried) assert(names.includes(`package/${file}`), `The tarball lacks ${file}.`);
	const unwanted = names.filter(
		name => /^package\/(source|test|bench)\/|\.map$/.test(name) && !name.includes('node_modules'),
	);
	assert(unwanted.length === 0, `The tarball has ${unwanted.slice(0, 3).join(', ')}.`);
	return path.join(directory, tarball);
}
