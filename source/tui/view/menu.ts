import {textWidth} from '../../terminal/fit-width.ts';
import {countUncompared} from '../../sync/statuses.ts';
import type {Translator} from '../../i18n/translator.ts';
import {hasSidePanel} from '../session/screen-layout.ts';
import type {List} from '../session/list.ts';
import type {ScreenTab, Size, State} from '../session/state.ts';
import {sparkline} from './sparkline.ts';
import {signs} from './style.ts';
import {summarizeList, type ListSummary} from './list-summary.ts';
import {fitText, firstFitting, renderLine, spansWidth, type Span} from './line.ts';
import {wrapParagraph, renderViewport, type Line} from './panel.ts';
import {menuEntries, type MenuEntry} from '../menu/menu-items.ts';
import {renderPortals} from './portal-lines.ts';
import type {MenuItem, Block} from './block.ts';
import type {RenderContext} from './render-context.ts';
import {renderCharts, statusCharts, columnCharts} from './bar-chart.ts';
import {formatTime} from '../../terminal/format-time.ts';

/** Blocks of the menu: outage reasons, work to do, the list of screens with row counts, and charts below it over the whole width. */
export function menuBlocks(state: State, height: number, context: RenderContext): readonly Block[] {
	const {size} = state;
	const entries = menuEntries(state);
	const cursor = entries.findIndex(({id}) => id === state.menuCursor);
	const outageLines = outageReasonLines(state, height - state.screens.length, context);
	const portalLines = renderPortals(state, height - outageLines.length - entries.length, context);
	const rest = height - outageLines.length - portalLines.length;
	const width = size.columns;
	const shown = Math.min(rest, entries.length);
	// Where not all fit, the lines above are scrolled out, so that the screens stay.
	const first = Math.min(cursor, entries.length - shown);
	const charts = ['', ...renderDashboard(state, width, rest - shown, context)].slice(0, rest - shown);
	return [
		{is: 'lines', lines: [...outageLines, ...portalLines]},
		{
			is: 'menu',
			items: entries
				.slice(first, first + shown)
				.map(entry =>
					entry.is === 'screen'
						? buildScreenItem(entry.screen, state, width, context)
						: buildWorkItem(entry, width, context),
				),
			cursor: cursor - first,
			cursorSign: `${signs.cursor} `,
			width,
			height: shown,
		},
		{is: 'lines', lines: charts.map(line => line || ' '.repeat(width))},
	];
}

/** The full reason why each unreachable system cannot be reached, wrapped to at most `maxLines` lines. */
function outageReasonLines(
	{stalker, billing, size: {columns}}: State,
	maxLines: number,
	context: RenderContext,
): readonly string[] {
	const {texts} = context.translator.tui;
	const lines = [[texts.stalker, stalker] as const, [texts.billing, billing] as const].flatMap(
		([name, {state, reason}]) =>
			state === 'unreachable' && reason
				? wrapParagraph([' ', ['bad', `${signs.warn} `]], `${name}: ${reason}`, columns - 5)
				: [],
	);
	if (lines.length === 0 || maxLines <= 0) return [];
	const height = Math.min(lines.length, maxLines);
	const blank = height < maxLines ? [' '.repeat(columns)] : [];
	return [...renderViewport(lines, {top: 0, height, width: columns}, context), ...blank];
}

/** A line of work: how many rows wait, and what for. */
function buildWorkItem(
	{id, work, count}: Extract<MenuEntry, {is: 'work'}>,
	full: number,
	{style, translator}: RenderContext,
): MenuItem {
	const line = (number: Span) =>
		renderLine([number, `  ${translator.tui.texts.work[work.name](count)}`], full - 2, style);
	const number = String(count).padStart(5);
	return {
		value: id,
		label: line(['alert', number]),
		highlighted: style.paint('cursor', line(number)),
	};
}

