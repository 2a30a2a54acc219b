import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {clipboardSequence, writeNewFile} from '../../../source/tui/session/terminal-host.ts';

const escape = '\u001B';

test('the clipboard is set by OSC 52, which tmux and screen pass on', () => {
	const plain = `${escape}]52;c;0L/RgNC40LLRltGC\u0007`;
	expect(clipboardSequence('привіт', {})).toBe(plain);
	expect(clipboardSequence('привіт', {TMUX: '/tmp/tmux-0/default,1,0'})).toBe(
		`${escape}Ptmux;${escape}${plain}${escape}\\`,
	);
	expect(clipboardSequence('привіт', {STY: '1.pts-0'})).toBe(`${escape}P${plain}${escape}\\`);
});

test('of a text that cannot be written as a whole no part stays, and the message names the file', async () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	// No text: the file is opened, and its content is refused.
	const written = writeNewFile('accounts.csv', {} as string, directory);
	await expect(written).rejects.toThrow(/accounts-\d+\.csv cannot be written: /);
	expect(readdirSync(directory)).toEqual([]);
});

test('a new file is readable by its owner only and never replaces another', async () => {
	vi.useFakeTimers({toFake: ['Date'], now: new Date('2026-11-23T12:00:00Z')});
	onTestFinished(() => void vi.useRealTimers());
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	const file = await writeNewFile('accounts.csv', 'a\n', directory);
	expect(file).toBe(path.join(directory, 'accounts-20261123120000.csv'));
	expect(readFileSync(file, 'utf8')).toBe('a\n');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	await expect(writeNewFile('accounts.csv', 'b\n', directory)).rejects.toThrow(
		`${file} cannot be written: EEXIST`,
	);
	expect(readFileSync(file, 'utf8')).toBe('a\n');
});
