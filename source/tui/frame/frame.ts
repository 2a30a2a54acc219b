import type {Row} from '../../sync/row.ts';
import type {Words} from '../../words/words.ts';
import {besideWidth, isTooSmall, least, panelHeight, recordBeside, roomOf} from '../room.ts';
import {listAt, placeOf, type List, type State} from '../state.ts';
import {signs, type Style} from '../style.ts';
import {askLines, askMostTop} from './ask.ts';
import {chooseLines} from './choose.ts';
import {explorerMostTop, explorerParts} from './explorer.ts';
import {footLines, isPage, messageLines} from './foot.ts';
import {headLines} from './head.ts';
import {helpContent} from './help.ts';
import {lineOf, wrapped} from './line.ts';
import {journalContent, messagesContent} from './log.ts';
import {menuParts} from './menu.ts';
import {rowOf} from './naming.ts';
import {titleLine, windowOf, type Content} from './panel.ts';
import {linesOf, type Frame, type Part} from './part.ts';
import type {Pen} from './pen.ts';
import {progressLines} from './progress.ts';
import {recordText} from './record.ts';
import {resultsContent, resultsTitle} from './results.ts';
import {spelt} from './spell.ts';
import {tableLines} from './table.ts';

/** Lines that a message may take, over the bottom of the list, before it is cut. */
const mostMessage = 4;

/**
The whole screen: as many lines as the terminal has rows, each as wide as it has columns. Pure and total: whatever the state holds, however hostile
its texts, the size is exact. `now` only tells today's times from older ones.
*/
export function frameOf(state: State, words: Words, style: Style, now = new Date()): Frame {
	const pen: Pen = {style, words, now};
	if (isTooSmall(state.size)) return {parts: [{is: 'lines', lines: tooSmall(state, pen)}]};
	const {body} = roomOf(state.size);
	const panel = panelLines(state, pen);
	const messages = messageLines(state, isPage(state) || panel.length > 0 ? 1 : mostMessage, pen);
	return spelt(
		{
			parts: [
				{is: 'lines', lines: headLines(state, pen)},
				...bodyParts(state, body - panel.length - (messages.length - 1), pen),
				{is: 'lines', lines: [...panel, ...footLines(state, messages, pen)]},
			],
		},
		style,
	);
}

/** The same as text, with SGR inside: for who writes the screen to a file. */
export const textOfFrame = (state: State, words: Words, style: Style, now = new Date()): readonly string[] =>
	linesOf(frameOf(state, words, style, now));

/** The furthest that the page or the question in front can be scrolled: below that there would be nothing more to see. */
export function mostTop(state: State, words: Words, style: Style, now = new Date()): number {
	const pen: Pen = {style, words, now};
	if (isTooSmall(state.size)) return 0;
	if (state.mode.is === 'ask') return askMostTop(state.mode, state, pen);
	const page = pageOf(state, pen);
	if (page) return Math.max(0, page.content.length - pageRoom(state, page));
	return placeOf(state) === 'explorer' ? explorerMostTop(state, roomOf(state.size).body, pen) : 0;
}

function tooSmall({size: {columns, rows}}: State, {words, style}: Pen): readonly string[] {
	const text = words.console.frame.tooSmall(least.columns, least.rows, `${columns}×${rows}`);
	const lines = wrapped(text, Math.max(1, columns - 1)).slice(0, rows);
	return Array.from({length: rows}, (_, place) =>
		// The corner stays empty.
		place === rows - 1
			? `${lineOf([lines[place] ?? ''], columns - 1, style)} `
			: lineOf([lines[place] ?? ''], columns, style),
	);
}

/** What stands over the bottom of the body: a question, a choice, or how far the work is. */
function panelLines(state: State, pen: Pen): readonly string[] {
	const {mode, deed, size} = state;
	if (mode.is === 'ask') return askLines(mode, state, pen);
	if (mode.is === 'choose') return chooseLines(mode, size, panelHeight(size), pen);
	return deed && deed.of > 1 ? progressLines(deed, state, pen) : [];
}

function bodyParts(state: State, height: number, pen: Pen): readonly Part[] {
	const page = pageOf(state, pen);
	if (page) return pageParts(page, state, height, pen);
	const list = listAt(state);
	if (list) return listParts(list, state, height, pen);
	return placeOf(state) === 'menu' ? menuParts(state, height, pen) : explorerParts(state, height, pen);
}

