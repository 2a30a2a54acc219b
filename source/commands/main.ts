import {wrapWords} from '../terminal/fit-width.ts';
import {sanitizeJson, sanitizeLines} from '../terminal/sanitize.ts';
import {runConsole} from './run-console.ts';
import {describeError} from './command.ts';
import {guessLanguage} from './call-language.ts';
import {loadTranslator} from '../i18n/translator.ts';
import type {ExitCode, ProcessContext} from './process-context.ts';

/** Runs one call of the program and returns its exit code. Every expected failure is one sentence; a stack trace is a defect. */
export async function main(processContext: ProcessContext): Promise<ExitCode> {
	const {argv, signal, writeOutput, writeError, errorColumns = Infinity} = processContext;
	const wantsJson = argv.includes('--json');
	const report = (message: string) => writeError(`${wrapWords(sanitizeLines(message), errorColumns)}\n`);
	try {
		// No arguments: the console. Modules that only commands need would delay its first frame.
		if (argv.length === 0) return await runConsole({}, processContext);
		const {runCall} = await import('./run-call.ts');
		return await runCall(processContext, report);
	} catch (thrown) {
		const translator = await loadTranslator(guessLanguage(argv, processContext.environment));
		if (signal.aborted) {
			const {interrupted: message} = translator.cliMessages;
			if (wantsJson) writeOutput(`${sanitizeJson({ok: false, error: {code: 'ERR_INTERRUPTED', message}})}\n`);
			report(message);
			return 130;
		}

		const {code, message: localized, exitCode} = describeError(thrown);
		const message = translator.t(localized);
		if (wantsJson) writeOutput(`${sanitizeJson({ok: false, error: {code, message}})}\n`);
		else report(message);
		return exitCode;
	}
}
