import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';
import {builtModule} from '../tui/driver.ts';

/** Output of a call of the built program, and its peak memory in bytes. */
export type ProgramRun = {
	readonly exit: number | null;
	readonly out: string;
	readonly error: string;
	readonly memory: number;
};

const reportMemoryModule = `data:text/javascript,import {writeFileSync} from 'node:fs'; process.on('exit', () => writeFileSync(3, String(process.resourceUsage().maxRSS)))`;

/** Runs the built program in its own process and home directory. */
export async function runProgram(
	environment: Readonly<Record<string, string>>,
	...args: readonly string[]
): Promise<ProgramRun> {
	const [node, ...program] = builtModule;
	const child = spawn(node, ['--import', reportMemoryModule, ...program, ...args], {
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
		env: {PATH: process.env['PATH'], HOME: '/nonexistent', LANG: 'C.UTF-8', ...environment},
	});
	const [out, error, memory] = await Promise.all([
		text(child.stdout!),
		text(child.stderr!),
		text(child.stdio[3] as NodeJS.ReadableStream),
		once(child, 'close'),
	]);
	return {exit: child.exitCode, out, error, memory: Number(memory) * 1024};
}

/** Creates a directory that is removed after the test. */
export function createHome(): string {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-trust-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	return home;
}
