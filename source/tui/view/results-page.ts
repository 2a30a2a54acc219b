import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {formatTime} from '../../terminal/format-time.ts';
import {
	groupResults,
	kindOrder,
	resultKind,
	type ResultItem,
	type ResultKind,
} from '../results/group-results.ts';
import {shownResults} from '../results/results-history.ts';
import type {ResultsPage} from '../session/mode.ts';
import type {Results, State} from '../session/state.ts';
import {joinSections, wrapParagraph, type Line, type ScrollText, type Section} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {runningLabel} from './row-label.ts';
import {signs, type Tone} from './style.ts';

const kindSigns: Readonly<Record<ResultKind, readonly [Tone, string]>> = {
	failed: ['bad', signs.failed],
	refused: ['bad', signs.refused],
	planned: ['title', signs.planned],
	done: ['good', signs.done],
	same: ['=', signs.same],
};

/** Maximum number of items whose messages are wrapped; with more, each message has one line. */
const maxWrappedItems = 500;

export function resultsTitle(mode: ResultsPage, state: State, context: RenderContext): string {
	const {translator, now} = context;
	const {texts} = translator.tui;
	const {running, earlierResults} = state;
	const results = shownResults(state, mode);
	if (!results) return running ? runningLabel(running, context) : texts.noResults;
	const {label} = translator.actionTexts(results.listName, results.action);
	const count = earlierResults.length + 1;
	const place = count === 1 ? '' : ` (${count - mode.back}/${count})`;
	return texts.results({action: label, at: formatTime(results.finishedAt, now)}) + place;
}

/** The results page, scrolled to its cursor in a body of this height. */
type ShownResults = ScrollText & {readonly top: number};

/** Content of the results page: counts per kind of result, then the reasons with their rows, and the other rows. */
export function resultsContent(
	mode: ResultsPage,
	state: State,
	{width, height}: {readonly width: number; readonly height: number},
	context: RenderContext,
): ShownResults {
	const {running, lists} = state;
	const results = shownResults(state, mode);
	const {texts} = context.translator.tui;
	if (!results)
		return {...joinSections([{lines: [[` ${running ? '' : texts.noResults}`]], rowCount: 0}]), top: 0};
	const items = groupResults(results, lists[results.listName], context.translator);
	const known = contentCache(items).get(width) ?? layoutItems(results, items, width, context);
	contentCache(items).set(width, known);
	const start = known.starts[mode.cursor];
	if (start === undefined) return {...known, top: 0};
	const [, ...rest] = known.lines[start]!;
	// The last line may be the number of rows below it.
	const page = Math.max(1, height - 1);
	return {...known, lines: known.lines.with(start, [signs.cursor, ...rest]), top: start - (start % page)};
}

/** Cached per items and width; an entry of a large bulk has as many lines as a list. */
const contentCache = memoizeWeak((_items: readonly ResultItem[]) => new Map<number, LaidOutItems>());

/** `starts`: the line on which each item begins. */
type LaidOutItems = ScrollText & {readonly starts: readonly number[]};

function layoutItems(
	{lines, isDryRun}: Results,
	items: readonly ResultItem[],
	width: number,
	context: RenderContext,
): LaidOutItems {
	const {texts} = context.translator.tui;
	const byKind = Map.groupBy(lines, resultKind);
	const totals = kindOrder.flatMap(kind => {
		const keys = new Set(byKind.get(kind)?.map(({key}) => key));
		return keys.size === 0 ? [] : [kindSigns[kind], ` ${keys.size} ${texts.resultCounts[kind]}   `];
	});
	const head: Section = {
		lines: [
			...(isDryRun ? [[' ', ['alert', ` ${texts.nothingWritten} `] as const]] : []),
			[' ', ...totals],
			[''],
		],
		rowCount: 0,
	};
	const sections = items.map((item): Section => ({
		lines: itemLines(item, items.length <= maxWrappedItems, width, context),
		rowCount: item.is === 'row' ? 1 : 0,
	}));
	let line = head.lines.length;
	const starts = sections.map(section => {
		const start = line;
		line += section.lines.length;
		return start;
	});
	return {...joinSections([head, ...sections]), starts};
}

function itemLines(
	item: ResultItem,
	isWrapped: boolean,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const prefix: Line = item.is === 'row' && item.isInGroup ? [' ', '    '] : [' ', kindSigns[item.kind], ' '];
	const hint = item.related ? ` ${signs.dot} ${translator.tui.texts.relatedHint}` : '';
	const text = `${item.is === 'reason' ? `${item.count} × ` : ''}${item.text}${hint}`;
	return isWrapped && !(item.is === 'row' && item.isInGroup)
		? wrapParagraph(prefix, text, width - 4)
		: [[...prefix, text]];
}
