import http from 'node:http';
import {defineConfig} from 'rolldown';
import {makeClusters} from './scripts/clusters.ts';
import {delayEmojiTable} from './scripts/delay-emoji-table.ts';
import {packageFiles} from './scripts/package-files.ts';
import {createStartGroup} from './scripts/start-modules.ts';

const clusters = await makeClusters();

/** ink-table as a module that runs when it is first asked for: it loads `node:crypto`, which would delay the first frame. */
const wrapInkTable = (code: string): string => `import * as ink from 'ink';
import react from 'react';
let table;
export const loadInkTable = () => (table ??= requireTable());
function requireTable() {
const modules = {ink, react, get 'object-hash'() { return require('object-hash'); }};
const module = {exports: {}};
((require, exports) => { ${code}
})(name => modules[name], module.exports);
return module.exports.default;
}`;

/** The names that `node:http` gets from Node's other HTTP client. */
const fetchedNames = new Set(['WebSocket', 'CloseEvent', 'MessageEvent']);

/** `node:http` as a module that does not read its `WebSocket`, as an import of it would: for that, Node loads its whole other HTTP client, in half of the time in which the portal's client is loaded. */
const httpModule = `const http = process.getBuiltinModule('node:http');
export default http;
export const {${Object.keys(http)
	.filter(name => !fetchedNames.has(name))
	.join(', ')}} = http;`;

/**
Bundles `source/` into few large files in `dist/`, because Node finds, reads and compiles each module separately, and Ink alone has
five hundred of them.

`dist/cli.js` stands where `source/cli.ts` stands, one folder below package.json. Each `await import()` begins a file of its own, so that a command loads
neither the screen nor the database when it needs neither.
*/
export default defineConfig({
	input: {
		cli: 'source/cli.ts',
		'embedded-thread': 'source/billing/drivers/embedded-thread.ts',
		'demo-thread': 'source/demo/demo-thread.ts',
	},
	platform: 'node',
	tsconfig: 'tsconfig.json',
	/*
	MikroORM finds its drivers' parts by name at run time, and shares them; PGlite its WebAssembly beside itself. React's debugger is not installed; Ink looks for it itself.
	*/
	external: [/^@mikro-orm\//, /^@electric-sql\//, /^(pg|mysql2)($|\/)/, 'react-devtools-core'],
	transform: {
		target: 'node22.17',
		define: {
			// React's development build takes twice as long.
			'process.env.NODE_ENV': '"production"',
		},
	},
	plugins: [
		{
			// ink-table is CommonJS and cannot `require` Ink, which has top-level await: it gets the bundled Ink instead, see source/tui/view/ink-table.ts.
			name: 'ink-table-as-module',
			transform: {
				filter: {id: /ink-table(?:\.ts|\/dist\/index\.js)$/},
				handler: (code, id) => ({
					code: id.endsWith('.ts') ? `export {loadInkTable} from 'ink-table';` : wrapInkTable(code),
					map: null,
				}),
			},
		},
		{
			name: 'yoga-without-fetch',
			transform: {
				filter: {id: /yoga-wasm-base64-esm\.js$/},
				// Ink's layout library embeds its WebAssembly and reads it with fetch(), for which Node would load its whole HTTP client.
				handler: code => ({code: `const fetch = undefined; ${code}`, map: null}),
			},
		},
		{
			name: 'http-without-websocket',
			resolveId: {filter: {id: /^(?:node:)?http$/}, handler: () => '\0http'},
			load: {filter: {id: /^\0http$/}, handler: () => httpModule},
		},
		{
			name: 'string-width-without-emoji-table',
			transform: {
				filter: {id: /string-width\/index\.js$/},
				handler: code => ({code: delayEmojiTable(code), map: null}),
			},
		},
		{
			name: 'package-files',
			generateBundle() {
				for (const [fileName, source] of Object.entries(packageFiles()))
					this.emitFile({type: 'asset', fileName, source});
			},
		},
		{
			name: 'clusters',
			generateBundle() {
				for (const [fileName, source] of Object.entries(clusters))
					this.emitFile({type: 'asset', fileName, source});
			},
		},
	],
	output: {
		dir: 'dist',
		cleanDir: true,
		format: 'esm',
		entryFileNames: '[name].js',
		// No hash in the names: files of the next build replace the old ones in the compile cache.
		chunkFileNames: '[name].js',
		codeSplitting: {
			groups: [
				// The compile cache imports it, and so do others.
				{name: 'make-directory', test: /files\/make-directory\.ts$/, priority: 1},
				{name: createStartGroup(), debugName: 'start'},
			],
		},
		sourcemap: true,
	},
});
