import {readFileSync} from 'node:fs';
import os from 'node:os';

/** Who worked on an entry last. `age`: seconds since then, by the database's clock. */
export type Lease = {
	readonly host: string | null;
	readonly pid: number | null;
	/** The start of the process. */
	readonly process: string | null;
	readonly age: number;
};

/** Seconds after which whatever was sent to the portal has been carried out, or never will be. */
export const staleAfterSeconds = 300;

/**
Where only the process number was stored: after so long, a running process with that number counts as another one, because numbers are
reused.
*/
const maxAgeSeconds = 86_400;

/**
Whether its process may still be working on it. A process of this machine is looked up; for one of another machine the age decides, since no
operation takes longer than `staleAfterSeconds`.
*/
export function isRunning({host, pid, process: began, age}: Lease): boolean {
	if (host !== os.hostname() || pid === null) return age < staleAfterSeconds;
	if (began) return processIdentity(pid) === began;
	if (age >= maxAgeSeconds) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (failure) {
		return (failure as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}

/**
The identity of the process that has this number now: the machine's boot id and the process's start time in clock ticks. Numbers are reused,
this text is not. `null` where there is no such process, or no `/proc`.
*/
export function processIdentity(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Field 22, starttime (man 5 proc), counted from behind the name, which may contain spaces and parentheses.
		const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
		return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startTicks}`;
	} catch {
		return null;
	}
}
