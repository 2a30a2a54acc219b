#!/usr/bin/env node
// Plain JavaScript that any Node since 14.8 parses: it finds a Node that is new enough and runs the built program with it.
import {spawn} from 'node:child_process';
import {mkdirSync, statSync} from 'node:fs';
import module, {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

// All files that the program writes hold personal data: only their owner may read them, those of an embedded billing included.
process.umask(0o077);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 17)) {
	keepCompiled();
	await import('../dist/cli.js');
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
	// The terminal signals the whole foreground group; a supervisor signals only this process. In both cases the child handles it.
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

/**
Enables Node's compile cache: the next start is 20 % faster. The cache is executed as it is, so it must be where nobody else can write:
not in the temporary directory that Node would take by itself, nor in a directory of the user whose HOME `sudo` left here.
*/
function keepCompiled() {
	const {XDG_CACHE_HOME: caches} = process.env;
	try {
		const base = caches && path.isAbsolute(caches) ? caches : path.join(os.homedir(), '.cache');
		if (!path.isAbsolute(base)) return;
		const directory = path.join(base, 'stalker-console', 'compile');
		mkdirSync(directory, {recursive: true, mode: 0o700});
		const {uid, mode} = statSync(directory);
		if (!process.getuid || (uid === process.getuid() && (mode & 0o022) === 0)) {
			module.enableCompileCache(directory);
		}
	} catch {
		// With a full, missing or read-only home the start is only slower.
	}
}
