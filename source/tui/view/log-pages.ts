import type {State} from '../session/state.ts';
import {messageSigns, messageTones, signs} from './style.ts';
import type {Translator} from '../../i18n/translator.ts';
import {wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';
import {formatDateTime, formatTime} from '../../terminal/format-time.ts';
import type {JournalEntry} from '../../sync/journal.ts';

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
