import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {loadConfig} from '../../source/config/config.ts';
import {chosenPortal, configuredPortals, connect} from '../../source/app/connect.ts';
import {withParts} from '../../source/app/context.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

test('connecting warns when the password is sent unencrypted, and a context with another part sees the provider that a write creates', async () => {
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
	const other = withParts(context, {runId: 'other'});
	expect(other).toMatchObject({runId: 'other', providerId: null});
	await context.ensureProvider();
	expect(other.providerId).toBe(context.providerId);
	expect(other.providerId).not.toBeNull();
	await context.close();
	rmSync(home, {recursive: true});
});
