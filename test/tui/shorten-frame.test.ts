import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {textWidth} from '../../source/terminal/fit-width.ts';
import {shortenFrame} from '../../source/tui/rewrite-output.ts';
import {openEmulator} from './emulator.ts';

const size = {columns: 40, rows: 12};

/** The screen after these writes, with the styles of its cells. */
async function screenAfter(...writes: readonly string[]): Promise<readonly unknown[]> {
	const emulator = openEmulator({...size, raw: false});
	for (const text of writes) await emulator.write(Buffer.from(text));
	const cells = [emulator.screen(), emulator.styles()];
	emulator.close();
	return cells;
}

test.for([
	[
		'\u001B[5A\u001B[E\u001B[E\u001B[Kfirst\n\u001B[E\u001B[E\u001B[E\u001B[Klast',
		'\u001B[5A\u001B[2E\u001B[Kfirst\n\u001B[3E\u001B[Klast',
	],
	['\u001B[E\u001B[1G\u001B[Ktext', '\u001B[E\u001B[Ktext'],
	['\u001B[Kone\n\u001B[1G\u001B[Ktwo', '\u001B[Kone\n\u001B[Ktwo'],
	['\u001B[Kone          two', '\u001B[Kone\u001B[10Ctwo'],
	['\u001B[K\u001B[32m+\u001B[39m        one', '\u001B[K\u001B[32m+\u001B[39m\u001B[8Cone'],
	['\u001B[K\u001B[7mone          two\u001B[27m', '\u001B[K\u001B[7mone          two\u001B[27m'],
	['not erased          two', 'not erased          two'],
	['\u001B[K\u001B[38;5;221m\u001B[39m16', '\u001B[K16'],
	['\u001B[K\u001B[38;5;221m+\u001B[39m16', '\u001B[K\u001B[38;5;221m+\u001B[39m16'],
	['\u001B[K\u001B[1m\u001B[7m\u001B[27m one\u001B[22m', '\u001B[K\u001B[1m\u001B[27m one\u001B[22m'],
	['\u001B[K\u001B[7m\u001B[22mone\u001B[27m', '\u001B[K\u001B[7m\u001B[22mone\u001B[27m'],
	['\u001B[K\u001B[1m\u001B[22m\u001B[39mone', '\u001B[Kone'],
])('%j is written as %j', ([frame, shorter]) => {
	expect(shortenFrame(frame!)).toBe(shorter);
});

test('the screen is the same as with what Ink writes', async () => {
	// No longer than the terminal is wide: Ink truncates.
	const line = fc
		.array(
			fc.oneof(
				fc.constantFrom('user1', 'Олег', '漢', ' '.repeat(7), ' '.repeat(12), ' '),
				fc.constantFrom(
					'\u001B[7m',
					'\u001B[27m',
					'\u001B[32m',
					'\u001B[39m',
					'\u001B[1m',
					'\u001B[22m',
					'\u001B[38;5;221m',
					'\u001B[44m',
					'\u001B[49m',
					'\u001B[4m',
					'\u001B[0m',
				),
			),
			{maxLength: 8},
		)
		.filter(pieces => textWidth(stripVTControlCharacters(pieces.join(''))) <= size.columns)
		.map(pieces => `\u001B[1G\u001B[K${pieces.join('')}\u001B[0m\n`);
	const frame = fc.array(fc.oneof(line, fc.constant('\u001B[E')), {minLength: 10, maxLength: 10});
	await fc.assert(
		fc.asyncProperty(frame, frame, async (first, second) => {
			const [one, two] = [first, second].map(lines => `\u001B[11A${lines.join('')}`) as [string, string];
			expect(await screenAfter(shortenFrame(one), shortenFrame(two))).toEqual(await screenAfter(one, two));
		}),
		{numRuns: 200},
	);
});
