import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {sanitize} from '../../source/terminal/sanitize.ts';
import {builtProgram} from '../tui/driver.ts';
import {billingKinds} from '../support/test-systems.ts';
import {foreignSequences} from './terminal-bytes.ts';
import {readCsv} from './csv.ts';
import {hostileTextNames, hostileTexts} from './hostile-texts.ts';
import {openHostileConsole, type HostileConsole} from './hostile-console.ts';

type Row = Readonly<Record<string, string | number | null | readonly string[]>>;

/** The portal's records of each list, and the fields that the list shows unchanged. */
const sent: Readonly<
	Record<string, {readonly resource: string; readonly id: string; readonly fields: readonly string[]}>
> = {
	accounts: {
		resource: 'accounts',
		id: 'stb_mac',
		fields: [
			'login',
			'full_name',
			'phone',
			'account_number',
			'stb_sn',
			'stb_type',
			'ip',
			'version',
			'comment',
			'account_balance',
		],
	},
	stb: {resource: 'stb', id: 'mac', fields: ['login', 'ls', 'ip', 'version', 'account_balance']},
	channels: {resource: 'itv', id: 'id', fields: ['name', 'url']},
	tariffs: {resource: 'tariffs', id: 'id', fields: ['external_id', 'name']},
};

describe.each(billingKinds.slice(-1))('beside a billing that is %s', kind => {
	let index: HostileConsole;
	beforeAll(async () => {
		index = await openHostileConsole(kind);
	});
	afterAll(async () => index.close());

	const call = async (...args: readonly string[]) =>
		promisify(execFile)(builtProgram[0]!, [...builtProgram.slice(1), ...args], {
			env: {PATH: process.env['PATH'], HOME: '/nonexistent', LANG: 'C.UTF-8', ...index.environment},
			maxBuffer: 100_000_000,
		});

	/** Read from the portal with a client of its own. */
	async function fromPortal(resource: string): Promise<readonly Row[]> {
		const response = await fetch(`${index.portal.url}/${resource}`, {
			headers: {authorization: `Basic ${Buffer.from('stalker:demo').toString('base64')}`},
		});
		return ((await response.json()) as {readonly results: readonly Row[]}).results;
	}

	test.each(resources.map(({name}) => name))(
		'%s list steers no terminal in any format, and its data is what the portal sent',
		async resource => {
			const {columns} = resources.find(({name}) => name === resource)!;
			const all = columns.filter(({lazy}) => !lazy).map(({id}) => id);
			// One after the other: an embedded billing is open in one process at a time.
			const table = await call(resource, 'list', '--columns', all.join(','));
			const json = await call(resource, 'list', '--json');
			const ndjson = await call(resource, 'list', '--ndjson');
			const csv = await call(resource, 'list', '--csv');
			for (const {stdout, stderr} of [table, json, ndjson, csv]) {
				expect(foreignSequences(stdout)).toEqual([]);
				expect(foreignSequences(stderr)).toEqual([]);
				expect(stdout + stderr).not.toContain('\r');
			}

			const rows = (JSON.parse(json.stdout) as {readonly data: readonly Row[]}).data;
			const lines = ndjson.stdout.trimEnd().split('\n');
			expect(lines.map(line => JSON.parse(line) as unknown)).toEqual(rows);
			// No text begins a line.
			expect(table.stdout.trimEnd().split('\n')).toHaveLength(rows.length + 1);
			expect(
				table.stdout
					.trimEnd()
					.split('\n')
					.slice(1)
					.map(line => line[0]),
			).toEqual(rows.map(({mark}) => mark));

			const source = sent[resource];
			if (source) {
				const {resource, id, fields} = source;
				const byId = new Map(rows.map(row => [String(row[id]), row]));
				const stalker = (await fromPortal(resource)).filter(record => record[id] !== '');
				expect(stalker.length).toBeGreaterThan(hostileTextNames.length);
				for (const record of stalker)
					expect(
						Object.fromEntries(fields.map(field => [field, byId.get(String(record[id]))?.[field]])),
					).toEqual(Object.fromEntries(fields.map(field => [field, record[field]])));
			}

			const [header, ...cells] = readCsv(csv.stdout);
			expect(header!.slice(0, 2)).toEqual(['key', 'mark']);
			expect(cells).toHaveLength(rows.length);
			for (const [index, row] of rows.entries())
				expect(cells[index]!.slice(2, -1)).toEqual(header!.slice(2, -1).map(id => cellOf(row[id])));
			expect(cells.flat().filter(cell => /^[=@\t\r＝＠]|^[-+－＋](?![\d\s().-]*$)/.test(cell))).toEqual([]);
		},
		120_000,
	);

	test('numbers and phones are left alone in CSV, and what starts a formula is led by an apostrophe', async () => {
		const {users} = index.portal.state;
		const values = [
			'+380 (67) 123-45-67',
			'-12.50',
			'15',
			'+7',
			'-1',
			"=cmd|' /C calc'!A0",
			'-2+3',
			'+A1',
			'@x',
			'\t=1',
			'＝A1',
			"'=1",
		];
		for (const [at, value] of values.entries()) users[at]!.comment = value;
		const [header, ...cells] = readCsv((await call('accounts', 'list', '--csv')).stdout);
		const column = header!.indexOf('comment');
		const logins = header!.indexOf('login');
		expect(values.map((_, at) => cells.find(row => row[logins] === users[at]!.login)![column])).toEqual([
			'+380 (67) 123-45-67',
			'-12.50',
			'15',
			'+7',
			'-1',
			"'=cmd|' /C calc'!A0",
			"'-2+3",
			"'+A1",
			"'@x",
			'␉=1',
			"'＝A1",
			"'=1",
		]);
	});

	test('billing’s own texts arrive as they are', async () => {
		const {stdout} = await call('accounts', 'list', '--mark', '-', '--json');
		const rows = (JSON.parse(stdout) as {readonly data: readonly Row[]}).data;
		const names = new Set(rows.map(row => row['full_name']));
		for (const {fio} of await index.query('select fio from users_pi where uid between 7000 and 7999'))
			expect(names).toContain(fio);
		expect(names).toContain(`b ${hostileTexts.clipboard}`);
	});
});

/** A value in CSV: lists in one cell, no control characters, nothing that a spreadsheet executes. */
function cellOf(value: Row[string] = null): string {
	const text = sanitize(typeof value === 'object' ? (value ?? []).join(', ') : String(value));
	return /^[=@＝＠]|^[-+－＋](?![\d\s().-]*$)/.test(text) ? `'${text}` : text;
}
