import type {Translator} from '../../i18n/translator.ts';
import {sidePanelWidth, isTooSmall, minSize, panelHeight, computeLayout} from '../session/screen-layout.ts';
import type {List} from '../session/list.ts';
import {activeListOf, screenKindOf, type State} from '../session/state.ts';
import {signs, type Style} from './style.ts';
import {renderConfirm, confirmMaxTop} from './confirm-panel.ts';
import {renderPicker} from './picker-panel.ts';
import {explorerMaxTop, explorerBlocks} from './explorer.ts';
import {renderFooter, isFullPage, renderMessage} from './footer.ts';
import {renderHeader} from './header.ts';
import {filterHelpLines} from './filter-help.ts';
import {helpLines} from './help-page.ts';
import {renderLine, wrapText} from './line.ts';
import {messageLogLines, entryLines, outputLines} from './log-pages.ts';
import {entryTitle, journalName} from '../journal/journal-list.ts';
import {breadcrumbs} from './breadcrumbs.ts';
import {menuBlocks} from './menu.ts';
import {rowByKey} from './row-label.ts';
import {renderTitle, renderViewport, type Line} from './panel.ts';
import {frameLines, type Frame, type Block} from './block.ts';
import type {RenderContext} from './render-context.ts';
import {renderProgress} from './progress.ts';
import {buildRecordPage, rowHistory} from './record-page.ts';
import {buildSidePanel, renderSidePanel, sidePanelMaxTop} from './side-panel.ts';
import {transliterateFrame} from './transliterate.ts';
import {renderTable} from './table.ts';
import {signOfRow, statusName} from '../../sync/statuses.ts';

/** Maximum height of a message, in lines; it covers the bottom of the list. */
const maxMessageLines = 4;

/**
The whole screen: as many lines as the terminal has rows, each as wide as its columns. A pure function that never throws: the size is exact
for any state and any unsafe text in it. `now` is only for showing today's times without a date.
*/
export function renderFrame(state: State, translator: Translator, style: Style, now = new Date()): Frame {
	const context: RenderContext = {style, translator, now};
	if (isTooSmall(state.size)) return {blocks: [{is: 'lines', lines: tooSmallLines(state, context)}]};
	const {header, bodyHeight, panel, messages} = renderEdges(state, context);
	return transliterateFrame(
		{
			blocks: [
				{is: 'lines', lines: header},
				...bodyBlocks(state, bodyHeight, context),
				{is: 'lines', lines: [...panel, ...renderFooter(state, messages, context)]},
			],
		},
		style,
	);
}

/** The lines above and below the body, and the height that they leave for it. */
export function renderEdges(state: State, context: RenderContext) {
	const layout = computeLayout(state.size);
	const header = renderHeader(state, context);
	const panel = renderPanel(state, context);
	const messages = renderMessage(state, isFullPage(state) || panel.length > 0 ? 1 : maxMessageLines, context);
	const bodyHeight = layout.body - (header.length - layout.header) - panel.length - (messages.length - 1);
	return {header, bodyHeight, panel, messages};
}

/** Width of the table: a wide terminal shows the opened record beside it. */
export const tableWidth = (list: List, state: State, context: RenderContext): number =>
	state.size.columns - (buildSidePanel(list, state, context) ? sidePanelWidth(state.size) : 0);

/** The frame as lines with SGR sequences, for saving the screen to a file. */
export const renderFrameText = (
	state: State,
	translator: Translator,
	style: Style,
	now = new Date(),
): readonly string[] => frameLines(renderFrame(state, translator, style, now));

/** Maximum scroll offset of the current page, confirmation or response, in lines. */
export function maxTop(state: State, translator: Translator, style: Style, now = new Date()): number {
	const context: RenderContext = {style, translator, now};
	if (isTooSmall(state.size)) return 0;
	if (state.mode.is === 'confirm') return confirmMaxTop(state.mode, state, context);
	const page = buildPage(state, context);
	if (page) return Math.max(0, page.content.length - scrolledHeight(state, page));
	const list = activeListOf(state);
	const panel = list && buildSidePanel(list, state, context);
	if (panel) return sidePanelMaxTop(panel, computeLayout(state.size).body);
	return screenKindOf(state) === 'explorer'
		? explorerMaxTop(state, computeLayout(state.size).body, context)
		: 0;
}

function tooSmallLines(
	{size: {columns, rows}}: State,
	{translator, style}: RenderContext,
): readonly string[] {
	const text = translator.tui.texts.tooSmall(minSize.columns, minSize.rows, `${columns}×${rows}`);
	const lines = wrapText(text, Math.max(1, columns - 1)).slice(0, rows);
	return Array.from({length: rows}, (_, index) =>
		// The bottom right corner stays empty, because some terminals scroll if it is written.
		index === rows - 1
			? `${renderLine([lines[index] ?? ''], columns - 1, style)} `
			: renderLine([lines[index] ?? ''], columns, style),
	);
}

