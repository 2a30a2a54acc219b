import {cpSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {startInPty} from '../tui/pty-driver.ts';

test('a running console goes on when the program’s files are gone: another build may be replacing them', async () => {
	const installation = mkdtempSync(path.join(os.tmpdir(), 'replaced-files-'));
	onTestFinished(() => rmSync(installation, {recursive: true}));
	for (const part of ['bin', 'dist', 'package.json'])
		cpSync(path.resolve(part), path.join(installation, part), {recursive: true});
	symlinkSync(path.resolve('node_modules'), path.join(installation, 'node_modules'));
	const t = await startInPty({
		columns: 120,
		rows: 36,
		command: ['sh', '-c', `cd && exec '${installation}/bin/stalker-console' --demo`],
	});
	onTestFinished(t.close);
	rmSync(path.join(installation, 'dist'), {recursive: true});
	rmSync(path.join(installation, 'node_modules'));
	for (const key of ['1', '2', '3', '4', '5', '6', 'escape', '1', 'enter', 'escape', 'e', 'enter']) {
		await t.press(key);
		expect(t.screen().join('\n')).not.toMatch(/Cannot find|not found|has failed/);
	}

	await t.press('!');
	expect(t.screen().join('\n')).toContain('305 rows written to');
	t.kill('SIGTERM');
	expect(await t.exit).toEqual({code: 130, signal: null});
});
