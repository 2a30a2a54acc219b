import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {RawResponse} from '../../stalker/raw-response.ts';
import {hardWrap, textWidth} from '../../terminal/fit-width.ts';
import type {ExplorerView} from '../session/state.ts';
import {fitText} from './line.ts';
import {toPrintable} from './printable.ts';

/** A response in one view: lines of any width, and the heading of a table. */
export type ResponseText = {
	readonly heading: string | null;
	/** Like an array; lines of a table are created when `slice` is called. */
	readonly lines: {readonly length: number; slice(from: number, to: number): readonly string[]};
};

/** Maximum length of a tree or raw text, in characters; a longer response can be saved to a file. */
const maxTextChars = 2_000_000;

/** Maximum column width in cells, and the number of rows whose cells are measured. */
const [maxColumnCells, measuredRows] = [32, 1000];

/** Formats a response; cached per response, view, and first column of a table or width of a text. */
export function formatResponse(
	response: RawResponse,
	view: ExplorerView,
	columnOffset: number,
	width: number,
): ResponseText {
	const cache = textCache(response);
	const cacheKey = `${view} ${view === 'table' ? columnOffset : width}`;
	const text = cache.get(cacheKey) ?? buildText(response, view, columnOffset, width);
	cache.set(cacheKey, text);
	return text;
}

const textCache = memoizeWeak((_response: RawResponse) => new Map<string, ResponseText>());

function buildText(
	response: RawResponse,
	view: ExplorerView,
	columnOffset: number,
	width: number,
): ResponseText {
	if (view === 'table' && 'results' in response) {
		const table = buildTable(response.results, columnOffset);
		if (table) return table;
	}

	const isTree = view !== 'raw' && 'results' in response;
	const text = isTree ? JSON.stringify(response.results, null, 2) : response.text;
	const lines = (text ?? '')
		.slice(0, maxTextChars)
		.split(/\r?\n/)
		.map(toPrintable)
		.flatMap(line => hardWrap(line, width));
	return {heading: null, lines: text.length > maxTextChars ? [...lines, '…'] : lines};
}

/**
A table with one row per record and one column per field; a single record as a list of its fields. `null` if the results have no fields.
*/
function buildTable(results: unknown, columnOffset: number): ResponseText | null {
	const records = Array.isArray(results) ? (results as readonly unknown[]) : null;
	if (!records) return isJsonObject(results) ? buildFields(results) : null;
	if (records.length === 0 || !records.some(isJsonObject)) return null;
	const columns = [
		...new Set(
			records.slice(0, measuredRows).flatMap(record => (isJsonObject(record) ? Object.keys(record) : [])),
		),
	];
	const shownColumns = columns.slice(Math.min(columnOffset, columns.length - 1));
	const textsOf = (record: unknown) =>
		shownColumns.map(id => (isJsonObject(record) ? formatValue(record[id]) : formatValue(record)));
	const sample = records.slice(0, measuredRows).map(textsOf);
	const widths = shownColumns.map((id, index) =>
		Math.min(
			maxColumnCells,
			sample.reduce((most, texts) => Math.max(most, textWidth(texts[index]!)), textWidth(toPrintable(id))),
		),
	);
	const lineOf = (texts: readonly string[]) =>
		texts.map((text, index) => fitText(text, widths[index]!)).join('  ');
	return {
		heading: lineOf(shownColumns.map(toPrintable)),
		lines: lazyLines(records.length, index => lineOf(textsOf(records[index]))),
	};
}

function buildFields(record: Readonly<Record<string, unknown>>): ResponseText {
	const names = Object.keys(record);
	const width = names.reduce((most, name) => Math.max(most, textWidth(toPrintable(name))), 0);
	return {
		heading: null,
		lines: names.map(name => `${fitText(toPrintable(name), width)}  ${formatValue(record[name])}`),
	};
}

const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in one line: strings unchanged, other values as JSON. */
const formatValue = (value: unknown): string =>
	value === undefined ? '' : toPrintable(typeof value === 'string' ? value : JSON.stringify(value));

/** Creates only the requested lines, because a response may have a hundred thousand. */
function lazyLines(length: number, line: (index: number) => string): ResponseText['lines'] {
	return {
		length,
		slice: (from, to) =>
			Array.from({length: Math.max(0, Math.min(to, length) - from)}, (_, index) => line(from + index)),
	};
}
