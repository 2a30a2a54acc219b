import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {rolldown, type OutputOptions} from 'rolldown';
import config from '../../rolldown.config.ts';

/** Programs of Ink alone, bundled and started as the console is: the floor of its measurements. */
export type BareInk = {
	/** The `command` of `startInPty`. */
	command(name: 'hello' | 'lines'): readonly string[];
	remove(): void;
};

/** Bundles them into a temporary directory, with their own compile cache there. */
export async function bundleBareInk(): Promise<BareInk> {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-bare-ink-'));
	const {output, ...options} = config;
	const here = import.meta.dirname;
	const bundle = await rolldown({
		...options,
		input: {hello: path.join(here, 'hello.tsx'), lines: path.join(here, 'lines.tsx')},
	});
	await bundle.write({...(output as OutputOptions), dir: directory, cleanDir: false});
	await bundle.close();
	writeFileSync(path.join(directory, 'package.json'), '{"type": "module"}');
	writeFileSync(path.join(directory, 'start.js'), startScript);
	return {
		command: name => [process.execPath, path.join(directory, 'start.js'), name],
		remove: () => rmSync(directory, {recursive: true, force: true}),
	};
}

/** Starts as source/cli.ts does. Node writes the compile cache when it exits, not when a signal ends it. */
const startScript = `import module from 'node:module';
module.enableCompileCache(import.meta.dirname + '/compile');
process.on('SIGTERM', () => process.exit(0));
await import('./' + process.argv[2] + '.js');
`;
