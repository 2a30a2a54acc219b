import {hasRules} from '../session/screen-layout.ts';
import {resultsName} from '../results/results-list.ts';
import type {List} from '../session/list.ts';
import {activeListOf, type State} from '../session/state.ts';
import {signs} from './style.ts';
import type {Tone} from './palettes.ts';
import {justify, firstFitting, renderLine, spansWidth, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {renderScreenTabs} from './screen-tabs.ts';
import {formatTime} from '../../terminal/format-time.ts';
import {renderCounts} from './counts-line.ts';
import {renderResultCounts} from './result-counts.ts';
import {renderCompletions, renderFilter} from './filter-line.ts';

/**
Header lines: connections, screens, counts with load times, filter and sort order; while the filter is typed, its completions in place of
the rule.
*/
export function renderHeader(state: State, context: RenderContext): readonly string[] {
	const {columns} = state.size;
	const list = activeListOf(state);
	return [
		renderConnections(state, context),
		renderScreenTabs(state, context),
		list ? renderListCounts(list, state, context) : renderOutages(state, context),
		list ? renderFilter(list, state, context) : ' '.repeat(columns),
		...(list && state.mode.is === 'filter'
			? [renderCompletions(list, state.mode, columns, context)]
			: hasRules(state.size)
				? [context.style.paint('quiet', signs.rule.repeat(columns))]
				: []),
	];
}

const renderListCounts = (list: List, state: State, context: RenderContext): string =>
	list.resource.name === resultsName
		? renderResultCounts(state, context)
		: renderCounts(list, state, context);

/** Line with the names and states of both connections, and flags such as demo and read-only. */
function renderConnections(state: State, context: RenderContext): string {
	const {stalker, billing, isDemo, readOnly, isPaused, unreadMessages} = state;
	const {columns} = state.size;
	const {texts} = context.translator.tui;
	const flag = (tone: Tone, text: string): Span => [tone, ` ${text} `];
	const warnings = [
		...(isDemo ? [flag('alert', texts.demo)] : []),
		...[stalker, billing].flatMap(({warning}) => (warning ? [flag('bad', texts[warning])] : [])),
		...(readOnly ? [flag('alert', texts.readOnly)] : []),
		...(isPaused ? [` ${texts.paused}`] : []),
		...(unreadMessages > 0 ? [['title', ` ${signs.warn}${unreadMessages}`] as const] : []),
	];
	const named: readonly Span[] = [
		` ${texts.stalker} `,
		...connectionSpans('stalker', ' ms', state, context),
		` ${signs.divider} ${texts.billing} `,
		...connectionSpans('billing', ' ms', state, context),
	];
	const long: readonly Span[] = [['title', ` ${texts.program}`], ` ${signs.divider}`, ...named];
	const short: readonly Span[] = [
		' ',
		...connectionSpans('stalker', 'ms', state, context),
		` ${signs.divider} `,
		...connectionSpans('billing', 'ms', state, context),
	];
	return justify(
		firstFitting([long, named, short], columns - spansWidth(warnings) - 1),
		[...warnings, ' '],
		columns,
		context.style,
	);
}

/** ` 3 s`, from the first second. */
const secondsText = (seconds: number): string => (seconds === 0 ? '' : ` ${seconds} s`);

function connectionSpans(
	system: 'stalker' | 'billing',
	unit: string,
	{openingSeconds, waitsForPortal, ...state}: State,
	{translator}: RenderContext,
): readonly Span[] {
	const {texts} = translator.tui;
	const {name, state: connection, latencyMs} = state[system];
	if (connection === 'unreachable') return [`${name} `, ['bad', `${signs.unreachable} ${texts.unreachable}`]];
	if (connection === 'connecting') {
		const reason =
			system === 'stalker' && waitsForPortal !== null ? texts.afterPortal(waitsForPortal) : texts.connecting;
		return [`${name} ${signs.opening} ${reason}${secondsText(openingSeconds)}`];
	}

	return [`${name} `, ['good', signs.up], latencyMs === null ? '' : ` ${Math.round(latencyMs)}${unit}`];
}

/** On the menu: which systems are unreachable, with the reason below the header, or what is waited for. */
function renderOutages(
	{size: {columns}, stalker, billing, waitsForPortal}: State,
	{translator, style, now}: RenderContext,
): string {
	const {texts} = translator.tui;
	if (waitsForPortal !== null)
		return renderLine([' ', ['quiet', texts.listsAfterPortal(waitsForPortal)]], columns, style);
	const systems = [[texts.stalker, stalker] as const, [texts.billing, billing] as const];
	const outages = systems.flatMap(([name, {state, unreachableSince}]): readonly Span[] =>
		state === 'unreachable'
			? [
					[
						'bad',
						` ${name} ${unreachableSince ? texts.unreachableSince(formatTime(unreachableSince, now)) : texts.unreachable} `,
					],
				]
			: [],
	);
	const awaited = systems.flatMap(([name, {state}]) => (state === 'connecting' ? [name] : []));
	return renderLine(
		[...outages, ...(awaited.length > 0 ? [' ', ['quiet', texts.waitsFor(awaited)] as const] : [])],
		columns,
		style,
	);
}