/** The table, and beside it the record that was opened there. */
function listParts(list: List, state: State, height: number, pen: Pen): readonly Part[] {
	const {columns} = state.size;
	const row = list.beside === null || !recordBeside(state.size) ? null : rowOf(list, list.beside);
	if (!row) return [{is: 'lines', lines: tableLines(list, state, {width: columns, height}, pen)}];
	const right = besideWidth(state.size);
	const width = columns - right;
	const {intro, heading, content} = recordText(row, list, historyOf(row, state), right - 2, pen);
	const wall = `${pen.style.paint('quiet', signs.wall)} `;
	const lines = windowOf([...intro, [], ...content], {top: 0, height: height - 1, width: right - 2}, pen);
	return [
		{
			is: 'split',
			left: {is: 'lines', lines: tableLines(list, state, {width, height}, pen)},
			right: {
				is: 'record',
				heading: wall + pen.style.paint('title', lineOf(heading, right - 2, pen.style)),
				lines: lines.map(line => wall + line),
			},
			width,
		},
	];
}

type Page = {
	readonly title: string;
	/** What stays above while the rest is scrolled. */
	readonly intro: readonly Content[];
	/** A record has a heading of its own. */
	readonly heading: Content | null;
	readonly content: readonly Content[];
	/** How many rows begin at each line of the content or below, where it tells of rows. */
	readonly rowsFrom?: readonly number[];
	readonly top: number;
};

/** What was done to a row: `null` while it is on its way, `undefined` where nobody has asked. */
const historyOf = ({key}: Row, {history}: State) => (history?.key === key ? history.entries : undefined);

/** What is shown over the whole body. */
function pageOf(state: State, pen: Pen): Page | null {
	const {mode, size, at} = state;
	const {columns} = size;
	const {frame} = pen.words.console;
	const page = (title: string, top: number, content: readonly Content[], more: Partial<Page> = {}): Page => ({
		title,
		intro: [],
		heading: null,
		content,
		top,
		...more,
	});
	switch (mode.is) {
		case 'record': {
			const list = listAt(state);
			const row = list && rowOf(list, mode.key);
			if (!row) return page(`${frame.record} ${signs.dot} ${mode.key}`, 0, [[` ${frame.rowGone}`]]);
			const {intro, heading, content} = recordText(row, list, historyOf(row, state), columns, pen);
			const title = `${frame.record} ${signs.dot} ${row.mark} ${pen.words.marks[row.mark]} ${signs.dot} ${list.tab.describe(row)}`;
			return page(title, mode.top, content, {intro: intro.slice(0, mostIntro), heading});
		}

		case 'help': {
			const screen = at === null ? frame.menu : pen.words.screen(at).title;
			return page(frame.help(screen), mode.top, helpContent(mode, state, columns, pen));
		}

		case 'messages':
			return page(frame.messages, mode.top, messagesContent(state, columns, pen));
		case 'journal':
			return page(frame.journal, mode.top, journalContent(mode.entries, columns, pen));
		case 'results': {
			const {lines, rowsFrom} = resultsContent(state, columns, pen);
			return page(resultsTitle(state, pen), mode.top, lines, {rowsFrom});
		}

		default:
			return null;
	}
}

/** Lines above a record that do not scroll with it. */
const mostIntro = 4;

/** Lines of a page that scroll. */
const pageRoom = ({size}: State, {intro, heading}: Page): number =>
	roomOf(size).body - 1 - intro.length - (heading ? 1 : 0);

function pageParts(page: Page, state: State, height: number, pen: Pen): readonly Part[] {
	const {columns} = state.size;
	const {title, intro, heading, content, top, rowsFrom} = page;
	const room = pageRoom(state, page) - (roomOf(state.size).body - height);
	const first: Part = {
		is: 'lines',
		lines: [titleLine(title, columns, pen), ...intro.map(pieces => lineOf(pieces, columns, pen.style))],
	};
	const lines = windowOf(content, {top, height: room, width: columns, ...(rowsFrom && {rowsFrom})}, pen);
	return heading
		? [first, {is: 'record', heading: pen.style.paint('title', lineOf(heading, columns, pen.style)), lines}]
		: [{is: 'lines', lines: [...first.lines, ...lines]}];
}
