import {chunksOf} from '../output/chunks.ts';
import {csvPieces, json} from '../output/formats.ts';
import {message, type Translator} from '../i18n/translator.ts';
import {UsageError, type CommandResult} from './command.ts';
import {JsonTexts} from './json-texts.ts';
import type {ParsedCall} from './parse-call.ts';
import type {ProcessContext} from './process-context.ts';

type OutputOptions = Pick<ProcessContext, 'drainOutput'> & {
	readonly out: (text: string) => void;
	readonly report: (message: string) => void;
	readonly translator: Translator;
};

/**
Prints a result in the format that the flags name. Its data, text and table are made when they are read, and rows as they are printed: only
what the format needs is.
*/
export async function printResult(
	result: CommandResult,
	{command, flags}: ParsedCall,
	{out, drainOutput, report, translator}: OutputOptions,
): Promise<void> {
	const {refused, incomplete, exitCode} = result;
	/** Prints pieces one after the other, no faster than they are taken. */
	const printPieces = async (pieces: Iterable<string>) => {
		for (const piece of pieces) {
			out(piece);
			await drainOutput?.();
		}
	};

	if (flags['json'] === true) {
		if (!refused && exitCode !== 1) return printPieces(jsonPieces('"ok":true', result.data));
		const error = refused
			? {code: refused.code, message: translator.t(refused)}
			: {
					code: 'incomplete',
					message: incomplete ? translator.t(incomplete) : result.text.split('\n').at(-1)!,
				};
		return printPieces(jsonPieces(`"ok":false,"error":${json(error)}`, result.data));
	}

	const csv = ['csv', 'csv-excel'].find(flag => flags[flag] === true);
	if (flags['ndjson'] === true) {
		await printPieces(ndjsonPieces(result.data));
	} else if (csv !== undefined) {
		const {table} = result;
		if (!table)
			throw new UsageError(message('usage-no-table', {command: command!.words.join(' '), flag: csv}));
		const layout = {isForExcel: csv === 'csv-excel', hasNoHeader: flags['no-header'] === true};
		await printPieces(csvPieces(table.header, table.rows, layout));
	} else if (!refused && result.text !== '') out(`${result.text}\n`);

	if (refused) report(translator.t(refused));
}

/** The items of a list as JSON; `null`: the data is no list. */
const itemTexts = (data: unknown): Iterable<string> | null =>
	data instanceof JsonTexts ? data.texts : Array.isArray(data) ? data.map(item => json(item)) : null;

/**
`{"ok":true,"data":…}` with these fields before the data; a list some items at a time: as one text, that of a hundred thousand rows takes as
much memory as the rows.
*/
function* jsonPieces(fields: string, data: unknown): Generator<string> {
	const texts = itemTexts(data);
	if (!texts) return yield `{${fields},"data":${json(data)}}\n`;
	let before = `{${fields},"data":[`;
	for (const chunk of chunksOf(texts)) {
		yield before + chunk.join(',');
		before = ',';
	}

	yield before === ',' ? ']}\n' : `${before}]}\n`;
}

function* ndjsonPieces(data: unknown): Generator<string> {
	for (const chunk of chunksOf(itemTexts(data) ?? [json(data)])) yield `${chunk.join('\n')}\n`;
}
