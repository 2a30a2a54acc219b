import {sayingOf} from '../../sync/saying.ts';
import {candidates} from '../exploring/field.ts';
import type {State} from '../state.ts';
import {signs} from '../style.ts';
import {answerText, type AnswerText} from './answer.ts';
import {cut, lineOf, wrapped, type Piece} from './line.ts';
import type {Part} from './part.ts';
import type {Pen} from './pen.ts';

/** Lines above the answer: what is asked, what came back, and a blank one. */
const above = 3;

/** The screen that shows any resource: the path, how the portal answered, and the answer in one of its views. */
export function explorerParts(state: State, height: number, pen: Pen): readonly Part[] {
	const {columns} = state.size;
	const {style} = pen;
	const text = textOf(state, pen);
	const {top} = state.explorer;
	const head = [fieldLine(state, pen), statusLine(state, pen), ' '.repeat(columns)];
	const room = height - above - (text.heading === null ? 0 : 1);
	// Under a question there may be no room for the answer.
	if (room < 0) return [{is: 'lines', lines: head.slice(0, height)}];
	const lines = text.lines.slice(top, top + room).map(line => lineOf([' ', line], columns, style));
	const blank = Array.from({length: Math.max(0, room - lines.length)}, () => ' '.repeat(columns));
	const first: Part = {is: 'lines', lines: head};
	return text.heading === null
		? [{is: 'lines', lines: [...head, ...lines, ...blank]}]
		: [
				first,
				{
					is: 'record',
					heading: style.paint('title', lineOf([' ', text.heading], columns, style)),
					lines: [...lines, ...blank],
				},
			];
}

/** The furthest that the answer can be scrolled in so many lines. */
export function explorerMostTop(state: State, height: number, pen: Pen): number {
	const {heading, lines} = textOf(state, pen);
	return Math.max(0, lines.length - (height - above - (heading === null ? 0 : 1)));
}

function textOf({explorer, size}: State, pen: Pen): AnswerText {
	const {answer, fault, view, across, path} = explorer;
	if (answer) return answerText(answer, view, across, size.columns - 2);
	const {frame} = pen.words.console;
	const told = fault ? pen.words.tell(fault) : path === '' ? frame.explorer.begin : '';
	return {heading: null, lines: wrapped(told, size.columns - 4)};
}

function fieldLine({mode, explorer, size: {columns}}: State, {style, words}: Pen): string {
	if (mode.is !== 'path') return lineOf([' GET ', ['title', explorer.path || signs.none]], columns, style);
	const found = candidates(mode.typed);
	const hint = found.length > 0 ? found.join(' ') : words.console.frame.explorer.anyPath;
	return lineOf([' GET ', mode.typed, ['here', ' '], '  ', ['quiet', hint]], columns, style);
}

/** HTTP status, time, size, view; or that an answer is waited for. */
function statusLine({explorer, size: {columns}}: State, {style, words}: Pen): string {
	const {
		tell,
		console: {
			frame: {explorer: texts},
		},
	} = words;
	const {answer, isAsking, view} = explorer;
	if (isAsking) return lineOf([` ${texts.asking} ${signs.more}`], columns, style);
	if (!answer) return ' '.repeat(columns);
	const {status, milliseconds, bytes, failure} = answer;
	const pieces: readonly Piece[] = [
		' ',
		[failure ? 'bad' : 'good', `HTTP ${status}`],
		` ${signs.dot} ${Math.round(milliseconds)} ms ${signs.dot} ${texts.size(bytes)} ${signs.dot} `,
		['title', texts.views[view]],
		failure ? ` ${signs.dot} ` : '',
		['bad', failure ? cut(tell(sayingOf(failure)), Math.max(20, columns - 40)) : ''],
	];
	return lineOf(pieces, columns, style);
}
