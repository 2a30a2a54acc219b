#!/usr/bin/env node
// Plain JavaScript that any Node since 14.8 parses: it only finds a Node new enough and hands over to the built program.
import {spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 17)) {
	// React picks its development build, more than twice as slow, unless this is set before it is imported.
	process.env.NODE_ENV ??= 'production';
	await import('../dist/source/cli.js');
} else {
	let runtime;
	try {
		const {resolve} = createRequire(import.meta.url);
		const manifest = resolve(`node-${process.platform}-${process.arch}/package.json`);
		runtime = path.join(path.dirname(manifest), 'bin', 'node');
	} catch {
		process.stderr.write(`stalker-console needs Node.js 22.17 or newer; this is ${process.version}.\n`);
		process.exit(2);
	}

	const child = spawn(runtime, [...process.execArgv, process.argv[1], ...process.argv.slice(2)], {
		stdio: 'inherit',
	});
	// The terminal signals the whole foreground group; a supervisor signals only this process. Either way the child decides.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH', 'SIGCONT']) {
		process.on(signal, () => {
			if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
		});
	}

	child.on('error', error => {
		process.stderr.write(`stalker-console cannot start ${runtime}: ${error.message}\n`);
		process.exit(1);
	});
	child.on('exit', (code, signal) => {
		if (!signal) process.exit(code ?? 1);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}
