import {chunksOf} from '../output/chunks.ts';
import {csvPieces, json} from '../output/formats.ts';
import {message, type Translator} from '../i18n/translator.ts';
import {UsageError, type CommandResult} from './command.ts';
import type {ParsedCall} from './parse-call.ts';
import type {ProcessContext} from './process-context.ts';

type OutputOptions = Pick<ProcessContext, 'drainOutput'> & {
	readonly out: (text: string) => void;
	readonly report: (message: string) => void;
	readonly translator: Translator;
};

/** Prints a result in the format that the flags name. Its data, text and table are made when they are read, and rows as they are printed: only what the format needs is. */
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
		if (!refused && exitCode !== 1) return printPieces(jsonPieces(result.data));
		const error = refused
			? {code: refused.code, message: translator.t(refused)}
			: {
					code: 'incomplete',
					message: incomplete ? translator.t(incomplete) : result.text.split('\n').at(-1)!,
				};
		const {data} = result;
		return out(`${json({ok: false, error, data: isList(data) ? [...data] : data})}\n`);
	}

	const csv = ['csv', 'csv-excel'].find(flag => flags[flag] === true);
	if (flags['ndjson'] === true) {
		const {data} = result;
		await printPieces(ndjsonPieces(isList(data) ? data : [data]));
	} else if (csv !== undefined) {
		const {table} = result;
		if (!table)
			throw new UsageError(message('usage-no-table', {command: command!.words.join(' '), flag: csv}));
		const layout = {isForExcel: csv === 'csv-excel', hasNoHeader: flags['no-header'] === true};
		await printPieces(csvPieces(table.header, table.rows, layout));
	} else if (!refused && result.text !== '') out(`${result.text}\n`);

	if (refused) report(translator.t(refused));
}

const isList = (data: unknown): data is Iterable<unknown> =>
	typeof data === 'object' && data !== null && Symbol.iterator in data;

/** `{"ok":true,"data":…}`; a list row by row: as one text, that of a hundred thousand rows takes as much memory as the rows. */
function* jsonPieces(data: unknown): Generator<string> {
	if (!isList(data)) return yield `${json({ok: true, data})}\n`;
	let before = '{"ok":true,"data":[';
	for (const rows of chunksOf(data)) {
		yield before + rows.map(row => json(row)).join(',');
		before = ',';
	}

	yield before === ',' ? ']}\n' : `${before}]}\n`;
}

function* ndjsonPieces(rows: Iterable<unknown>): Generator<string> {
	for (const chunk of chunksOf(rows)) yield chunk.map(row => `${json(row)}\n`).join('');
}
