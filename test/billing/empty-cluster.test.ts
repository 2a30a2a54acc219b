import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {emptyCluster} from '../../source/billing/empty-cluster.ts';

test('the build contains the files of an empty database, which are used for a new one', async () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-cluster-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	expect((await emptyCluster(null))!.size).toBeGreaterThan(1e6);
	expect(await emptyCluster(directory)).not.toBeNull();

	const first = await openDatabase(`embedded:${directory}`);
	expect(await first.status()).toMatchObject({state: 'empty'});
	await first.migrate();
	await first.query(`insert into users (uid, id) values (7, 'vasyl')`);
	await first.close();

	expect(await emptyCluster(directory)).toBeNull();
	const second = await openDatabase(`embedded:${directory}`);
	expect(await second.status()).toMatchObject({state: 'ready'});
	expect(await second.query('select uid, id from users')).toEqual([{uid: 7, id: 'vasyl'}]);
	await second.close();
});
