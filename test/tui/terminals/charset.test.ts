import {expect, onTestFinished, test} from 'vitest';
import {openEmulator} from '../emulator.ts';
import {startInPty} from '../pty-driver.ts';

test('a terminal in KOI8-U shows Cyrillic letters, takes Cyrillic keys, and no row is torn', async () => {
	const size = {columns: 100, rows: 30};
	const t = await startInPty({
		...size,
		args: ['--demo'],
		environment: {LANG: 'uk_UA.KOI8-U', LC_ALL: 'uk_UA.KOI8-U'},
	});
	onTestFinished(t.close);
	await t.press('1');
	const bytes = Buffer.concat(t.chunks.map(chunk => chunk.bytes));
	// What a terminal in KOI8-U makes of the bytes: one cell each.
	const emulator = openEmulator(size);
	onTestFinished(() => emulator.close());
	await emulator.write(new TextDecoder('koi8-u').decode(bytes));
	expect(emulator.wrapped()).toEqual([]);
	const screen = emulator.screen().join('\n');
	expect(screen).toContain('Смирнов Арт');
	expect(screen).toMatch(/Логін|Рахунок|Обліков/);
	// ISO 2022 and UTF-8 sequences would be two letters here.
	expect(screen).not.toMatch(/п═|п╟|я─/);

	// The letter at the place of q ends the console.
	const [quit] = new TextDecoder('koi8-u').decode(Uint8Array.of(0xca));
	expect(quit).toBe('й');
	t.sendBytes(Uint8Array.of(0xca));
	expect(await t.exit).toMatchObject({code: 0});
});
