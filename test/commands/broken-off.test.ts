import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {openShell} from './console.ts';

test('the next command says what became of a deed that broke off, once, and goes on', async () => {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-broken-'));
	const address = `embedded:${home}/billing`;
	const shell = await openShell({database: address});
	await shell.call('tariffs', 'import', '--all', '--yes');
	const database = await openDatabase(address);
	const {pid: dead} = spawnSync(process.execPath, ['-e', '']);
	await database.query(
		`update stalker_journal set state = 'open', after = null, at = now() - interval '1 hour',
			operator = operator || jsonb_build_object('pid', ?::int) where id = 1`,
		[dead],
	);
	await database.close();
	const next = await shell.call('tariffs', 'list', '--limit', '1');
	expect(next).toMatchObject({exit: 0, error: expect.stringContaining('had broken off before anything')});
	expect((await shell.call('tariffs', 'list', '--limit', '1')).error).not.toContain('broken off');
	await shell.close();
	rmSync(home, {recursive: true});
});
