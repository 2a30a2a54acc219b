import type {SortSetting} from '../../storage/screen-settings.ts';
import {countStatuses} from '../../sync/count-statuses.ts';
import {syncStatuses} from '../../sync/difference.ts';
import {hasRules} from '../session/screen-layout.ts';
import {filterCompletions, type Completion} from '../session/filter-completion.ts';
import type {FilterField, Mode} from '../session/mode.ts';
import {activeListOf, type SideState, type ConnectionState, type List, type State} from '../session/state.ts';
import {signs, type Tone} from './style.ts';
import {breadcrumbs} from './breadcrumbs.ts';
import {countHiddenSelected} from './hidden-selection.ts';
import {justify, firstFitting, renderLine, spansWidth, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {renderScreenTabs} from './screen-tabs.ts';
import {isToday, formatTime} from '../../terminal/format-time.ts';

/** Header lines: connections, screens, counts with load times, filter and sort order; while the filter is typed, its completions in place of the rule. */
export function renderHeader(state: State, context: RenderContext): readonly string[] {
	const {columns} = state.size;
	const list = activeListOf(state);
	return [
		renderConnections(state, context),
		renderScreenTabs(state, context),
		list ? renderCounts(list, state, context) : renderOutages(state, context),
		list ? renderFilter(list, state, context) : ' '.repeat(columns),
		...(list && state.mode.is === 'filter'
			? [renderCompletions(list, state.mode, columns, context)]
			: hasRules(state.size)
				? [context.style.paint('quiet', signs.rule.repeat(columns))]
				: []),
	];
}

/** Line with the names and states of both connections, and flags such as demo and read-only. */
function renderConnections(
	{size: {columns}, stalker, billing, openingSeconds, isDemo, readOnly, isPaused, unreadMessages}: State,
	context: RenderContext,
): string {
	const {texts} = context.translator.tui;
	const flag = (tone: Tone, text: string): Span => [tone, ` ${text} `];
	const warnings = [
		...(isDemo ? [flag('alert', texts.demo)] : []),
		...[stalker, billing].flatMap(({warning}) => (warning ? [flag('bad', texts[warning])] : [])),
		...(readOnly ? [flag('alert', texts.readOnly)] : []),
		...(isPaused ? [` ${texts.paused}`] : []),
		...(unreadMessages > 0 ? [['title', ` ${signs.warn}${unreadMessages}`] as const] : []),
	];
	const long: readonly Span[] = [
		['title', ` ${texts.program}`],
		` ${signs.divider} ${texts.stalker} `,
		...connectionSpans(stalker, ' ms', openingSeconds, context),
		` ${signs.divider} ${texts.billing} `,
		...connectionSpans(billing, ' ms', openingSeconds, context),
	];
	const short: readonly Span[] = [
		' ',
		...connectionSpans(stalker, 'ms', openingSeconds, context),
		` ${signs.divider} `,
		...connectionSpans(billing, 'ms', openingSeconds, context),
	];
	return justify(
		firstFitting([long, short], columns - spansWidth(warnings) - 1),
		[...warnings, ' '],
		columns,
		context.style,
	);
}

/** ` 3 s`, from the first second. */
const secondsText = (seconds: number): string => (seconds === 0 ? '' : ` ${seconds} s`);

function connectionSpans(
	{name, state, latencyMs}: ConnectionState,
	unit: string,
	openingSeconds: number,
	{translator}: RenderContext,
): readonly Span[] {
	const {texts} = translator.tui;
	if (state === 'unreachable') return [`${name} `, ['bad', `${signs.unreachable} ${texts.unreachable}`]];
	if (state === 'connecting')
		return [`${name} ${signs.opening} ${texts.connecting}${secondsText(openingSeconds)}`];
	return [`${name} `, ['good', signs.up], latencyMs === null ? '' : ` ${Math.round(latencyMs)}${unit}`];
}

/** On the menu: which systems are unreachable, with the reason below the header, or what is waited for. */
function renderOutages(
	{size: {columns}, stalker, billing}: State,
	{translator, style, now}: RenderContext,
): string {
	const {texts} = translator.tui;
	const spans = [[texts.stalker, stalker] as const, [texts.billing, billing] as const].flatMap(
		([name, {state, unreachableSince}]): readonly Span[] =>
			state === 'unreachable'
				? [
						[
							'bad',
							` ${name} ${unreachableSince ? texts.unreachableSince(formatTime(unreachableSince, now)) : texts.unreachable} `,
						],
					]
				: state === 'connecting'
					? [' ', ['quiet', texts.waitsFor(name)]]
					: [],
	);
	return renderLine(spans, columns, style);
}

/** Line with the number of rows per sync status, and the load time of each system's data. */
function renderCounts(
	list: List,
	{size: {columns}, stalker, billing}: State,
	context: RenderContext,
): string {
	const {translator, style} = context;
	const {texts} = translator.tui;
	const {comparison, selected} = list;
	const rows = comparison?.rows ?? [];
	const counts = countStatuses(rows);
	const selectionSpans: readonly Span[] =
		selected.size === 0
			? []
			: [' ', ['selected', `${texts.selectedCount(selected.size, countHiddenSelected(list))} `]];
	const {isOnlyInBilling} = list.resource;
	const sides = (size: SideDetail): readonly Span[] => [
		...(isOnlyInBilling
			? []
			: [...sideSpans(texts.stalker, list.stalker, stalker, size, context), ` ${signs.dot} `]),
		...sideSpans(texts.billing, list.billing, billing, size, context),
	];
	const short: readonly Span[] = comparison?.short
		? [
				' ',
				[
					'bad',
					columns < 110
						? texts.shortNarrow(comparison.short.got, comparison.short.baseline)
						: texts.short(comparison.short.got, comparison.short.baseline),
				],
			]
		: [];
	const numbers = (size: 'words' | 'spaced' | 'tight'): readonly Span[] => [
		` ${size === 'tight' ? rows.length : texts.rows(rows.length)}`,
		...syncStatuses
			.filter(mark => counts[mark] > 0 && !isOnlyInBilling)
			.flatMap((mark): readonly Span[] => [
				size === 'tight' ? ' ' : ` ${signs.dot} `,
				[
					mark,
					size === 'tight'
						? `${mark}${counts[mark]}`
						: `${mark} ${counts[mark]}${size === 'words' ? ` ${translator.syncStatuses[mark]}` : ''}`,
				],
			]),
		...short,
	];
	const variants = [
		[...numbers('words'), '   ', ...sides('long')],
		[...numbers('spaced'), '   ', ...sides('long')],
		[...numbers('tight'), '   ', ...sides('long')],
		[...numbers('tight'), '  ', ...sides('short')],
		[...numbers('tight'), '  ', ...sides('tight')],
	];
	const left = firstFitting(variants, columns - spansWidth(selectionSpans) - 1);
	return justify(comparison ? left : [' ', ...sides('long')], selectionSpans, columns, style);
}

type SideDetail = 'long' | 'short' | 'tight';

function sideSpans(
	name: string,
	side: SideState,
	{state, unreachableSince}: ConnectionState,
	size: SideDetail,
	{translator, now}: RenderContext,
): readonly Span[] {
	const {texts} = translator.tui;
	// In the tight form: today's time without seconds, or month and day.
	const timed = (at: Date) =>
		size === 'tight'
			? formatTime(at, now).slice(...(isToday(at, now) ? [0, 5] : [5, 10]))
			: formatTime(at, now);
	if (side.state === 'unreachable' || state === 'unreachable') {
		if (size === 'tight')
			return [
				['bad', `${name} ${signs.unreachable}${unreachableSince ? ` ${timed(unreachableSince)}` : ''}`],
			];
		const outageText = unreachableSince
			? texts.unreachableSince(formatTime(unreachableSince, now))
			: texts.unreachable;
		const loadedText = side.loadedAt ? `, ${texts.asOf(formatTime(side.loadedAt, now))}` : '';
		return [['bad', `${name} ${outageText}${size === 'long' ? loadedText : ''}`]];
	}

	const {loadedAt, progress} = side;
	if (progress && size !== 'tight') {
		const loadedText = loadedAt ? `${texts.asOf(timed(loadedAt))}, ` : '';
		return [
			`${name} ${size === 'long' ? loadedText : ''}${texts.loadingProgress(progress.done, progress.total)}`,
		];
	}

	if (loadedAt) return [`${name} ${timed(loadedAt)}`];
	if (state === 'connecting') return [`${name} ${texts.connecting}`];
	return [`${name} ${side.state === 'loading' ? texts.loading : texts.noResponse}`];
}

/** The text of the filter; a term without meaning is marked. Old text that typing replaces is shown as selected. */
function filterSpans({filter, filterError}: List, mode: Mode): readonly Span[] {
	if (mode.is === 'filter' && mode.isSelected) return [['here', filter]];
	const {start, end} = filterError?.span ?? {start: filter.length, end: filter.length};
	const tone = (text: string): Span => (mode.is === 'filter' ? text : ['title', text]);
	return [tone(filter.slice(0, start)), ['wrong', filter.slice(start, end)], tone(filter.slice(end))];
}

/** `sort Tariff plan ↑, Balance ↓ ` */
function sortText(
	sort: SortSetting,
	resource: string,
	{tui, columnLabel}: RenderContext['translator'],
): string {
	const texts = [sort, ...(sort.second ? [sort.second] : [])].map(
		({column, descending}) =>
			`${columnLabel(resource, column)} ${descending ? signs.descending : signs.ascending}`,
	);
	return `${tui.texts.sortedBy(texts.join(', '))} `;
}

/** Line with the filter, or else the way to this screen and the saved views, and the sort order. */
function renderFilter(list: List, state: State, {translator, style}: RenderContext): string {
	const {texts, commands} = translator.tui;
	const {mode, size} = state;
	const {columns} = size;
	const {filter, filterError, sort, rows, comparison, onlySelected, rangeAnchor} = list;
	const isTyping = mode.is === 'filter';
	const isPlain = filter === '' && !isTyping;
	const way = isPlain ? breadcrumbs(state, translator) : null;
	const left: readonly Span[] = [
		...(way === null ? [' / '] : [' ', ['title', way] as const]),
		...(way === null && isPlain ? [['quiet', commands.filter] as const] : []),
		...(isPlain ? [] : filterSpans(list, mode)),
		...(isTyping ? [['here', ' '] as const] : []),
		...(filterError === null
			? []
			: ['  ', ['bad', `${signs.warn} ${translator.t(filterError.reason)}`] as const]),
		...(rows.length === (comparison?.rows.length ?? 0)
			? []
			: [`  ${signs.arrow} ${texts.shown(rows.length, comparison?.rows.length ?? 0)}`]),
	];
	const chips = isPlain
		? list.views
				.slice(0, 9)
				.flatMap(({name}, index): readonly Span[] => [
					['quiet', `  ${translator.tui.keys['alt']}${index + 1} `],
					name,
				])
		: [];
	const right: readonly Span[] = [
		...(onlySelected ? [['alert', ` ${texts.onlySelected} `] as const, '  '] : []),
		...(rangeAnchor === null ? [] : [['alert', ` ${texts.range} `] as const, '  ']),
		...(sort ? [sortText(sort, list.resource.name, translator)] : []),
	];
	const withChips = [...left, ...chips];
	const fits = spansWidth(withChips) + spansWidth(right) < columns;
	return justify(fits ? withChips : left, right, columns, style);
}

/** Line with the completions of the filter, as many as fit around the highlighted one. */
function renderCompletions(
	list: List,
	{completionIndex}: FilterField,
	columns: number,
	{style}: RenderContext,
): string {
	const completions = filterCompletions(list);
	const spansOf = ({text, count}: Completion, index: number): readonly Span[] => [
		' ',
		index === completionIndex ? ['here', ` ${text} `] : ` ${text} `,
		...(count === null ? [] : [['quiet', String(count)] as const]),
	];
	const all = completions.map(spansOf);
	let first = 0;
	while (first < completionIndex && spansWidth(all.slice(first, completionIndex + 1).flat()) > columns - 4)
		first += 1;
	const more = first > 0 ? signs.moreLeft : ' ';
	return renderLine([more, ...all.slice(first).flat()], columns, style);
}
