import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {formatTime} from '../../terminal/format-time.ts';
import {kindOrder, resultKind, type ResultKind, kindSigns} from '../results/results-list.ts';
import {shownResults} from '../actions/outcomes.ts';
import type {Results, State} from '../session/state.ts';
import {firstFitting, renderLine, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';
import {runningLabel} from './row-label.ts';
import {signs} from './style.ts';
import type {Tone} from './palettes.ts';

const kindTones: Readonly<Record<ResultKind, Tone>> = {
	failed: 'bad',
	refused: 'bad',
	planned: 'title',
	done: 'good',
	same: '=',
};

/** Line above the list of results: of which action they are, and how many rows ended in each way. */
export function renderResultCounts(state: State, context: RenderContext): string {
	const {style, translator, now} = context;
	const {texts} = translator.tui;
	const {running, earlierResults, resultsBack, size} = state;
	const results = shownResults(state);
	if (!results) return renderLine([` ${running ? runningLabel(running, context) : ''}`], size.columns, style);
	const {label} = translator.actionTexts(results.listName, results.action);
	const count = earlierResults.length + 1;
	const place = count === 1 ? '' : ` (${count - resultsBack}/${count})`;
	const title = texts.results({action: label, at: formatTime(results.finishedAt, now)}) + place;
	const counts = countRows(results);
	const totals = (withWords: boolean) =>
		kindOrder.flatMap((kind): readonly Span[] =>
			counts[kind] === 0
				? []
				: [
						` ${signs.dot} `,
						[kindTones[kind], kindSigns[kind]],
						` ${counts[kind]}${withWords ? ` ${texts.resultCounts[kind]}` : ''}`,
					],
		);
	const dryRun: readonly Span[] = results.isDryRun ? [['alert', ` ${texts.nothingWritten} `]] : [];
	const variants: ReadonlyArray<readonly Span[]> = [
		[...dryRun, ` ${title}`, ...totals(true)],
		[...dryRun, ` ${label}${place}`, ...totals(true)],
		[...dryRun, ` ${label}${place}`, ...totals(false)],
	];
	return renderLine(firstFitting(variants, size.columns), size.columns, style);
}

/** Rows by the kind of their result; a row with several sentences counts once. Cached: a bulk has as many rows as a list. */
const countRows = memoizeWeak(({lines}: Results): Readonly<Record<ResultKind, number>> => {
	const keys = Map.groupBy(lines, resultKind);
	const count = (kind: ResultKind) => new Set(keys.get(kind)?.map(({key}) => key)).size;
	return Object.fromEntries(kindOrder.map(kind => [kind, count(kind)])) as Record<ResultKind, number>;
});
