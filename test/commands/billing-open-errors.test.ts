import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import net, {type AddressInfo} from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {lockDirectory} from '../../source/billing/lock.ts';
import {openDatabase} from '../../source/billing/database.ts';
import {resources} from '../../source/resources/index.ts';
import {createDatabase, migrated} from '../billing/engines.ts';
import {openShell, type Shell} from './shell.ts';

/** Creates a billing that cannot be opened: its address, and a function that removes it. */
type BillingFixture = () => Promise<{readonly url: string; close(): Promise<void> | void}>;

/** A server that answers every connection with this SQLSTATE, as PostgreSQL does before the login. */
const refusing =
	(state: string): BillingFixture =>
	async () => {
		const server = net.createServer(socket => {
			socket
				.on('error', () => undefined)
				.once('data', () => {
					const fields = Buffer.from(`SFATAL\0VFATAL\0C${state}\0Mno entry for olga with sekret\0\0`);
					const head = Buffer.from('E....');
					head.writeInt32BE(fields.length + 4, 1);
					socket.end(Buffer.concat([head, fields]));
				});
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const {port} = server.address() as AddressInfo;
		return {url: `postgresql://olga:sekret@127.0.0.1:${port}/billing`, close: () => void server.close()};
	};

/** A PostgreSQL that answers the wish for TLS by one byte; after `S` it presents a self-signed certificate. */
const answeringTls =
	(byte: 'S' | 'N'): BillingFixture =>
	async () => {
		const read = (name: string) =>
			readFileSync(new URL(`../stalker/certificate/${name}.pem`, import.meta.url));
		const secureContext = tls.createSecureContext({cert: read('certificate'), key: read('key')});
		const server = net.createServer(socket => {
			socket
				.on('error', () => undefined)
				.once('data', () => {
					socket.write(byte);
					if (byte === 'S')
						new tls.TLSSocket(socket, {isServer: true, secureContext}).on('error', () => undefined);
				});
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const {port} = server.address() as AddressInfo;
		return {
			url: `postgresql://olga:sekret@127.0.0.1:${port}/billing?sslmode=require`,
			close: () => void server.close(),
		};
	};

/** A database on the server after these statements; `made`: with the tables of this program. */
const database =
	(sql: string | null, made = true): BillingFixture =>
	async () => {
		const own = await createDatabase();
		if (made) await migrated(own.url);
		const opened = await openDatabase(own.url);
		if (sql !== null) await opened.query(sql);
		await opened.close();
		return {url: own.url, close: own.drop};
	};

let shell: Shell;
beforeAll(async () => {
	shell = await openShell();
});
afterAll(async () => shell.close());

const lockedEmbedded: BillingFixture = async () => {
	const directory = path.join(shell.home, 'held');
	const lock = lockDirectory(directory);
	return {url: `embedded:${directory}`, close: () => lock.release()};
};

/** The code and the sentence of each failure. */
const failures: ReadonlyArray<readonly [name: string, code: string, sentence: string, door: BillingFixture]> =
	[
		[
			'connection refused',
			'UNREACHABLE',
			'Connection refused at HERE; check that the database server runs and the address is right.',
			async () => ({url: 'postgresql://olga:sekret@127.0.0.1:1/billing', close() {}}),
		],
		[
			'the password is wrong',
			'UNREACHABLE',
			'Billing at HERE does not take this user and password; check them.',
			refusing('28P01'),
		],
		[
			'the user may not connect',
			'UNREACHABLE',
			"Billing at HERE does not let this user in; check the user and the server's pg_hba.conf.",
			refusing('28000'),
		],
		[
			'there are too many connections',
			'UNREACHABLE',
			'Billing at HERE has no connection to spare; try again later.',
			refusing('53300'),
		],
		[
			'the server is starting up',
			'UNREACHABLE',
			'Billing at HERE is starting up or shutting down; try again.',
			refusing('57P03'),
		],
		[
			'its certificate is self-signed',
			'UNREACHABLE',
			'The certificate of the database server at HERE is not trusted: it is self-signed, or of an authority of its own. Name the file with that certificate (PEM) in the address: ?sslmode=verify-full&sslrootcert=FILE of PostgreSQL, ?ssl=FILE of MariaDB.',
			answeringTls('S'),
		],
		[
			'it offers no TLS',
			'UNREACHABLE',
			'The database server at HERE offers no TLS. Enable it there (ssl = on), or write sslmode=disable in the address.',
			answeringTls('N'),
		],
		[
			'another process has it open',
			'LOCKED',
			'The embedded billing in HERE is open in another process; close that one first.',
			lockedEmbedded,
		],
	];

/** The same for databases that need a server. */
const databaseFailures: typeof failures = [
	[
		'it has no tables',
		'UNPREPARED',
		'Billing at HERE has no tables yet; run stalker-console db migrate.',
		database(null, false),
	],
	[
		'its tables are not from this program',
		'FOREIGN',
		'HERE has tables that this program did not make (users); give it a database of its own.',
		database('create table users (name text)', false),
	],
	[
		'its tables are of an unreleased version',
		'OUTDATED',
		'The tables at HERE were made by an unreleased version and have another shape. Make a new database, run stalker-console db migrate there, and add the accounts again.',
		database(`insert into stalker_migrations (name) values ('2026-11-24-journal-resource')`),
	],
	[
		'its tables are newer',
		'NEWER',
		'The tables at HERE are of a newer version of this program; update it.',
		database(`insert into stalker_migrations (name) values ('2099-01-01-flying')`),
	],
];

/** Every list and every action of every screen, as a call. */
const calls = resources.flatMap(({name, actions}) => [
	[name, 'list'],
	...actions.map(({name: action}) => [
		name,
		action,
		...(action === 'import' && name === 'channels' ? [] : ['user00003']),
		...(action === 'link' ? ['7'] : []),
		...(action === 'message' ? ['--text', 'hello'] : []),
	]),
]);

test.each(process.env['TEST_DATABASE_URL'] === undefined ? failures : [...failures, ...databaseFailures])(
	'%s: every command says so, and sends the portal nothing',
	async (_, code, sentence, door) => {
		const {url, close} = await door();
		const outside = shell.with({DATABASE_URL: url});
		const seen = shell.portal.received.length;
		for (const call of calls) {
			const {exit, out, error} = await outside.call(...call, '--json');
			const reported = JSON.parse(out) as {readonly error: {readonly code: string; readonly message: string}};
			const message = reported.error.message.replaceAll(/127\.0\.0\.1:\d+\/\w+|\/\S+\/held/g, 'HERE');
			expect([call, exit, reported.error.code, message]).toEqual([call, 1, `ERR_BILLING_${code}`, sentence]);
			expect(`${out} ${error}`).not.toContain('sekret');
		}

		await close();
		expect(shell.portal.received.slice(seen)).toEqual([]);
	},
);
