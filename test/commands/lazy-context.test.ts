import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {createLazyContext} from '../../source/commands/lazy-context.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startPortal} from '../../source/demo/portal/server.ts';
import {loadTranslator} from '../../source/i18n/translator.ts';

test('a connection that cannot be closed is reported, and the others are closed', async () => {
	const portal = await startPortal({state: seedPortal({accounts: 1})});
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-on-demand-'));
	const opened = createLazyContext(
		{command: null, words: [], args: [], flags: {}},
		{
			translator: await loadTranslator('en'),
			environment: {
				HOME: home,
				STALKER_URL: portal.url,
				STALKER_LOGIN: 'stalker',
				STALKER_PASSWORD: 'demo',
				DATABASE_URL: 'memory:',
			},
			report: () => undefined,
			signal: new AbortController().signal,
		},
	);
	const context = await opened.invocation.context();
	const database = await opened.invocation.database();
	await database.query('select 1');
	const {close} = context;
	const failure = new Error('A line that does not end.');
	Object.assign(context, {close: async () => Promise.reject(failure)});
	await expect(opened.close()).rejects.toBe(failure);
	await expect(database.query('select 1')).rejects.toThrow('Billing at memory failed.');
	await close();
	await portal.close();
	rmSync(home, {recursive: true});
});
