import {afterAll, beforeAll, expect, test} from 'vitest';
import {main} from '../../source/commands/main.ts';
import {resources} from '../../source/resources/index.ts';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell({accounts: 60});
});
afterAll(async () => shell.close());

type JsonRow = Readonly<Record<string, unknown>>;

const rowsOf = async (name: string): Promise<readonly JsonRow[]> =>
	(await shell.call(name, 'list', '--json')).data as readonly JsonRow[];

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

test('a field of the JSON has one type on every screen, null aside', async () => {
	await shell.call('tariffs', 'import', '--all', '--yes');
	await shell.call('accounts', 'add', '--all-unsynced', '--yes');
	const types = new Map<string, Set<string>>();
	for (const {name} of resources)
		for (const row of await rowsOf(name))
			for (const [field, value] of Object.entries(row))
				if (value !== null) types.set(field, (types.get(field) ?? new Set()).add(typeOf(value)));
	expect([...types].filter(([, found]) => found.size > 1)).toEqual([]);
	expect(types.get('status')).toEqual(new Set(['number']));
	expect(types.get('id')).toEqual(new Set(['number']));
	expect(types.get('account_balance')).toEqual(new Set(['string']));
});

test('the JSON of subscriptions has the channels', async () => {
	const rows = await rowsOf('subscriptions');
	const some = rows.find(({sub_ch: channels}) => Array.isArray(channels) && channels.length > 1)!;
	const channelIds = new Set((await rowsOf('channels')).map(({id}) => String(id)));
	expect(some['sub_ch']).toSatisfy((ids: readonly string[]) => ids.every(id => channelIds.has(id)));
});

test('--csv-excel has a byte order mark, semicolons and Windows line ends, and the same cells as --csv', async () => {
	const {out: plain} = await shell.call('accounts', 'list', '--csv', '--columns', 'login,full_name');
	const {out: excel} = await shell.call('accounts', 'list', '--csv-excel', '--columns', 'login,full_name');
	expect(excel.startsWith('\uFEFFkey;mark;login;full_name;drifts\r\n')).toBe(true);
	const cells = (text: string, separator: string) =>
		text
			.replace('\uFEFF', '')
			.trim()
			.split(/\r?\n/)
			.map(line => line.replaceAll('"', '').split(separator));
	expect(cells(excel, ';')).toEqual(cells(plain, ','));
});

test('--no-header leaves the line of headings out of tables and CSV', async () => {
	for (const flags of [[], ['--csv'], ['--csv-excel']]) {
		const whole = (await shell.call('accounts', 'list', ...flags)).out.replace('\uFEFF', '');
		const rest = (await shell.call('accounts', 'list', ...flags, '--no-header')).out.replace('\uFEFF', '');
		expect(rest).toBe(whole.slice(whole.indexOf('\n') + 1));
	}
});

test.each([
	[['accounts', 'list', '--csv', '--csv-excel'], 'Choose one of --csv and --csv-excel'],
	[['accounts', 'list', '--json', '--no-header'], 'Choose one of --json and --no-header'],
	[['accounts', 'show', 'x', '--no-header'], 'no table that --no-header could print'],
	[['accounts', 'show', 'x', '--csv-excel'], 'no table that --csv-excel could print'],
])('%j is wrong usage', async (argv, sentence) => {
	const {exit, out, error} = await shell.call(...argv);
	expect(exit).toBe(2);
	expect(out + error).toContain(sentence);
});

test('a list of more than a thousand rows is the same JSON, printed piece by piece', async () => {
	const large = await openShell({accounts: 1100});
	try {
		const whole = (await large.call('accounts', 'list', '--json')).data as readonly unknown[];
		const lines = (await large.call('accounts', 'list', '--ndjson')).out.trimEnd().split('\n');
		expect(whole.length).toBeGreaterThan(1000);
		expect(lines.map(line => JSON.parse(line) as unknown)).toEqual(whole);
	} finally {
		await large.close();
	}
});

test.for(['--json', '--ndjson', '--csv'])(
	'a list as %s waits for its reader, instead of keeping all of its text',
	async format => {
		const large = await openShell({accounts: 1100});
		try {
			let [written, taken, mostKept] = [0, 0, 0];
			await main({
				argv: ['accounts', 'list', format],
				environment: large.environment,
				version: '0.0.0',
				signal: new AbortController().signal,
				writeOutput(text) {
					written += text.length;
					mostKept = Math.max(mostKept, written - taken);
				},
				async drainOutput() {
					await new Promise(setImmediate);
					taken = written;
				},
				writeError: () => undefined,
			});
			expect(mostKept).toBeLessThan(written / 5);
		} finally {
			await large.close();
		}
	},
);
