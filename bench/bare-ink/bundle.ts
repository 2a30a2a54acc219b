import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {rolldown, type OutputOptions} from 'rolldown';
import config from '../../rolldown.config.ts';

/** Programs of Ink alone, bundled as the console is and started as it is: what the console is measured against. */
export type BareInk = {
	/** `openProgram`'s command. */
	command(name: 'hello' | 'lines'): readonly string[];
	remove(): void;
};

/** Into a temporary directory, with a compile cache of its own there. */
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

/** The same that bin/stalker-console.js does. Node keeps what it compiled when it exits, not when a signal ends it. */
const startScript = `import module from 'node:module';
module.enableCompileCache(import.meta.dirname + '/compile');
process.on('SIGTERM', () => process.exit(0));
await import('./' + process.argv[2] + '.js');
`;
