import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';

/**
What a process has used. `megabytes` is its peak memory, which a Node process writes to its fourth stream when it exits; 0 for others.
*/
export type ProcessUsage = {
	readonly milliseconds: number;
	readonly megabytes: number;
	readonly output: string;
};

/** Runs a process to its end, which must be a success. */
export async function measureProcess(
	command: readonly string[],
	environment: Readonly<Record<string, string>>,
): Promise<ProcessUsage> {
	const start = performance.now();
	const [file, ...args] = command;
	const child = spawn(file!, args, {
		env: {PATH: process.env['PATH'], NODE_OPTIONS: `--import=${memoryReporter}`, ...environment},
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
	});
	const [output, messages, peakMemory] = [
		text(child.stdout!),
		text(child.stderr!),
		text(child.stdio[3] as Readable),
	];
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${await messages}`);
	return {
		milliseconds: performance.now() - start,
		megabytes: Number(await peakMemory) / 1024,
		output: await output,
	};
}

/** VmHWM of /proc, in kilobytes: the `maxRSS` of resourceUsage() is at least what the bench itself had when it started the process. */
const memoryReporter = `data:text/javascript,${encodeURIComponent(
	String.raw`import {readFileSync, writeSync} from 'node:fs';
process.on('exit', () => writeSync(3, /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`,
)}`;
