import {oncePer} from '../../sync/once.ts';
import type {Looked} from '../../stalker/look.ts';
import {folded, widthOf} from '../../terminal/fit.ts';
import type {View} from '../state.ts';
import {cut} from './line.ts';
import {shown} from './shown.ts';

/** An answer in one of its views: lines of any width, and what stands above those of a table. */
export type AnswerText = {
	readonly heading: string | null;
	/** As an array; those of a table are made when they are asked for. */
	readonly lines: {readonly length: number; slice(from: number, to: number): readonly string[]};
};

/** Characters that a tree or a raw text shows at most: more is to be written to a file. */
const mostText = 2_000_000;

/** Cells of the widest column; and rows whose cells are measured. */
const [widest, measured] = [32, 1000];

/** Made once for each answer, view, and column that a table begins with; or width that a text is folded to. */
export function answerText(answer: Looked, view: View, across: number, width: number): AnswerText {
	const made = textsPer(answer);
	const name = `${view} ${view === 'table' ? across : width}`;
	const known = made.get(name) ?? make(answer, view, across, width);
	made.set(name, known);
	return known;
}

const textsPer = oncePer((_answer: Looked) => new Map<string, AnswerText>());

function make(answer: Looked, view: View, across: number, width: number): AnswerText {
	if (view === 'table' && 'results' in answer) {
		const table = tableOf(answer.results, across);
		if (table) return table;
	}

	const isTree = view !== 'raw' && 'results' in answer;
	const text = isTree ? JSON.stringify(answer.results, null, 2) : answer.text;
	const lines = (text ?? '')
		.slice(0, mostText)
		.split(/\r?\n/)
		.map(shown)
		.flatMap(line => folded(line, width));
	return {heading: null, lines: text.length > mostText ? [...lines, '…'] : lines};
}

/** Records as rows, with the union of their fields as columns; one record as its fields. `null` for what has no fields. */
function tableOf(results: unknown, across: number): AnswerText | null {
	const records = Array.isArray(results) ? (results as readonly unknown[]) : null;
	if (!records) return isRecord(results) ? fieldsOf(results) : null;
	if (records.length === 0 || !records.some(isRecord)) return null;
	const columns = [
		...new Set(records.slice(0, measured).flatMap(record => (isRecord(record) ? Object.keys(record) : []))),
	];
	const kept = columns.slice(Math.min(across, columns.length - 1));
	const textsOf = (record: unknown) =>
		kept.map(id => (isRecord(record) ? cellOf(record[id]) : cellOf(record)));
	const sample = records.slice(0, measured).map(textsOf);
	const widths = kept.map((id, place) =>
		Math.min(
			widest,
			sample.reduce((most, texts) => Math.max(most, widthOf(texts[place]!)), widthOf(shown(id))),
		),
	);
	const lineOf = (texts: readonly string[]) =>
		texts.map((text, place) => cut(text, widths[place]!)).join('  ');
	return {
		heading: lineOf(kept.map(shown)),
		lines: lazily(records.length, place => lineOf(textsOf(records[place]))),
	};
}

function fieldsOf(record: Readonly<Record<string, unknown>>): AnswerText {
	const names = Object.keys(record);
	const width = names.reduce((most, name) => Math.max(most, widthOf(shown(name))), 0);
	return {heading: null, lines: names.map(name => `${cut(shown(name), width)}  ${cellOf(record[name])}`)};
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in one line: text as it is, everything else as JSON. */
const cellOf = (value: unknown): string =>
	value === undefined ? '' : shown(typeof value === 'string' ? value : JSON.stringify(value));

/** Of a hundred thousand lines only those on the screen are made. */
function lazily(length: number, line: (place: number) => string): AnswerText['lines'] {
	return {
		length,
		slice: (from, to) =>
			Array.from({length: Math.max(0, Math.min(to, length) - from)}, (_, place) => line(from + place)),
	};
}
