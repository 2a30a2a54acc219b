import os from 'node:os';
import {processIdentity} from '../billing/lease.ts';

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
