import {defineConfig} from 'vitest/config';
import {scaledTimeoutMs} from './test/support/thoroughness.ts';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
		testTimeout: scaledTimeoutMs(60_000),
		hookTimeout: 120_000,
		// One more than the processors of a small machine: many tests wait for a program or a database.
		maxWorkers: 3,
		// Of tests that wait for a program most of the time, and say that they can be run side by side.
		maxConcurrency: 8,
		// The program speaks the language of the locale: the tests read English, wherever they run.
		env: {LC_ALL: 'C.UTF-8'},
		// Of the program alone; the demo portal is the rig that it is tried on.
		coverage: {
			provider: 'v8',
			include: ['source/**'],
			exclude: ['source/demo/portal/**'],
			reporter: ['text', 'json-summary'],
		},
	},
});
