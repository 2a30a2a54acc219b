import {createInterface} from 'node:readline';
import {setTimeout as pause} from 'node:timers/promises';
import type {Message} from '../i18n/message.ts';
import type {Translator} from '../i18n/translator.ts';
import {sanitize} from '../terminal/sanitize.ts';

/** Milliseconds for which nothing is taken as an answer: keys that were pressed before the question was read. The console waits as long. */
const typeAheadMs = 300;

type AskOptions = {
	readonly stdin: NodeJS.ReadStream;
	readonly translator: Translator;
	readonly signal: AbortSignal;
	/** Prints lines to stderr. */
	report(message: string): void;
	/** Prints to stderr as it is. */
	writeError(text: string): void;
};

/**
Asks the question of an action (`needs-yes`, `needs-count`) on a terminal; resolves to whether it was confirmed: by a Latin `y`, or by the
number of rows.

What was typed before the question is discarded. Everything but the confirming answer is No, as is the end of the input.
*/
export async function askOnTerminal(
	{values}: Message,
	{stdin, translator, signal, report, writeError}: AskOptions,
): Promise<boolean> {
	const {list, questions, count} = values as {
		readonly list: readonly string[];
		readonly questions: readonly string[];
		readonly count?: number;
	};
	report([...list, ...questions].map(line => sanitize(line)).join('\n'));
	await discardTypeAhead(stdin, signal);
	writeError(
		count === undefined ? `${translator.cliMessages.goOn} [y/N] ` : translator.cliMessages.typeCount(count),
	);
	const answer = (await readLine(stdin, signal)).trim();
	return count === undefined ? /^y(es)?$/i.test(answer) : answer === String(count);
}

/** Reads what was typed so far and drops it. Ctrl-C interrupts as always. */
async function discardTypeAhead(stdin: NodeJS.ReadStream, signal: AbortSignal): Promise<void> {
	const drop = (bytes: Buffer) => {
		if (bytes.includes(3)) process.kill(process.pid, 'SIGINT');
	};

	stdin.setRawMode(true);
	stdin.on('data', drop);
	try {
		await pause(typeAheadMs, undefined, {signal});
	} finally {
		stdin.off('data', drop);
		stdin.pause();
		stdin.setRawMode(false);
	}
}

/** One line of the terminal; `''` at the end of the input. */
async function readLine(stdin: NodeJS.ReadStream, signal: AbortSignal): Promise<string> {
	const lines = createInterface({input: stdin, terminal: false});
	try {
		return await new Promise<string>((resolve, reject) => {
			lines.once('line', resolve);
			lines.once('close', () => resolve(''));
			signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
		});
	} finally {
		lines.close();
		stdin.pause();
	}
}
