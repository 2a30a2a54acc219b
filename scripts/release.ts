/**
Makes the package of a release, and tries it: the tree is clean, CHANGELOG.md has the version, all checks and tests pass; then the tarball
is installed in empty directories as users install it, with npm, pnpm and Yarn on several versions of Node.js, and the demo runs from each.
With `--package` only the second half, which reads npm's registry. The tarball stays in the directory that is printed.
*/
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {installations, tryInstallation} from './release/installations.ts';
import {pack} from './release/pack.ts';
import {assert, report, run, runVisibly} from './release/run.ts';
import {installTools} from './release/tools.ts';

const root = path.resolve(import.meta.dirname, '..');

const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	readonly version: string;
};

function checkTree(): void {
	assert(
		run(['git', 'status', '--porcelain'], {cwd: root}) === '',
		'The tree has changes that are not committed.',
	);
	const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
	assert(changelog.includes(`\n## ${version}\n`), `CHANGELOG.md has no heading for ${version}.`);
	for (const script of ['check', 'test']) runVisibly(['npm', 'run', script], root);
}

if (!process.argv.includes('--package')) checkTree();
const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-release-'));
const tarball = pack(root, directory);
report(tarball);
const toolsDirectory = path.join(directory, 'tools');
try {
	const tools = installTools(toolsDirectory);
	for (const installation of installations(tools)) tryInstallation(installation, {tarball, version, tools});
} finally {
	rmSync(toolsDirectory, {recursive: true, force: true});
}
