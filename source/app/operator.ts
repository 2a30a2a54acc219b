import {readFileSync} from 'node:fs';
import os from 'node:os';

/** Who acts, for the journal: the user, the user before `sudo`, the address of the SSH client, and the process. */
export type Operator = {
	readonly os_user: string;
	readonly sudo_user: string | null;
	/** The client's address of `SSH_CONNECTION`. */
	readonly ssh_client: string | null;
	readonly host: string;
	readonly pid: number;
	/** `processIdentity` of this process. */
	readonly process: string | null;
};

export function currentOperator(environment: Readonly<Record<string, string | undefined>>): Operator {
	return {
		os_user: os.userInfo().username,
		sudo_user: environment['SUDO_USER'] ?? null,
		ssh_client: environment['SSH_CONNECTION']?.split(' ')[0] ?? null,
		host: os.hostname(),
		pid: process.pid,
		process: processIdentity(process.pid),
	};
}

/**
The identity of the process that has this number now: the machine's boot id and the process's start time in clock ticks. Numbers are reused, this text is
not. `null` where there is no such process, or no `/proc`.
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
