import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {loadConfig} from '../source/config/config.ts';
import {openWorld} from '../source/open.ts';

test('opening says when the password would travel unencrypted, and what an earlier run left open', async () => {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	// Opening sends the portal nothing, so the address need not exist.
	const environment = {
		HOME: home,
		STALKER_URL: 'http://tv.example',
		DATABASE_URL: `embedded:${home}/billing`,
	};
	const open = async () => {
		const warnings: string[] = [];
		const world = await openWorld(loadConfig({flags: {}, environment}), {
			environment,
			warn: message => warnings.push(message),
		});
		return {world, warnings};
	};

	const first = await open();
	expect(first.warnings).toEqual([expect.stringContaining('unencrypted')]);
	await first.world.begin({resource: 'accounts', action: 'delete', subject: 'ivan', intent: {}, before: {}});
	await first.world.close();
	const second = await open();
	expect(second.warnings[1]).toContain('An action is open (delete ivan)');
	await second.world.close();
	rmSync(home, {recursive: true});
});
