import {fork} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import {createAccountsBody} from './accounts-body.ts';

/**
Milliseconds that the portal takes for each account that is read, and a thirtieth of that for each box, as a real one; and whether `stb`
without ids runs out of memory, as there.
*/
export type PortalDelays = {readonly perAccount: number; readonly isStbOutOfMemory: boolean};

/**
A portal of `n` accounts in a process of its own, that answers with prepared bodies: its work and the pauses of the bench are not measured
with the program's.
*/
export type BenchPortal = {
	/** The body of `GET accounts`. */
	readonly body: string;
	readonly port: number;
	/** Initially 0 and false. Settles when the portal has them. */
	setDelays(delays: PortalDelays): Promise<void>;
	close(): void;
};

export async function startBenchPortal(n: number): Promise<BenchPortal> {
	const child = fork(path.join(import.meta.dirname, 'portal-process.ts'), [String(n)], {execArgv: []});
	const [port] = (await once(child, 'message')) as [number];
	return {
		body: createAccountsBody(n),
		port,
		async setDelays(delays) {
			child.send(delays);
			await once(child, 'message');
		},
		close: () => void child.kill(),
	};
}
