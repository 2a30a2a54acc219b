import {setTimeout} from 'node:timers/promises';
import {formatDateTime} from '../terminal/format-time.ts';
import type {Translator} from '../i18n/translator.ts';
import {type CommandResult, describeError} from './command.ts';
import type {ProcessContext} from './process-context.ts';

type WatchOptions = {
	/** Runs the command once; its notes and progress go to the given function. */
	run(report: (message: string) => void): Promise<CommandResult>;
	print(result: CommandResult): Promise<void>;
	report(message: string): void;
	/** Clears the terminal; absent where the output is none, or is no text. */
	clearScreen?(): void;
	/** By default waits in real time. */
	readonly pause?: ProcessContext['pause'];
	readonly translator: Translator;
	readonly signal: AbortSignal;
};

/** Reading takes at most this share of the time, so that a slow portal is not kept busy. */
const maxReadingShare = 1 / 20;

/**
Runs a command every `seconds`, or less often where it takes long, until the signal. On a terminal each result replaces the one before;
elsewhere they follow each other. A failure is reported, and the command is tried again; wrong usage and configuration are thrown.
*/
export async function watch(
	seconds: number,
	{run, print, report, clearScreen, pause = passTime, translator, signal}: WatchOptions,
): Promise<void> {
	while (!signal.aborted) {
		const startedAt = performance.now();
		const messages: string[] = [];
		try {
			// The old result stays on the screen, and nothing is printed below it, until the new one is there.
			const result = await run(clearScreen ? message => messages.push(message) : report);
			if (signal.aborted) return;
			clearScreen?.();
			await print(result);
		} catch (thrown) {
			if (signal.aborted) return;
			const {message, exitCode} = describeError(thrown);
			if (exitCode === 2) throw thrown;
			messages.push(translator.t(message));
		}

		const waitMs = Math.max(seconds * 1000, (performance.now() - startedAt) * (1 / maxReadingShare - 1));
		if (clearScreen)
			messages.push(translator.cliMessages.watching(formatDateTime(new Date()), Math.ceil(waitMs / 1000)));
		for (const message of messages) report(message);
		await pause(waitMs, signal).catch(() => undefined);
	}
}

const passTime = async (milliseconds: number, signal: AbortSignal): Promise<void> =>
	setTimeout(milliseconds, undefined, {signal});
