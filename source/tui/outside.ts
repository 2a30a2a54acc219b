import {open} from 'node:fs/promises';
import path from 'node:path';

/** OSC 52; inside tmux and screen wrapped, so that it reaches the terminal around them. */
export function clipboard(
	text: string,
	{TMUX: tmux, STY: screen}: Readonly<Record<string, string | undefined>>,
): string {
	const sequence = `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
	if (tmux) return `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
	return screen ? `\u001BP${sequence}\u001B\\` : sequence;
}

/** A file in the working directory, named after the time, for the operator alone, and never over one that is there. Returns its path. */
export async function writeFileAnew(name: string, text: string): Promise<string> {
	const {name: stem, ext} = path.parse(name);
	const stamp = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '');
	const file = path.resolve(`${stem}-${stamp}${ext}`);
	await using handle = await open(file, 'wx', 0o600);
	await handle.writeFile(text);
	return file;
}
