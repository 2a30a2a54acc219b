import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {loadConfig} from '../source/config/config.ts';
import {openWorld} from '../source/open.ts';
import {inEnglish} from '../source/words/words.ts';

test('opening says when the password would travel unencrypted', async () => {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	// Opening sends the portal nothing, so the address need not exist.
	const environment = {
		HOME: home,
		STALKER_URL: 'http://tv.example',
		DATABASE_URL: `embedded:${home}/billing`,
	};
	const warnings: string[] = [];
	const world = await openWorld(loadConfig({flags: {}, environment}), {
		environment,
		warn: warning => warnings.push(inEnglish(warning)),
	});
	expect(warnings).toEqual([expect.stringContaining('unencrypted')]);
	await world.close();
	rmSync(home, {recursive: true});
});
