import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {clusterFile, readCluster} from '../../source/billing/cluster-files.ts';
import {migrations} from '../../source/billing/migrations/migrations.ts';
import {migrationStatements} from '../../source/billing/migrations/statements.ts';

test('the build contains the files of an empty database, which are used for a new one', async () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-cluster-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	expect((await readCluster(null))!.size).toBeGreaterThan(1e6);
	expect(await readCluster(directory)).not.toBeNull();

	const first = await openDatabase(`embedded:${directory}`);
	expect(await first.status()).toMatchObject({state: 'empty'});
	await first.migrate();
	await first.query(`insert into users (uid, id) values (7, 'vasyl')`);
	await first.close();

	expect(await readCluster(directory)).toBeNull();
	const second = await openDatabase(`embedded:${directory}`);
	expect(await second.status()).toMatchObject({state: 'ready'});
	expect(await second.query('select uid, id from users')).toEqual([{uid: 7, id: 'vasyl'}]);
	await second.close();
});

test('the build contains the files of a migrated database, which have the tables that migrating makes', async () => {
	const built = await openDatabase('memory:', 'migrated');
	onTestFinished(async () => built.close());
	expect(await built.status()).toMatchObject({
		state: 'ready',
		applied: migrations.map(({name}) => name),
	});
	expect(await built.migrate()).toEqual([]);
	expect(await built.schemaDifference()).toBe('');
});

test('files of a database that other migrations have made are not used', () => {
	const changed = {...migrationStatements, '2026-12-01-counts': ['create table other (id int)']};
	const more = {...migrationStatements, later: ['create table later (id int)']};
	const names = [migrationStatements, changed, more].map(one => clusterFile('migrated', one));
	expect(new Set(names).size).toBe(3);
	expect(clusterFile('migrated')).toBe(names[0]);
});
