import {spawn} from 'node:child_process';
import {StringDecoder} from 'node:string_decoder';

/** How a program ended; `error`: it could not be started. */
export type ProgramEnd = {
	readonly code: number | null;
	readonly signal: string | null;
	readonly error: string | null;
};

/**
Runs a program by its argument list, without a shell, without input and without a terminal: it cannot write past the console. `onOutput`
gets what it writes to stdout and stderr. It and the programs that it started are ended when `signal` is aborted.
*/
export async function runProgram(
	[file, ...args]: readonly string[],
	{
		environment,
		signal,
		onOutput,
	}: {
		readonly environment: Readonly<Record<string, string | undefined>>;
		readonly signal: AbortSignal;
		readonly onOutput: (text: string) => void;
	},
): Promise<ProgramEnd> {
	const {promise, resolve} = Promise.withResolvers<ProgramEnd>();
	// Detached: in a session of its own it has no controlling terminal, and it can be ended together with what it started.
	const child = spawn(file!, args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
		env: {...environment},
	});
	for (const stream of [child.stdout, child.stderr]) {
		const decoder = new StringDecoder('utf8');
		stream.on('data', (chunk: Buffer) => onOutput(decoder.write(chunk)));
	}

	const end = (): void => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch (error) {
			// It has ended by itself meanwhile.
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	};

	signal.addEventListener('abort', end, {once: true});
	child.on('error', error => resolve({code: null, signal: null, error: error.message}));
	child.on('close', (code, killedBy) => resolve({code, signal: killedBy, error: null}));
	const result = await promise;
	signal.removeEventListener('abort', end);
	return result;
}
