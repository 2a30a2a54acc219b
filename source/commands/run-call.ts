import {setTimeout as pause} from 'node:timers/promises';
import {configPath} from '../config/config-file.ts';
import {formatCsv, json} from '../output/formats.ts';
import {message, loadTranslator, type Translator} from '../i18n/translator.ts';
import {UsageError, type CommandResult, type Invocation} from './command.ts';
import {runConsole} from './run-console.ts';
import {describeError} from './error-report.ts';
import {helpText} from './help-text.ts';
import {commands} from './index.ts';
import {resolveLanguage} from './call-language.ts';
import {createLazyContext} from './lazy-context.ts';
import {parseCall, type ParsedCall} from './parse-call.ts';
import type {ExitCode, ProcessContext} from './process-context.ts';

/** Runs a call that has arguments: a command, or the console with flags. Throws errors, which `main` prints. */
export async function runCall(
	processContext: ProcessContext,
	report: (message: string) => void,
): Promise<ExitCode> {
	const {argv, environment, version, signal, columns, writeOutput} = processContext;
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
		const print = (result: CommandResult) =>
			printResult(result, call, {out: writeOutput, report, translator});
		if (typeof flags['watch'] === 'number') {
			const {watch} = await import('./watch.ts');
			const isScreen = columns !== undefined && !isData(flags);
			await watch(flags['watch'], {
				run: async reportTo => command.run({...invocation, report: reportTo}),
				print,
				report,
				...(isScreen && {clearScreen: () => writeOutput('\u001B[H\u001B[2J\u001B[3J')}),
				...(processContext.pause && {pause: processContext.pause}),
				translator,
				signal,
			});
			return 130;
		}

		const result = await command.run({...invocation, report});
		print(result);
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

type OutputOptions = {
	readonly out: (text: string) => void;
	readonly report: (message: string) => void;
	readonly translator: Translator;
};

/** Prints a result. Its data, text and table are made when they are read: only what the format needs is. */
function printResult(
	result: CommandResult,
	{command, flags}: ParsedCall,
	{out, report, translator}: OutputOptions,
): void {
	const {refused, exitCode} = result;
	if (flags['json'] === true) {
		if (!refused && exitCode !== 1) return writeJson(result.data, out);
		const error = refused
			? {code: refused.code, message: translator.t(refused)}
			: {code: 'incomplete', message: result.text.split('\n').at(-1)!};
		return out(`${json({ok: false, error, data: result.data})}\n`);
	}

	const csv = ['csv', 'csv-excel'].find(flag => flags[flag] === true);
	if (flags['ndjson'] === true) {
		const {data} = result;
		for (const rows of chunksOf(Array.isArray(data) ? data : [data]))
			out(rows.map(row => `${json(row)}\n`).join(''));
	} else if (csv !== undefined) {
		const {table} = result;
		if (!table)
			throw new UsageError(message('usage-no-table', {command: command!.words.join(' '), flag: csv}));
		const layout = {isForExcel: csv === 'csv-excel', hasNoHeader: flags['no-header'] === true};
		out(`${formatCsv(table.header, table.rows, layout)}\n`);
	} else if (!refused && result.text !== '') out(`${result.text}\n`);

	if (refused) report(translator.t(refused));
}

/** Prints `{"ok":true,"data":…}`, a long list piece by piece: as one text, that of a hundred thousand rows takes as much memory as the rows. */
function writeJson(data: unknown, out: (text: string) => void): void {
	if (!Array.isArray(data) || data.length <= rowsOfChunk) return out(`${json({ok: true, data})}\n`);
	let before = '{"ok":true,"data":[';
	for (const rows of chunksOf(data)) {
		out(before + rows.map(row => json(row)).join(','));
		before = ',';
	}

	out(']}\n');
}

const rowsOfChunk = 1000;

/** The rows in chunks; one empty chunk for no rows. */
function* chunksOf(rows: readonly unknown[]): Generator<readonly unknown[]> {
	for (let at = 0; at === 0 || at < rows.length; at += rowsOfChunk) yield rows.slice(at, at + rowsOfChunk);
}
