import type {State} from '../session/state.ts';
import {messageSigns, messageTones, signs} from './style.ts';
import type {Translator} from '../../i18n/translator.ts';
import {wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {formatDateTime, formatTime} from '../../terminal/format-time.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import {journalRowLines} from '../../output/journal-rows.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {JournalRow} from '../../sync/changes/ports.ts';
import type {EntryPage, OutputPage} from '../session/mode.ts';
import {formatArguments} from '../custom-commands/custom-command.ts';
import {cutLine} from './line.ts';

/** All messages since the console started, latest first. */
export function messageLogLines(
	{notifications}: State,
	width: number,
	{translator, now}: RenderContext,
): readonly Line[] {
	if (notifications.length === 0) return [[` ${translator.tui.texts.noMessages}`]];
	return notifications.flatMap(({at, tone, message}) =>
		wrapParagraph(
			[' ', [messageTones[tone], messageSigns[tone]], ' ', ['quiet', formatTime(at, now)], ' '],
			translator.t(message),
			width - formatTime(at, now).length - 5,
		),
	);
}

/** A journal entry of a row as wrapped lines. */
export function journalEntryLines(
	{at, operator, resource, action, state, error}: JournalEntry,
	width: number,
	translator: Translator,
): readonly Line[] {
	const isBad = state === 'failed' || state === 'open';
	const text = [
		formatDateTime(new Date(at)),
		operator.sudo_user ?? operator.os_user,
		translator.actionTexts(resource, action).label,
		translator.tui.texts.states[state] ?? state,
		...(error === null ? [] : [error]),
	].join('  ');
	return wrapParagraph(
		[' ', [isBad ? 'bad' : 'good', isBad ? signs.warn : signs.done], ' '],
		text,
		width - 4,
	);
}

/** Lines of a journal entry: when, who, how it ended, then each row with every change, before → after. */
export function entryLines(
	{entry, rows}: EntryPage,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const {texts} = translator.tui;
	const {at, operator, state, error} = entry;
	const head = [
		formatDateTime(new Date(at)),
		operator.sudo_user ?? operator.os_user,
		translator.screenTexts(entry.resource).title,
		texts.states[state] ?? state,
		...(error === null ? [] : [error]),
	].join(`  ${signs.dot}  `);
	return [
		...wrapParagraph([' '], head, width - 2),
		[''],
		...(rows === null ? [[` ${texts.loading}`]] : changeLines(rows)(translator)),
	];
}

/** Cached: an entry of a bulk has as many rows as a list. */
const changeLines = memoizeWeak((rows: readonly JournalRow[]) =>
	memoizeWeak((translator: Translator): readonly Line[] =>
		rows.flatMap(row =>
			journalRowLines(row, translator).map((line, index): Line => [
				' ',
				index === 0 ? ['title', line] : line,
			]),
		),
	),
);

/** Lines of a command's page: its argument list, what it has printed, and how it ended. */
export function outputLines(
	{args, lines, end}: OutputPage,
	width: number,
	{translator}: RenderContext,
): readonly Line[] {
	const {commandRuns, commandEnded, commandFailed} = translator.tui.texts;
	const isDone = end?.code === 0;
	const endText = end?.error
		? commandFailed(end.error)
		: commandEnded(end?.code ?? null, end?.signal ?? null);
	return [
		...wrapParagraph([' ', ['title', '$ ']], formatArguments(args), width - 4),
		...cutLines(lines)(width),
		end === null
			? [' ', ['quiet', `${commandRuns} ${signs.more}`]]
			: [' ', [isDone ? 'good' : 'bad', `${isDone ? signs.done : signs.warn} ${endText}`]],
	];
}

/** What was printed, cut at this width. Cached while nothing more is printed: the page is drawn anew with each line that it scrolls. */
const cutLines = memoizeWeak((lines: readonly string[]) => {
	const known = new Map<number, readonly Line[]>();
	return (width: number): readonly Line[] => {
		const cut =
			known.get(width) ?? lines.flatMap(line => cutLine(line, width - 2).map((part): Line => [` ${part}`]));
		known.set(width, cut);
		return cut;
	};
});
