import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {loadConfig} from '../../source/config/config.ts';
import {chosenPortal, configuredPortals, connect} from '../../source/app/connect.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

test('connecting warns when the password is sent unencrypted', async () => {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	// Connecting sends the portal nothing, so the address need not exist.
	const environment = {
		HOME: home,
		STALKER_URL: 'http://tv.example',
		DATABASE_URL: `embedded:${home}/billing`,
	};
	const warnings: string[] = [];
	const context = await connect(
		chosenPortal(
			configuredPortals(loadConfig({flags: {}, environment}), {
				environment,
				warn: warning => warnings.push(toEnglish(warning)),
			}),
		),
	);
	expect(warnings).toEqual([expect.stringContaining('unencrypted')]);
	await context.close();
	rmSync(home, {recursive: true});
});
