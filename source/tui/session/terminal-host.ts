import {open} from 'node:fs/promises';
import path from 'node:path';

/** What the session may do outside itself and the two systems. */
export type TerminalHost = {
	/** A prompt has opened: whatever was typed ahead is dropped. */
	discardTypeAhead(): void;
	/** Put a text on the operator's clipboard, by the terminal. */
	copyToClipboard(text: string): void;
	/** Write a file where the console was started; returns its path. */
	saveFile(name: string, text: string): Promise<string>;
	/** The screen as it is, line by line. */
	screenLines(): readonly string[];
	/** How far the page in front goes down: it is known where it is drawn. */
	maxScrollTop(): number;
	/** Stop for the shell, and come back. */
	suspend(): void;
	redraw(): void;
	clock(): Date;
	/** Do this when so many milliseconds have passed by the clock; gives the way to call it off. It keeps nobody waiting. */
	runAfter(milliseconds: number, run: () => void): () => void;
};

/** Terminals take about so many bytes by OSC 52; more would be cut without a word. */
export const maxClipboardBytes = 74_000;

/** OSC 52; inside tmux and screen wrapped, so that it reaches the terminal around them. */
export function clipboardSequence(
	text: string,
	{TMUX, STY}: Readonly<Record<string, string | undefined>>,
): string {
	const sequence = `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
	if (TMUX) return `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
	return STY ? `\u001BP${sequence}\u001B\\` : sequence;
}

/** A file in the working directory, named after the time, for the operator alone, and never over one that is there. Returns its path. */
export async function writeNewFile(name: string, text: string, directory = process.cwd()): Promise<string> {
	const {name: stem, ext} = path.parse(name);
	const stamp = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '');
	const file = path.resolve(directory, `${stem}-${stamp}${ext}`);
	await using handle = await open(file, 'wx', 0o600);
	await handle.writeFile(text);
	return file;
}
