/**
The portal of the benchmarks, see `bench-portal.ts`: sends its port when it listens, and answers each message with delays when it has them.
*/
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {createAccountsBody} from './accounts-body.ts';
import type {PortalDelays} from './bench-portal.ts';
import {channelCount} from './channel-count.ts';

type Account = Readonly<Record<string, unknown>> & {
	readonly login: string;
	readonly stb_mac: string;
	readonly account_number: string;
};

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

const body = createAccountsBody(Number(process.argv[2]));
const accounts = (JSON.parse(body) as {readonly results: readonly Account[]}).results;
const byName = new Map(
	accounts.flatMap(account =>
		[account.login, account.account_number, account.stb_mac].map(name => [name, account] as const),
	),
);
const allBoxes = okBody(accounts.map(toBox));
let delays: PortalDelays = {perAccount: 0, isStbOutOfMemory: false};

const findAccounts = (ids: readonly string[]) => ids.flatMap(id => byName.get(id) ?? []);

function answerTo(resource: string, ids: readonly string[] | null) {
	if (resource === 'stb' && ids === null && delays.isStbOutOfMemory)
		return {text: outOfMemoryPage, accounts: 0};
	if (resource === 'stb') return {text: ids ? okBody(findAccounts(ids).map(toBox)) : allBoxes, accounts: 0};
	if (resource === 'accounts')
		return ids
			? {text: okBody(findAccounts(ids)), accounts: findAccounts(ids).length}
			: {text: body, accounts: accounts.length};
	if (resource === 'users' && ids) return {text: okBody(findAccounts(ids)[0]), accounts: 1};
	return {text: fixedBodies[resource] ?? okBody([]), accounts: 0};
}

const server = createServer((request, response) => {
	const [, resource = '', ids] = /\/v1\/(\w+)\/?([^/?]+)?/.exec(request.url ?? '') ?? [];
	const answer = answerTo(resource, ids === undefined ? null : decodeURIComponent(ids).split(','));
	void (async () => {
		const boxes = resource === 'stb' && ids === undefined ? accounts.length : 0;
		const milliseconds = delays.perAccount * (answer.accounts + boxes / 30);
		if (milliseconds > 0) await pause(milliseconds);
		const type = answer.text === outOfMemoryPage ? 'text/html' : 'application/json';
		response.writeHead(200, {'content-type': type}).end(answer.text);
	})();
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
process.on('message', (next: PortalDelays) => {
	delays = next;
	process.send!('ready');
});
// Without the bench nobody needs it.
process.on('disconnect', () => process.exit());
