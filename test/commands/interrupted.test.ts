import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {createEmpty} from '../billing/engines.ts';
import {openShell, runProgram, type Shell} from './shell.ts';

let home: string;
let address: string;
let shell: Shell;
let drop: () => Promise<void>;

/** A billing with an import of tariff plans, which each test makes look interrupted. */
async function open(billing: Awaited<ReturnType<typeof createEmpty>>): Promise<void> {
	({url: address, drop} = billing);
	shell = await openShell({database: address});
	await shell.call('tariffs', 'import', '--all', '--yes');
}

beforeEach(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-broken-'));
});
afterEach(async () => {
	await shell.close();
	await drop();
	rmSync(home, {recursive: true});
});

/** Makes entries look like those of an earlier run whose process has ended, by SQL. */
async function interruptAdd(...statements: readonly string[]): Promise<void> {
	const database = await openDatabase(address);
	const {pid: dead} = spawnSync(process.execPath, ['-e', '']);
	await database.query('update stalker_journal set pid = ?', [dead]);
	for (const sql of statements) await database.query(sql);
	await database.close();
}

/** An addition whose number may or may not have been written: the portal has to be asked. */
const names = {resource: 'accounts', rowKey: 'ivan', action: 'add'};
const service = {system: 'billing', record: 'service', operation: 'create', key: {}, before: null, after: {}};
const number = {
	...{system: 'stalker', record: 'account', operation: 'update'},
	key: {login: 'ivan', stb_mac: '', account_number: ''},
	...{before: {account_number: ''}, after: {account_number: {ref: 'service.id'}}},
};
const set = {...names, changes: [service, number], questions: [], values: {login: 'ivan', tvId: null}};
const markAsUnwritten = [
	`update stalker_journal set state = 'open', resource = 'accounts', action = 'add', subject = 'ivan', row_count = 1, run = 'an earlier one', at = now() - interval '1 hour', leased_at = now() - interval '1 hour'`,
	'delete from stalker_journal_rows where position > 1',
	`update stalker_journal_rows set state = 'open', row_key = 'ivan', change_set = '${JSON.stringify(set)}', results = '[{"is": "applied", "current": {"id": 5}}, null]'`,
];

test('the next command reports an interrupted action once, and continues', async () => {
	await open(await createEmpty(home));
	await interruptAdd(
		`update stalker_journal set state = 'open', at = now() - interval '1 hour', leased_at = now() - interval '1 hour' where id = 1`,
		`update stalker_journal_rows set state = 'open', results = '[null]' where entry_id = 1 and position = 1`,
	);
	const next = await shell.call('tariffs', 'list', '--limit', '1');
	expect(next).toMatchObject({exit: 0, error: expect.stringContaining('Interrupted before anything')});
	expect((await shell.call('tariffs', 'list', '--limit', '1')).error).not.toMatch(/interrupted/i);
});

test('the journal is shown without asking the portal about interrupted actions', async () => {
	await open(await createEmpty(home));
	await interruptAdd(...markAsUnwritten);
	shell.portal.setFault({is: 'hang'});
	const asked = shell.portal.received.length;
	for (const argv of [['list', '--open'], ['list'], ['show', '1']])
		expect(await shell.call('journal', ...argv)).toMatchObject({exit: 0, error: ''});
	expect(shell.portal.received).toHaveLength(asked);
	shell.portal.setFault(null);
});

test('when the portal refuses, one sentence says how many results cannot be read', async () => {
	await open(await createEmpty(home));
	await interruptAdd(...markAsUnwritten);
	shell.portal.setFault({is: 'status', code: 401});
	const {error} = await shell.call('tariffs', 'list');
	expect(error).toMatch(/^The result of the interrupted add /);
	expect(error.match(/interrupted/g)).toHaveLength(1);
	shell.portal.setFault(null);
});

test('the first signal ends a command that is checking interrupted actions', async () => {
	await open({url: `embedded:${home}/billing`, drop: async () => undefined});
	await interruptAdd(...markAsUnwritten);
	const asked = Promise.withResolvers<void>();
	shell.portal.setFault({
		is: 'hang',
		matches() {
			asked.resolve();
			return true;
		},
	});
	const interrupted = new AbortController();
	const exit = runProgram(shell.environment, ['accounts', 'list'], {signal: interrupted.signal});
	await asked.promise;
	interrupted.abort();
	expect(await exit).toMatchObject({exit: 130, out: ''});
	shell.portal.setFault(null);
	// The embedded billing was closed: it cannot be opened twice.
	expect(await shell.call('journal', 'list', '--limit', '1')).toMatchObject({exit: 0});
});