/** The line of a screen; its text is two cells narrower than the block, for the cursor sign. */
function buildScreenItem(
	{key, name, resource}: ScreenTab,
	{lists, screens, waitsForPortal}: State,
	full: number,
	{style, translator, now}: RenderContext,
): MenuItem {
	const {texts} = translator.tui;
	const width = full - 2;
	const list = lists[name];
	const listSummary = list ? summarizeList(list) : null;
	const isReading = list && [list.stalker, list.billing].some(({state}) => state === 'loading');
	const readingText = waitsForPortal === null ? texts.loading : texts.afterPortal(waitsForPortal);
	const title = `${key}  ${fitText(translator.screenTexts(name).title, titleWidth(screens, translator))}`;
	const statusSpans = list && listSummary ? syncStatusSpans(list, listSummary, translator) : [];
	const countsAndStatus: readonly Span[] = [
		texts.rows(listSummary?.summary.rows ?? 0).padStart(12),
		' '.repeat(Math.max(2, 22 - spansWidth(statusSpans))),
		...statusSpans,
	];
	const readAt: readonly Span[] = [
		['quiet', listSummary?.at ? texts.asOf(formatTime(listSummary.at, now)) : texts.noResponse],
	];
	const curve = sparkline(list?.countHistory.map(({unsynced}) => unsynced) ?? [], maxCurveCells);
	const details: readonly Span[] =
		resource === null
			? [['quiet', texts.anyResource]]
			: !listSummary
				? [['quiet', isReading ? readingText : texts.noResponse]]
				: firstFitting(
						[
							...(curve === ''
								? []
								: [[...countsAndStatus, '   ', ...readAt, '   ', ['title', curve] as const]]),
							[...countsAndStatus, '   ', ...readAt],
							countsAndStatus,
							statusSpans,
						],
						width - textWidth(title),
					);
	const line = (spans: readonly Span[]) => renderLine(spans, width, style);
	return {
		value: name,
		label: line([title, ...details]),
		highlighted: style.paint('cursor', line([['title', title], ...details])),
	};
}

/** Hours that the curve behind a screen goes back at most, one cell each. */
const maxCurveCells = 24;

/** Width of the longest title in the current language, in cells. */
const titleWidth = (screens: readonly ScreenTab[], translator: Translator): number =>
	Math.max(...screens.map(({name}) => textWidth(translator.screenTexts(name).title))) + 1;

/**
Number of rows out of sync and of rows with unknown status; a notice where rows are not compared and none is out of sync, and while one of
the systems has not been read.
*/
function syncStatusSpans(
	{comparison}: List,
	{summary: {rows, marks}, isComplete}: ListSummary,
	{notCompared, tui: {texts: tuiTexts}}: Translator,
): readonly Span[] {
	const isUncompared = comparison !== null && countUncompared(comparison.rows) > 0;
	const [unknown, unsynced] = [marks['?'], rows - marks['='] - marks['?']];
	const texts = isComplete
		? [
				...(unsynced > 0 || (unknown === 0 && !isUncompared) ? [tuiTexts.unsynced(unsynced)] : []),
				...(isUncompared && unsynced === 0 ? [notCompared] : []),
				...(unknown > 0 ? [tuiTexts.unknownCount(unknown)] : []),
			]
		: [tuiTexts.unknownYet];
	const short: readonly Span[] = comparison?.short
		? [['bad', tuiTexts.shortNarrow(comparison.short.got, comparison.short.baseline)], ` ${signs.dot} `]
		: [];
	return [...short, texts.join(` ${signs.dot} `)];
}

/** Minimum width of a chart, in cells: on a wide screen bars and labels are longer. */
const minChartCells = (size: Size): number => (hasSidePanel(size) ? 46 : 38);

/** Lines of the charts: in columns, then in rows; charts that do not fit in `height` lines are omitted. */
function renderDashboard(
	state: State,
	width: number,
	height: number,
	context: RenderContext,
): readonly string[] {
	const {screens, lists} = state;
	const columns = Math.max(1, Math.floor(width / minChartCells(state.size)));
	const own = Math.floor((width - 1) / columns) - 2;
	const known = screens.flatMap(({name}) => lists[name] ?? []);
	const [first = [], ...others] = known.map(list => statusCharts(list, context));
	const blocks = [...first, ...known.flatMap(list => columnCharts(list, context)), ...others.flat()];
	const drawn = renderCharts(blocks, own);
	const content: Line[] = [];
	for (let from = 0; from < drawn.length; from += columns) {
		const row = drawn.slice(from, from + columns);
		const tall = Math.max(...row.map(block => block.length));
		if (content.length + tall > height) continue;
		for (let index = 0; index < tall; index++)
			content.push([' ', ...row.flatMap(block => [...padSpans(block[index] ?? [], own), '  '])]);
		content.push([]);
	}

	return Array.from({length: height}, (_, index) => renderLine(content[index] ?? [], width, context.style));
}

const padSpans = (spans: readonly Span[], width: number): readonly Span[] => [
	...spans,
	' '.repeat(Math.max(0, width - spansWidth(spans))),
];
