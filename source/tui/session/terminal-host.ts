import {open, rm} from 'node:fs/promises';
import path from 'node:path';
import {fileUnwritten} from '../../i18n/file-unwritten.ts';
import {LocalizedError} from '../../i18n/translator.ts';
import type {ProgramEnd} from '../custom-commands/run-program.ts';

/** What the session needs of the terminal and the operating system. */
export type TerminalHost = {
	/** Drop all input that has been read and not been handled. */
	discardTypeAhead(): void;
	/** Copy a text to the operator's clipboard through the terminal (OSC 52). */
	copyToClipboard(text: string): void;
	/** Write a new file into the working directory; resolves to its path. */
	saveFile(name: string, text: string): Promise<string>;
	/** The lines of the current screen without styles. */
	screenLines(): readonly string[];
	/** Largest scroll offset of the visible page, in lines. */
	maxScrollTop(): number;
	/** What is drawn at this cell of the screen, for a click; `null`: nothing that a click does something with. */
	targetAt(column: number, row: number): MouseTarget | null;
	/** Run a program by its argument list, without a terminal. */
	runProgram(
		args: readonly string[],
		options: {readonly signal: AbortSignal; readonly onOutput: (text: string) => void},
	): Promise<ProgramEnd>;
	/** Stop the process until the shell continues it (ctrl-z). */
	suspend(): void;
	/** Draw the whole screen again. */
	redraw(): void;
	clock(): Date;
	/** Run the callback after this time by `clock`; returns the cancel function. The timer does not keep the process alive. */
	runAfter(milliseconds: number, callback: () => void): () => void;
};

/** Terminals accept about 74 kB by OSC 52, and cut longer texts silently. */
export const maxClipboardBytes = 74_000;

/** The OSC 52 sequence that sets the clipboard. In tmux and screen it is wrapped, so that they pass it on to the outer terminal. */
export function clipboardSequence(
	text: string,
	{TMUX, STY}: Readonly<Record<string, string | undefined>>,
): string {
	const sequence = `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
	if (TMUX) return `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
	return STY ? `\u001BP${sequence}\u001B\\` : sequence;
}

/** A file could not be written; the message names it. */
class FileUnwritten extends LocalizedError {
	override readonly name = 'FileUnwritten';
}

/** Write a file with a UTC time stamp in its name, readable by its owner only. Resolves to its path; rejects if the file exists or cannot be written, and leaves no part of it. */
export async function writeNewFile(name: string, text: string, directory = process.cwd()): Promise<string> {
	const {name: stem, ext} = path.parse(name);
	const stamp = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '');
	const file = path.resolve(directory, `${stem}-${stamp}${ext}`);
	let isOwn = false;
	try {
		await using handle = await open(file, 'wx', 0o600);
		isOwn = true;
		await handle.writeFile(text);
	} catch (cause) {
		if (isOwn) await rm(file, {force: true});
		throw new FileUnwritten(fileUnwritten(file, cause), {cause});
	}

	return file;
}

/** What a click hits. */
export type MouseTarget =
	/** A tab, or a line of the menu; `null`: the tab of the menu. */
	| {readonly is: 'screen'; readonly name: string | null}
	/** A row of the list, by its index in `rows`. */
	| {readonly is: 'row'; readonly index: number}
	/** A heading of the list, by the id of its column; `mark`: the sync status. */
	| {readonly is: 'heading'; readonly column: string}
	/** An option of the picker, by its index in `matches`. */
	| {readonly is: 'option'; readonly index: number}
	/** The record beside the list. */
	| {readonly is: 'record'};
