import {readFileSync} from 'node:fs';
import os from 'node:os';

/** Who acts: the user of the machine, whom he was before sudo, where he sits, and by which process. */
export type Operator = {
	readonly os_user: string;
	readonly sudo_user: string | null;
	/** The client's address of `SSH_CONNECTION`. */
	readonly ssh_client: string | null;
	readonly host: string;
	readonly pid: number;
	/** What `processOf` says of it. */
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
Which process has a number now, in words that no other ever has, on this start of the machine or another: numbers are given anew. `null` where there is
none, or where the system does not tell.
*/
export function processIdentity(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The twenty-second field, counted from behind the name, which may hold anything.
		const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
		return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startTicks}`;
	} catch {
		return null;
	}
}
