import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {List, Results, State} from '../session/state.ts';
import {signs, type Tone} from './style.ts';
import {rowLabel, prefixRowLabel, runningLabel} from './row-label.ts';
import {joinSections, wrapParagraph, type ScrollText} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {formatTime} from '../../terminal/format-time.ts';

type ResultLine = Results['lines'][number];
type ResultKind = 'done' | 'same' | 'refused' | 'failed' | 'planned';

const resultKind = ({is, changed}: ResultLine): ResultKind => (is === 'done' && !changed ? 'same' : is);

/** Display order: results that need the operator come first. */
const kindOrder: readonly ResultKind[] = ['failed', 'refused', 'planned', 'done', 'same'];

const kindSigns: Readonly<Record<ResultKind, readonly [Tone, string]>> = {
	failed: ['bad', signs.failed],
	refused: ['bad', signs.refused],
	planned: ['title', signs.planned],
	done: ['good', signs.done],
	same: ['=', signs.same],
};

/** Maximum number of rows whose messages are wrapped; with more rows, each message has one line. */
const maxWrappedRows = 500;

export const resultsTitle = ({results, running}: State, context: RenderContext): string => {
	const {translator, now} = context;
	const {texts} = translator.tui;
	if (!results) return running ? runningLabel(running, context) : texts.noResults;
	const {label} = translator.actionTexts(results.listName, results.action);
	return texts.results({action: label, at: formatTime(results.finishedAt, now)});
};

/** Content of the results page: counts per kind of result, then the message of each row. */
export function resultsContent(state: State, width: number, context: RenderContext): ScrollText {
	const {results, running, lists} = state;
	const {texts} = context.translator.tui;
	if (!results) return joinSections([{lines: [[` ${running ? '' : texts.noResults}`]], rowCount: 0}]);
	const list = lists[results.listName];
	const cached = contentCache(results)(list?.comparison ?? noComparison);
	const known = cached.get(width) ?? buildResultsContent(results, list, width, context);
	cached.set(width, known);
	return known;
}

const noComparison = {};

/** Cached per results, comparison and width: row names come from the current comparison. */
const contentCache = memoizeWeak((_results: Results) =>
	memoizeWeak((_comparison: object) => new Map<number, ScrollText>()),
);

function buildResultsContent(
	{lines, isDryRun}: Results,
	list: List | undefined,
	width: number,
	{translator}: RenderContext,
): ScrollText {
	const {texts} = translator.tui;
	const byKind = Map.groupBy(lines, resultKind);
	const kinds = kindOrder.filter(kind => byKind.has(kind));
	const totals = kinds.flatMap(kind => [
		kindSigns[kind],
		` ${new Set(byKind.get(kind)!.map(({key}) => key)).size} ${texts.resultCounts[kind]}   `,
	]);
	const isShort = lines.length <= maxWrappedRows;
	return joinSections([
		{
			lines: [
				...(isDryRun ? [[' ', ['alert', ` ${texts.nothingWritten} `] as const]] : []),
				[' ', ...totals],
				[''],
			],
			rowCount: 0,
		},
		...kinds
			.flatMap(kind => byKind.get(kind)!)
			.map(line => {
				const lead = [' ', kindSigns[resultKind(line)], ' '];
				const text = prefixRowLabel(rowLabel(line.key, list), translator.t(line.message));
				return {lines: isShort ? wrapParagraph(lead, text, width - 4) : [[...lead, text]]};
			}),
	]);
}
