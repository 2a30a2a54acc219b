import {hasRules, hasSidePanel} from '../session/screen-layout.ts';
import {cursorRowOf, type List} from '../session/list.ts';
import {activeListOf, type RunningAction, type State} from '../session/state.ts';
import {messageSigns, messageTones, signs} from './style.ts';
import {justify, spansWidth, wrapText, type Span} from './line.ts';
import {runningLabel} from './row-label.ts';
import type {RenderContext} from './render-context.ts';
import {toPrintable} from './printable.ts';
import {renderKeyHints} from './key-hints.ts';
import {signOfRow} from '../../sync/statuses.ts';
import type {Translator} from '../../i18n/translator.ts';
import {columnStats} from '../../sync/column-statistics.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';

/** Footer: the lines from `renderMessage`, then the key hints. */
export function renderFooter(
	state: State,
	messages: readonly string[],
	context: RenderContext,
): readonly string[] {
	const {columns} = state.size;
	return [
		...(hasRules(state.size) ? [context.style.paint('quiet', signs.rule.repeat(columns))] : []),
		...messages,
		// The last cell stays empty, because some terminals scroll if the bottom right corner is written.
		`${renderKeyHints(state, columns - 1, context)} `,
	];
}

/** Whether a page covers the whole body. */
export const isFullPage = ({mode}: State): boolean => 'top' in mode && mode.is !== 'confirm';

/** The last message in at most `maxLines` lines; the last line also shows the cursor position. */
export function renderMessage(state: State, maxLines: number, context: RenderContext): readonly string[] {
	const {notification, running, size} = state;
	const position = positionSpans(state, context);
	const line = (left: readonly Span[], right: readonly Span[]) =>
		justify(left, right, size.columns, context.style);
	const sentence = notification || running ? '' : sentenceOfRow(state);
	if (sentence !== '')
		return wrapBeside(sentence, size.columns - 2, spansWidth(position), maxLines).map((text, index, all) =>
			line([' ', text.replaceAll('\u00A0', ' ')], index === all.length - 1 ? position : []),
		);
	if (!notification)
		return [
			line(
				running
					? runningSpans(running, context)
					: (statsSpans(state, context) ?? differenceSpans(state, context)),
				position,
			),
		];
	const {tone, message, related, isUndoable} = notification;
	const {texts: tuiTexts} = context.translator.tui;
	const hints = [...(isUndoable ? [tuiTexts.undoHint] : []), ...(related ? [tuiTexts.relatedHint] : [])];
	// Non-breaking spaces keep the words of a hint on one line.
	const parts = [
		context.translator.t(message),
		...hints.map(hint => `${signs.dot} ${hint}`.replaceAll(' ', '\u00A0')),
	];
	const texts = wrapBeside(parts.join(' '), size.columns - 4, spansWidth(position), maxLines).map(text =>
		text.replaceAll('\u00A0', ' '),
	);
	return texts.map((text, index) =>
		line(
			[
				' ',
				index === 0 ? [messageTones[tone], messageSigns[tone]] : ' ',
				' ',
				tone === 'bad' ? [messageTones.bad, text] : text,
			],
			index === texts.length - 1 ? position : [],
		),
	);
}

/** What the row at the cursor says beyond its cells, made safe; blank where there is nothing. */
function sentenceOfRow(state: State): string {
	const list = activeListOf(state);
	const row = list && !isFullPage(state) ? cursorRowOf(list) : null;
	return toPrintable((row && list!.resource.sentenceOf?.(row)) ?? '');
}

const statsSpans = (state: State, {translator}: RenderContext): readonly Span[] | null => {
	const list = activeListOf(state);
	return list && !isFullPage(state) ? columnStatsSpans(list, translator) : null;
};

const runningSpans = (action: RunningAction, context: RenderContext): readonly Span[] =>
	action.total <= 1 ? [` ${signs.more} ${runningLabel(action, context)}`] : [];

/**
Differences of the highlighted row, shown if there is no message. The line is redrawn for each cursor move anyway, because of the row
number. Not on a wide terminal: the line would be too long for a slow connection, and the record can be shown beside the table.
*/
function differenceSpans(state: State, {translator}: RenderContext): readonly Span[] {
	const list = activeListOf(state);
	const row = list && !isFullPage(state) && !hasSidePanel(state.size) ? cursorRowOf(list) : null;
	if (!row || row.differences.length === 0) return [];
	return [
		' ',
		[row.mark, signOfRow(row)],
		' ',
		['quiet', row.differences.map(translator.formatDifference).map(toPrintable).join('; ')],
	];
}

/** Wraps a text to at most `maxLines` lines; the last line is `beside` cells shorter. A text that is cut ends with an ellipsis. */
function wrapBeside(text: string, width: number, beside: number, maxLines: number): readonly string[] {
	const narrow = (line: string) => wrapText(line, width - beside);
	const lines = wrapText(text, width);
	const whole = [...lines.slice(0, -1), ...narrow(lines.at(-1)!)];
	if (whole.length <= maxLines) return whole;
	return [...lines.slice(0, maxLines - 1), `${narrow(lines[maxLines - 1]!)[0]!} ${signs.more}`];
}

function positionSpans(state: State, {translator}: RenderContext): readonly Span[] {
	const list = activeListOf(state);
	if (!list || list.rows.length === 0 || isFullPage(state)) return [];
	const {texts} = translator.tui;
	const {rows, cursor} = list;
	return [
		'  ',
		cursorRowOf(list) ? texts.rowPosition(cursor + 1, rows.length) : texts.noRowPosition(rows.length),
		' ',
	];
}

/** Sum, mean and range of the numeric column at the column cursor: of the selected rows, or else of those shown. */
function columnStatsSpans(list: List, translator: Translator): readonly Span[] | null {
	const {selected, comparison, rows, resource, columnCursor} = list;
	const column = resource.columns.find(({id, numeric}) => numeric && id === columnCursor);
	if (!column) return null;
	const stats = columnStats(
		selected.size > 0 && comparison ? selectedRows(comparison.rows)(selected) : rows,
		column,
	);
	if (!stats) return null;
	const exact = (value: number) => (column.money ? value.toFixed(2) : String(value));
	const {columnStats: textOf} = translator.tui.texts;
	const text = textOf({
		count: stats.count,
		sum: exact(stats.sum),
		mean: stats.mean.toFixed(2),
		min: exact(stats.min),
		max: exact(stats.max),
	});
	return [
		' ',
		...(selected.size > 0 ? [['selected', `${signs.selected} `] as const] : []),
		['title', translator.columnLabel(resource.name, column.id)],
		` ${text}`,
	];
}

/** The selected rows, cached: they are asked for at each step of the cursor. */
const selectedRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((selected: ReadonlySet<string>): readonly Row[] => rows.filter(({key}) => selected.has(key))),
);
