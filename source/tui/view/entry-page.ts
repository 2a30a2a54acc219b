import {formatDateTime} from '../../terminal/format-time.ts';
import {journalRowLines} from '../../output/journal-rows.ts';
import type {Translator} from '../../i18n/translator.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {JournalRow} from '../../sync/changes/ports.ts';
import type {EntryPage} from '../session/mode.ts';
import {wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {signs} from './style.ts';

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
