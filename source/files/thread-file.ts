import {existsSync} from 'node:fs';

/**
The file that a thread begins with. The build bundles its modules into `NAME.js`, beside the file that has `importer`, which is
`import.meta.url`; before a build it is `NAME.ts` there.
*/
export function threadFile(name: string, importer: string): URL {
	const built = new URL(`${name}.js`, importer);
	return existsSync(built) ? built : new URL(`${name}.ts`, importer);
}
