import os from 'node:os';

/** Who acts: the user of the machine, whom he was before sudo, where he sits, and by which process. */
export type Operator = {
	readonly os_user: string;
	readonly sudo_user: string | null;
	/** The client's address of `SSH_CONNECTION`. */
	readonly ssh_client: string | null;
	readonly host: string;
	readonly pid: number;
};

export function operatorOf(environment: Readonly<Record<string, string | undefined>>): Operator {
	return {
		os_user: os.userInfo().username,
		sudo_user: environment['SUDO_USER'] ?? null,
		ssh_client: environment['SSH_CONNECTION']?.split(' ')[0] ?? null,
		host: os.hostname(),
		pid: process.pid,
	};
}
