import {setTimeout as pause} from 'node:timers/promises';
import {configPath} from '../config/file.ts';
import {csvText, json} from '../formats/formats.ts';
import {say, wordsOf, type Words} from '../words/words.ts';
import {UsageError, type Reply} from './command.ts';
import {runConsole} from './console.ts';
import {explain} from './explain.ts';
import {helpText} from './help.ts';
import {commands} from './index.ts';
import {languageOfCall} from './language.ts';
import {openedOnDemand} from './on-demand.ts';
import {parseCall, type Call} from './parse.ts';
import type {ExitCode, Surroundings} from './surroundings.ts';

/** A call with words or flags: a command, or the console with settings. Throws what `main` tells. */
export async function runCall(
	surroundings: Surroundings,
	tell: (message: string) => void,
): Promise<ExitCode> {
	const {argv, environment, version, signal, columns, out} = surroundings;
	const call = parseCall(argv, commands);
	const words = await wordsOf(languageOfCall(call.flags, environment));
	if (call.flags['version'] === true) return print(`${version}\n`, out);
	if (call.flags['help'] === true) return print(`${helpText(commands, call, words)}\n`, out);
	if (!call.command) return runConsole(call.flags, surroundings);
	const opened = openedOnDemand(call, {words, environment, tell, signal});
	try {
		const {command, flags} = call;
		const reply = await command.run({
			...opened.invocation,
			args: call.args,
			flags,
			tell,
			signal,
			configFile: configFileOf(call, environment),
			...(columns === undefined ? {} : {columns}),
		});
		printReply(reply, call, {out, tell, words});
		return signal.aborted && command.words[0] !== 'demo' ? 130 : reply.exit;
	} finally {
		await inTime(opened.close()).catch((thrown: unknown) => tell(words.tell(explain(thrown).said)));
	}
}

/** A system that does not let go is no reason to stay: the answer is given. */
async function inTime(closing: Promise<void>): Promise<void> {
	const patience = new AbortController();
	await Promise.race([
		closing,
		pause(3000, undefined, {signal: patience.signal, ref: false}).catch(() => undefined),
	]);
	patience.abort();
}

const print = (text: string, out: (text: string) => void): 0 => {
	out(text);
	return 0;
};

const configFileOf = ({flags}: Call, environment: Surroundings['environment']): string =>
	String(flags['config'] ?? configPath(environment));

type Printing = {
	readonly out: (text: string) => void;
	readonly tell: (message: string) => void;
	readonly words: Words;
};

function printReply(
	{data, text, table, refused, exit}: Reply,
	{command, flags}: Call,
	{out, tell, words}: Printing,
): void {
	if (flags['json'] === true) {
		const error = refused
			? {code: refused.code, message: words.tell(refused)}
			: {code: 'incomplete', message: text.split('\n').at(-1)!};
		const body = refused || exit !== 0 ? {ok: false, error, data} : {ok: true, data};
		out(`${json(body)}\n`);
		return;
	}

	if (flags['ndjson'] === true)
		out((Array.isArray(data) ? data : [data]).map(row => `${json(row)}\n`).join(''));
	else if (flags['csv'] === true) {
		if (!table) throw new UsageError(say('usage-no-table', {command: command!.words.join(' ')}));
		out(`${csvText(table.header, table.rows)}\n`);
	} else if (text !== '') {
		if (!refused) out(`${text}\n`);
	}

	if (refused) tell(words.tell(refused));
}
