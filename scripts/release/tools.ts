import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {run, systemEnvironment} from './run.ts';

/** The major versions of Node.js on which the package is tried; the first is older than the program itself needs. */
export const nodeVersions = [20, 22, 24] as const;

/** Programs with which the package is installed. */
export type Tools = {
	readonly pnpm: readonly string[];
	readonly yarn1: readonly string[];
	readonly yarn4: readonly string[];
	/**
	The environment of an installation, with this Node.js as that of the system. Nothing is stored in the home directory but npm's cache.
	*/
	environment(node: number): Readonly<Record<string, string | undefined>>;
};

/** Installs the other package managers, and Node.js of each version, from npm's registry into `directory`. */
export function installTools(directory: string): Tools {
	mkdirSync(directory);
	writeFileSync(path.join(directory, 'package.json'), '{}');
	const nodes = nodeVersions.map(version => `node${version}@npm:node-linux-${process.arch}@${version}`);
	const managers = ['pnpm@latest', 'yarn@1', '@yarnpkg/cli-dist@4'];
	run(['npm', 'install', '--no-audit', '--no-fund', ...managers, ...nodes], {cwd: directory});
	const modules = path.join(directory, 'node_modules');
	return {
		pnpm: [path.join(modules, '.bin', 'pnpm')],
		yarn1: ['node', path.join(modules, 'yarn', 'bin', 'yarn.js')],
		yarn4: ['node', path.join(modules, '@yarnpkg', 'cli-dist', 'bin', 'yarn.js')],
		environment: node => ({
			...systemEnvironment,
			PATH: `${path.join(modules, `node${node}`, 'bin')}:${systemEnvironment['PATH']}`,
			PNPM_HOME: path.join(directory, 'pnpm'),
			XDG_DATA_HOME: path.join(directory, 'data'),
			XDG_CACHE_HOME: path.join(directory, 'cache'),
			YARN_CACHE_FOLDER: path.join(directory, 'yarn'),
			YARN_GLOBAL_FOLDER: path.join(directory, 'yarn'),
			YARN_ENABLE_TELEMETRY: '0',
			YARN_NODE_LINKER: 'node-modules',
		}),
	};
}
