import {Writable} from 'node:stream';
import {expect, test} from 'vitest';
import {shortenMoves} from '../../source/tui/rewrite-output.ts';
import {openEmulator} from './emulator.ts';

const size = {columns: 20, rows: 12};

/** What a frame of Ink writes on the way from the top to the bottom. */
const frame =
	'\u001B[5A\u001B[E\u001B[E\u001B[Kfirst\n\u001B[E\u001B[Ksecond\n\u001B[E\u001B[E\u001B[E\u001B[Klast';

test('moves over several unchanged lines are one move, to the same place', async () => {
	const written: string[] = [];
	const stdout = new Writable({
		decodeStrings: false,
		write(text: string, _, done) {
			written.push(text);
			done();
		},
	});
	shortenMoves(stdout as unknown as NodeJS.WriteStream).write(frame);
	expect(written.join('')).toBe(
		'\u001B[5A\u001B[2E\u001B[Kfirst\n\u001B[E\u001B[Ksecond\n\u001B[3E\u001B[Klast',
	);
	const screens = await Promise.all(
		[frame, written.join('')].map(async text => {
			const emulator = openEmulator({...size, raw: false});
			await emulator.write(Buffer.from(text));
			const screen = emulator.screen();
			emulator.close();
			return screen;
		}),
	);
	expect(screens[1]).toEqual(screens[0]);
	expect(screens[0]!.filter(Boolean)).toEqual(['first', 'second', 'last']);
});
