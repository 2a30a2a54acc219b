import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {createAccountsBody} from './accounts-body.ts';

/** As many channels as the largest portals have. */
export const channelCount = 2000;

/** A portal of `n` accounts that answers with prepared bodies, so that its own work is not measured. */
export type BenchPortal = {
	/** The body of `GET accounts`. */
	readonly body: string;
	readonly port: number;
	/** Milliseconds for each account that is read, and a thirtieth of that for each box, as on a real portal; and whether `stb` without ids runs out of memory, as there. Initially 0 and false. */
	setDelays(delays: {readonly perAccount: number; readonly isStbOutOfMemory: boolean}): void;
	/** Requests so far, with the number of accounts that were read. */
	readonly received: ReadonlyArray<{readonly path: string; readonly accounts: number}>;
	close(): void;
};

type Account = Readonly<Record<string, unknown>> & {
	readonly login: string;
	readonly stb_mac: string;
	readonly account_number: string;
};

export async function startBenchPortal(n: number): Promise<BenchPortal> {
	const body = createAccountsBody(n);
	const accounts = (JSON.parse(body) as {readonly results: readonly Account[]}).results;
	const byName = new Map(
		accounts.flatMap(account =>
			[account.login, account.account_number, account.stb_mac].map(name => [name, account] as const),
		),
	);
	const allBoxes = okBody(accounts.map(toBox));
	const received: Array<{path: string; accounts: number}> = [];
	let delays = {perAccount: 0, isStbOutOfMemory: false};
	const answerTo = (resource: string, ids: readonly string[] | null) => {
		if (resource === 'stb' && ids === null && delays.isStbOutOfMemory)
			return {text: outOfMemoryPage, accounts: 0};
		if (resource === 'stb') return {text: ids ? okBody(findAccounts(ids).map(toBox)) : allBoxes, accounts: 0};
		if (resource === 'accounts')
			return ids
				? {text: okBody(findAccounts(ids)), accounts: findAccounts(ids).length}
				: {text: body, accounts: accounts.length};
		if (resource === 'users' && ids) return {text: okBody(findAccounts(ids)[0]), accounts: 1};
		return {text: fixedBodies[resource] ?? okBody([]), accounts: 0};
	};
	const findAccounts = (ids: readonly string[]) => ids.flatMap(id => byName.get(id) ?? []);
	const server = createServer((request, response) => {
		const [, resource = '', ids] = /\/v1\/(\w+)\/?([^/?]+)?/.exec(request.url ?? '') ?? [];
		const answer = answerTo(resource, ids === undefined ? null : decodeURIComponent(ids).split(','));
		received.push({path: resource + (ids === undefined ? '' : '/…'), accounts: answer.accounts});
		void (async () => {
			const boxes = resource === 'stb' && ids === undefined ? accounts.length : 0;
			const milliseconds = delays.perAccount * (answer.accounts + boxes / 30);
			if (milliseconds > 0) await pause(milliseconds);
			const type = answer.text === outOfMemoryPage ? 'text/html' : 'application/json';
			response.writeHead(200, {'content-type': type}).end(answer.text);
		})();
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		body,
		port: (server.address() as AddressInfo).port,
		received,
		setDelays: next => void (delays = next),
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

const okBody = (results: unknown): string => JSON.stringify({status: 'OK', results});

const outOfMemoryPage =
	'<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted<br />\n';

const toBox = ({login, stb_mac: mac, account_number: ls, ...account}: Account) => ({
	mac,
	ip: account['ip'],
	ls,
	version: account['version'],
	status: account['status'],
	additional_services_on: '1',
	last_active: account['last_active'],
	login,
	account_balance: account['account_balance'],
	online: account['online'],
});

/** Bodies by resource that do not depend on the request. */
const fixedBodies: Readonly<Record<string, string>> = {
	tariffs: okBody([{id: '1', external_id: '101', name: 'Базовий', user_default: '1', packages: []}]),
	itv: okBody(
		Array.from({length: channelCount}, (_, index) => ({
			id: String(index + 1),
			name: `Канал ${index + 1}`,
			number: String(index + 1),
		})),
	),
};
