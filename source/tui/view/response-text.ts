import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {RawResponse} from '../../stalker/raw-response.ts';
import {hardWrap, textWidth} from '../../terminal/fit-width.ts';
import type {ExplorerView} from '../session/state.ts';
import {fitText} from './line.ts';
import {toPrintable} from './printable.ts';

/** An answer in one of its views: lines of any width, and what stands above those of a table. */
export type ResponseText = {
	readonly heading: string | null;
	/** As an array; those of a table are made when they are asked for. */
	readonly lines: {readonly length: number; slice(from: number, to: number): readonly string[]};
};

/** Characters that a tree or a raw text shows at most: more is to be written to a file. */
const maxTextChars = 2_000_000;

/** Cells of the widest column; and rows whose cells are measured. */
const [maxColumnCells, measuredRows] = [32, 1000];

/** Made once for each answer, view, and column that a table begins with; or width that a text is folded to. */
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

const textCache = memoizeWeak((_answer: RawResponse) => new Map<string, ResponseText>());

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

/** Records as rows, with the union of their fields as columns; one record as its fields. `null` for what has no fields. */
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

/** A value in one line: text as it is, everything else as JSON. */
const formatValue = (value: unknown): string =>
	value === undefined ? '' : toPrintable(typeof value === 'string' ? value : JSON.stringify(value));

/** Of a hundred thousand lines only those on the screen are made. */
function lazyLines(length: number, line: (index: number) => string): ResponseText['lines'] {
	return {
		length,
		slice: (from, to) =>
			Array.from({length: Math.max(0, Math.min(to, length) - from)}, (_, index) => line(from + index)),
	};
}