/** Panel over the bottom of the body: confirmation, picker or progress; empty if there is none. */
function renderPanel(state: State, context: RenderContext): readonly string[] {
	const {mode, running, size} = state;
	if (mode.is === 'confirm') return renderConfirm(mode, state, context);
	if (mode.is === 'picker') return renderPicker(mode, size, panelHeight(size), context);
	return running && running.total > 1 ? renderProgress(running, state, context) : [];
}

/** The body in exactly `height` lines. */
export function bodyBlocks(state: State, height: number, context: RenderContext): readonly Block[] {
	const page = buildPage(state, context);
	if (page) return pageBlocks(page, state, height, context);
	const list = activeListOf(state);
	if (list) return listBlocks(list, state, height, context);
	return screenKindOf(state) === 'menu'
		? menuBlocks(state, height, context)
		: explorerBlocks(state, height, context);
}

/** The table, and on a wide terminal the opened record beside it. */
function listBlocks(list: List, state: State, height: number, context: RenderContext): readonly Block[] {
	const panel = buildSidePanel(list, state, context);
	const width = tableWidth(list, state, context);
	const left: Block = {is: 'lines', lines: renderTable(list, state, {width, height}, context)};
	return panel ? [{is: 'split', left, right: renderSidePanel(panel, list, height, context), width}] : [left];
}

type Page = {
	readonly title: string;
	/** Lines above the content that do not scroll. */
	readonly intro: readonly Line[];
	/** Column headings of a record; `null` on other pages. */
	readonly heading: Line | null;
	readonly content: readonly Line[];
	readonly top: number;
};

/** The page that covers the whole body; `null` if the mode has none. */
function buildPage(state: State, context: RenderContext): Page | null {
	const {mode, activeScreen} = state;
	const {columns} = state.size;
	const {texts} = context.translator.tui;
	const page = (title: string, top: number, content: readonly Line[], more: Partial<Page> = {}): Page => ({
		title,
		intro: [],
		heading: null,
		content,
		top,
		...more,
	});
	switch (mode.is) {
		case 'record': {
			const list = activeListOf(state);
			const row = list && rowByKey(list, mode.key);
			if (!row) return page(`${texts.record} ${signs.dot} ${mode.key}`, 0, [[` ${texts.rowRemoved}`]]);
			const {intro, heading, content} = buildRecordPage(row, list, rowHistory(row, state), columns, context);
			const title = `${breadcrumbs(state, context.translator) ?? texts.record} ${signs.dot} ${signOfRow(row)} ${statusName(row, context.translator)} ${signs.dot} ${list.resource.describe(row)}`;
			return page(title, mode.top, content, {intro: intro.slice(0, maxIntroLines), heading});
		}

		case 'help': {
			const screen = activeScreen === null ? texts.menu : context.translator.screenTexts(activeScreen).title;
			return page(texts.help(screen), mode.top, helpLines(mode, state, columns, context));
		}

		case 'filter-help':
			return page(texts.filterTitle, mode.top, filterHelpLines(state, columns, context));
		case 'messages':
			return page(texts.messages, mode.top, messageLogLines(state, columns, context));
		case 'output':
			return page(mode.name, mode.top, outputLines(mode, columns, context));
		case 'entry':
			return page(
				`${context.translator.screenTexts(journalName).title} ${signs.moreRight} ${entryTitle(mode.entry, context.translator)}`,
				mode.top,
				entryLines(mode, columns, context),
			);
		default:
			return null;
	}
}

/** Maximum number of lines above a record that do not scroll. */
const maxIntroLines = 4;

/** Height of the scrolling part of a page, in lines. */
const scrolledHeight = ({size}: State, {intro, heading}: Page): number =>
	computeLayout(size).body - 1 - intro.length - (heading ? 1 : 0);

function pageBlocks(page: Page, state: State, height: number, context: RenderContext): readonly Block[] {
	const {columns} = state.size;
	const {title, intro, heading, content, top} = page;
	const contentHeight = scrolledHeight(state, page) - (computeLayout(state.size).body - height);
	const first: Block = {
		is: 'lines',
		lines: [
			renderTitle(title, columns, context),
			...intro.map(spans => renderLine(spans, columns, context.style)),
		],
	};
	const lines = renderViewport(content, {top, height: contentHeight, width: columns}, context);
	return heading
		? [
				first,
				{
					is: 'table',
					heading: context.style.paint('title', renderLine(heading, columns, context.style)),
					lines,
				},
			]
		: [{is: 'lines', lines: [...first.lines, ...lines]}];
}
