import {setTimeout as pause} from 'node:timers/promises';
import {configPath} from '../config/config-file.ts';
import {loadTranslator} from '../i18n/translator.ts';
import {type CommandResult, type Invocation, describeError} from './command.ts';
import {runConsole} from './run-console.ts';
import {helpText} from './help-text.ts';
import {commands} from './index.ts';
import {resolveLanguage} from './call-language.ts';
import {createLazyContext} from './lazy-context.ts';
import {parseCall, type ParsedCall} from './parse-call.ts';
import {printResult} from './print-result.ts';
import type {ExitCode, ProcessContext} from './process-context.ts';

/** Runs a call that has arguments: a command, or the console with flags. Throws errors, which `main` prints. */
export async function runCall(
	processContext: ProcessContext,
	report: (message: string) => void,
): Promise<ExitCode> {
	const {argv, environment, version, signal, columns, writeOutput, drainOutput} = processContext;
	const call = parseCall(argv, commands);
	const translator = await loadTranslator(resolveLanguage(call.flags, environment));
	if (call.flags['version'] === true) return print(`${version}\n`, writeOutput);
	if (call.flags['help'] === true)
		return print(`${helpText(commands, call, translator, columns)}\n`, writeOutput);
	if (!call.command) return runConsole(call.flags, processContext);
	const lazyContext = createLazyContext(call, {translator, environment, report, signal});
	try {
		const {command, flags} = call;
		const invocation = {
			...lazyContext.invocation,
			args: call.args,
			flags,
			signal,
			configFile: configFilePath(call, environment),
			...(columns === undefined ? {} : {columns}),
			version,
			isColored: isColored(flags, processContext),
			...askIn(processContext, {flags, translator, report}),
		};
		const print = async (result: CommandResult) =>
			printResult(result, call, {
				out: writeOutput,
				...(drainOutput && {drainOutput}),
				report,
				translator,
			});
		if (typeof flags['watch'] === 'number') {
			const {watch} = await import('./watch.ts');
			const isScreen = columns !== undefined && !isData(flags);
			const {outputClosed = new AbortController().signal} = processContext;
			await watch(flags['watch'], {
				run: async reportTo => command.run({...invocation, report: reportTo}),
				print,
				report,
				...(isScreen && {clearScreen: () => writeOutput('\u001B[H\u001B[2J\u001B[3J')}),
				...(processContext.pause && {pause: processContext.pause}),
				translator,
				signal: AbortSignal.any([signal, outputClosed]),
			});
			return outputClosed.aborted ? 0 : 130;
		}

		const result = await command.run({...invocation, report});
		await print(result);
		return signal.aborted && command.words[0] !== 'demo' ? 130 : result.exitCode;
	} finally {
		await waitForClose(lazyContext.close()).catch((thrown: unknown) =>
			report(translator.t(describeError(thrown).message)),
		);
	}
}

/** The output is for a program. */
const isData = (flags: ParsedCall['flags']): boolean =>
	['json', 'ndjson', 'csv', 'csv-excel'].some(format => flags[format] === true);

/** Asks the operator, on a terminal whose output is for people; else absent. */
const askIn = (
	{terminal, signal, writeError}: ProcessContext,
	{flags, ...options}: Pick<Invocation, 'flags' | 'translator' | 'report'>,
): Pick<Invocation, 'ask'> =>
	terminal && !isData(flags)
		? {
				ask: async question => {
					const {askOnTerminal} = await import('./ask.ts');
					return askOnTerminal(question, {...options, stdin: terminal.stdin, signal, writeError});
				},
			}
		: {};

/** Colours are used on terminals that do not refuse them, unless a flag says otherwise. */
const isColored = (
	flags: ParsedCall['flags'],
	{columns, environment}: Pick<ProcessContext, 'columns' | 'environment'>,
): boolean =>
	flags['no-color'] !== true &&
	(flags['color'] === true ||
		(columns !== undefined && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'));

const maxCloseMs = 3000;

/** Waits for the connections to close, but not longer than that: the result has been printed already. */
async function waitForClose(closing: Promise<void>): Promise<void> {
	const timeout = new AbortController();
	await Promise.race([
		closing,
		pause(maxCloseMs, undefined, {signal: timeout.signal, ref: false}).catch(() => undefined),
	]);
	timeout.abort();
}

const print = (text: string, out: (text: string) => void): 0 => {
	out(text);
	return 0;
};

const configFilePath = ({flags}: ParsedCall, environment: ProcessContext['environment']): string =>
	String(flags['config'] ?? configPath(environment));
