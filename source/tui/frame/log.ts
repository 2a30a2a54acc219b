import type {Entry} from '../../sync/action.ts';
import type {State} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import type {Words} from '../../words/words.ts';
import {told, type Content} from './panel.ts';
import type {Pen} from './pen.ts';
import {fullTime, timeOf} from '../../terminal/time.ts';

const tones = {good: 'good', plain: 'title', bad: 'bad'} as const satisfies Record<string, Tone>;
const leading = {good: signs.done, plain: signs.dot, bad: signs.warn} as const;

/** What was said in this run, latest first. */
export function messagesContent({messages}: State, width: number, {words, now}: Pen): readonly Content[] {
	if (messages.length === 0) return [[` ${words.console.frame.noMessages}`]];
	return messages.flatMap(({at, tone, said}) =>
		told(
			[' ', [tones[tone], leading[tone]], ' ', ['quiet', timeOf(at, now)], ' '],
			words.tell(said),
			width - timeOf(at, now).length - 5,
		),
	);
}

/** Who did what to which row, and how it ended. */
export function journalContent(
	entries: readonly Entry[] | null,
	width: number,
	{words}: Pen,
): readonly Content[] {
	const {frame} = words.console;
	if (entries === null) return [[` ${frame.reading}`]];
	if (entries.length === 0) return [[` ${frame.journalEmpty}`]];
	return entries.flatMap(entry => entryLine(entry, width, words, true));
}

/** An entry of the journal: with its number and its row where they are not known from what stands around it. */
export function entryLine(
	{id, at, operator, resource, action, subject, state, error}: Entry,
	width: number,
	words: Words,
	isFull = false,
): readonly Content[] {
	const isBad = state === 'failed' || state === 'open';
	const text = [
		...(isFull ? [`#${id}`] : []),
		fullTime(new Date(at)),
		operator.sudo_user ?? operator.os_user,
		words.action(resource, action).label,
		...(isFull ? [subject] : []),
		words.console.frame.states[state] ?? state,
		...(error === null ? [] : [error]),
	].join('  ');
	return told([' ', [isBad ? 'bad' : 'good', isBad ? signs.warn : signs.done], ' '], text, width - 4);
}
