import {openEmulator} from '../test/tui/emulator.ts';
import type {PtyDriver} from '../test/tui/pty-driver.ts';

/** Whether the first line and the last are drawn. */
export const isWholeFrame = (screen: readonly string[]): boolean => screen[0] !== '' && screen.at(-1) !== '';

/**
Milliseconds from the start until the frame was there. The screen is searched afterwards, chunk by chunk, so that the search does not slow
the start.
*/
export async function timeToFrame(
	{chunks, startedAt}: PtyDriver,
	size: {readonly columns: number; readonly rows: number},
	isDrawn: (screen: readonly string[]) => boolean,
): Promise<number> {
	const emulator = openEmulator(size);
	try {
		for (const {at, bytes} of chunks) {
			await emulator.write(bytes);
			if (isDrawn(emulator.screen())) return at - startedAt;
		}

		throw new Error(`No such frame was drawn:\n${emulator.screen().join('\n')}`);
	} finally {
		emulator.close();
	}
}
