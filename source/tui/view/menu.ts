import {textWidth} from '../../terminal/fit-width.ts';
import type {Translator} from '../../i18n/translator.ts';
import {sidePanelWidth, hasSidePanel} from '../session/screen-layout.ts';
import type {List, ScreenTab, State} from '../session/state.ts';
import {signs} from './style.ts';
import {summarizeList, type ListSummary} from './list-summary.ts';
import {fitText, firstFitting, renderLine, spansWidth, type Span} from './line.ts';
import {wrapParagraph, renderViewport, type Line} from './panel.ts';
import type {MenuItem, Block} from './block.ts';
import type {RenderContext} from './render-context.ts';
import {renderCharts, statusCharts, columnCharts} from './bar-chart.ts';
import {formatTime} from '../../terminal/format-time.ts';

/** The screens, and what is to be known of them before one goes there. */
export function menuBlocks(state: State, height: number, context: RenderContext): readonly Block[] {
	const {size, screens, menuCursor} = state;
	const troubles = outageReasonLines(state, height - screens.length, context);
	const rest = height - troubles.length;
	const isWide = hasSidePanel(size);
	const right = sidePanelWidth(size);
	const width = isWide ? size.columns - right : size.columns;
	const shown = isWide ? rest : Math.min(rest, screens.length);
	const first = Math.max(0, Math.min(menuCursor - shown + 1, screens.length - shown));
	const part: Block = {
		is: 'menu',
		items: screens.slice(first, first + shown).map(screen => buildMenuItem(screen, state, width, context)),
		cursor: menuCursor - first,
		cursorSign: `${signs.cursor} `,
		width,
		height: shown,
	};
	const above: Block = {is: 'lines', lines: troubles};
	return isWide
		? [
				above,
				{
					is: 'split',
					left: part,
					right: {is: 'lines', lines: renderDashboard(state, right, rest, context)},
					width,
				},
			]
		: [
				above,
				part,
				{
					is: 'lines',
					lines: ['', ...renderDashboard(state, width, rest - shown, context)]
						.slice(0, rest - shown)
						.map(line => line || ' '.repeat(width)),
				},
			];
}

/** Why a system is lost, in full: the way out stands at the end. */
function outageReasonLines(
	{stalker, billing, size: {columns}}: State,
	most: number,
	context: RenderContext,
): readonly string[] {
	const {texts} = context.words.tui;
	const lines = [[texts.stalker, stalker] as const, [texts.billing, billing] as const].flatMap(
		([name, {state, reason}]) =>
			state === 'unreachable' && reason
				? wrapParagraph([' ', ['bad', `${signs.warn} `]], `${name}: ${reason}`, columns - 5)
				: [],
	);
	if (lines.length === 0 || most <= 0) return [];
	const height = Math.min(lines.length, most);
	const blank = height < most ? [' '.repeat(columns)] : [];
	return [...renderViewport(lines, {top: 0, height, width: columns}, context), ...blank];
}

/** Without the two cells where the cursor stands. */
function buildMenuItem(
	{key, name, resource: tab}: ScreenTab,
	{lists, screens}: State,
	full: number,
	{style, words: translator, now}: RenderContext,
): MenuItem {
	const {texts} = translator.tui;
	const width = full - 2;
	const list = lists[name];
	const glance = list ? summarizeList(list) : null;
	const isReading = list && [list.stalker, list.billing].some(({state}) => state === 'loading');
	const head = `${key}  ${fitText(translator.screenTexts(name).title, titleWidth(screens, translator))}`;
	const stand = list && glance ? syncStatusSpans(list, glance, translator) : [];
	const standing: readonly Span[] = [
		texts.rows(glance?.summary.rows ?? 0).padStart(12),
		' '.repeat(Math.max(2, 22 - spansWidth(stand))),
		...stand,
	];
	const about: readonly Span[] =
		tab === null
			? [['quiet', texts.anyResource]]
			: !glance
				? [['quiet', isReading ? texts.reading : texts.unanswered]]
				: firstFitting(
						[
							[
								...standing,
								'   ',
								['quiet', glance.at ? texts.asOf(formatTime(glance.at, now)) : texts.unanswered],
							],
							standing,
							stand,
						],
						width - textWidth(head),
					);
	const line = (pieces: readonly Span[]) => renderLine(pieces, width, style);
	return {
		value: name,
		label: line([head, ...about]),
		highlighted: style.paint('cursor', line([['title', head], ...about])),
	};
}

/** Cells of the longest title: in every language another. */
const titleWidth = (screens: readonly ScreenTab[], translator: Translator): number =>
	Math.max(...screens.map(({name}) => textWidth(translator.screenTexts(name).title))) + 1;

/** How the two systems stand on a list: what differs, and what is not known while one of them has not answered, or not all. */
function syncStatusSpans(
	{comparison}: List,
	{summary: {rows, marks}, isComplete}: ListSummary,
	{tui: {texts: frame}}: Translator,
): readonly Span[] {
	const [unknown, unsynced] = [marks['?'], rows - marks['='] - marks['?']];
	const texts = isComplete
		? [
				...(unsynced > 0 || unknown === 0 ? [frame.unsynced(unsynced)] : []),
				...(unknown > 0 ? [frame.notKnown(unknown)] : []),
			]
		: [frame.notKnownYet];
	const short: readonly Span[] = comparison?.short
		? [['bad', frame.shortTight(comparison.short.got, comparison.short.baseline)], ` ${signs.dot} `]
		: [];
	return [...short, texts.join(` ${signs.dot} `)];
}

/** The narrowest block that still says something. */
const minChartCells = 32;

/** Blocks beside one another as far as there is room, then below; what has no room is left out. */
function renderDashboard(
	state: State,
	width: number,
	height: number,
	context: RenderContext,
): readonly string[] {
	const {screens, lists} = state;
	const columns = Math.max(1, Math.floor(width / minChartCells));
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
		for (let place = 0; place < tall; place++)
			content.push([' ', ...row.flatMap(block => [...padSpans(block[place] ?? [], own), '  '])]);
		content.push([]);
	}

	return Array.from({length: height}, (_, place) => renderLine(content[place] ?? [], width, context.style));
}

const padSpans = (pieces: readonly Span[], width: number): readonly Span[] => [
	...pieces,
	' '.repeat(Math.max(0, width - spansWidth(pieces))),
];
