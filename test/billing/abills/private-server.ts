import {execFileSync, spawn} from 'node:child_process';
import {chownSync, existsSync, mkdtempSync, rmSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {createConnection} from 'mysql2/promise';

/** Debian puts it where only root's PATH leads. */
const binary = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/local/sbin/mariadbd'].find(file =>
	existsSync(file),
);

export const hasMariadb = binary !== undefined;

/** A MariaDB server with settings of its own, in a directory that goes away with it. */
export type PrivateServer = {
	/** `mysql://root@127.0.0.1:port/` */
	readonly url: string;
	readonly socket: string;
	stop(): Promise<void>;
};

/** Start one with these options, e.g. `--sql-mode=ANSI_QUOTES`. Takes some seconds. */
export async function startMariadb(options: readonly string[] = []): Promise<PrivateServer> {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'mariadb-'));
	// The server refuses to run as root.
	const user = os.userInfo().uid === 0 ? ['--user=mysql'] : [];
	if (user.length > 0) {
		const id = (flag: string) => Number(execFileSync('id', [flag, 'mysql'], {encoding: 'utf8'}));
		chownSync(directory, id('-u'), id('-g'));
	}

	const data = path.join(directory, 'data');
	execFileSync(
		'mariadb-install-db',
		[
			'--no-defaults',
			...user,
			`--datadir=${data}`,
			'--auth-root-authentication-method=normal',
			'--skip-test-db',
		],
		{stdio: 'ignore'},
	);
	const port = await freePort();
	const socket = path.join(directory, 'server.sock');
	const server = spawn(
		binary!,
		[
			'--no-defaults',
			...user,
			`--datadir=${data}`,
			`--socket=${socket}`,
			`--pid-file=${path.join(directory, 'pid')}`,
			`--port=${port}`,
			'--bind-address=127.0.0.1',
			'--innodb-buffer-pool-size=16M',
			'--innodb-flush-log-at-trx-commit=0',
			...options,
		],
		{stdio: ['ignore', 'ignore', 'pipe']},
	);
	const ended = new Promise<void>(resolve => {
		server.once('exit', () => resolve());
	});
	await new Promise<void>((resolve, reject) => {
		let output = '';
		server.stderr.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes('ready for connections')) resolve();
		});
		server.once('exit', () => reject(new Error(`mariadbd ended: ${output.slice(-2000)}`)));
	});
	await allowTcp(socket);
	return {
		url: `mysql://root@127.0.0.1:${port}/`,
		socket,
		async stop() {
			server.kill('SIGTERM');
			await ended;
			rmSync(directory, {recursive: true, force: true});
		},
	};
}

/** `root` may come over TCP, too. */
async function allowTcp(socketPath: string): Promise<void> {
	const root = await createConnection({socketPath, user: 'root'});
	await root.query(`grant all privileges on *.* to 'root'@'127.0.0.1' with grant option`);
	await root.end();
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>(resolve => {
		probe.listen(0, '127.0.0.1', () => resolve());
	});
	const {port} = probe.address() as AddressInfo;
	await new Promise<void>(resolve => {
		probe.close(() => resolve());
	});
	return port;
}
