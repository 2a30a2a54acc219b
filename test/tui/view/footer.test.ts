import {expect, test} from 'vitest';
import type {Notification, Size, State} from '../../../source/tui/session/state.ts';
import {languages, message, loadTranslator} from '../../../source/i18n/translator.ts';
import {
	stripStyle,
	cursorOn,
	fullColour,
	now,
	rowsAt,
	renderLines,
	stateOf,
	renderText,
	translator,
} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};
const {texts} = translator.tui;

const footMessage = (change: Partial<Notification> = {}): Notification => ({
	at: now,
	tone: 'bad',
	message: message('tariff-unknown', {tariff: '105'}),
	related: null,
	isUndoable: false,
	...change,
});

const lastLine = (change: Partial<State>): string => renderText(stateOf(small, change)).split('\n').at(-1)!;

const related = {resource: 'tariffs', id: '105'};
const undoStack = [{listName: 'accounts', action: 'add', journalIds: ['1']}];

test('the key for the related row is separated from the message, and is the first key hint', () => {
	const state = {notification: footMessage({related})};
	expect(renderText(stateOf(small, state))).toMatch(/first\.\s+· o goes there /);
	expect(lastLine(state)).toMatch(/^ o go there {2}\+ add/);
	expect(lastLine({notification: footMessage()})).not.toContain('go there');
});

test('a message of several lines is shown in one piece, below the horizontal line', () => {
	const long = message('number-shared', {
		number: '999955',
		others: ['sosid225 (TV id 999955)', 'user00225', 'brat'],
	});
	const lines = renderText(
		stateOf({columns: 120, rows: 36}, {notification: footMessage({message: long})}),
	).split('\n');
	const rule = lines.findLastIndex(line => line.startsWith('────'));
	expect(lines.slice(rule + 1)).toHaveLength(3);
	expect(lines[rule + 1]).toContain('999955');
});

test('differences of the highlighted row are shown if there is no message and no side panel', () => {
	const start = stateOf(small);
	const place = start.lists['accounts']!.rows.findIndex(({mark}) => mark === '~');
	const [row] = rowsAt(start, place);
	const line = translator.formatDifference(row!.differences[0]!);
	const at = (size: Size, more: Partial<State> = {}) =>
		renderText(stateOf(size, more, cursorOn(start, place)));
	expect(at(small)).toContain(` ~ ${line}`);
	expect(at(small, {notification: footMessage()})).not.toContain(line);
	expect(at({columns: 120, rows: 36})).not.toContain(line);
});

test('the key for undo is shown only if something can be undone', () => {
	const large: Size = {columns: 120, rows: 36};
	const hints = (change: Partial<State>) => renderText(stateOf(large, change)).split('\n').at(-1)!;
	expect(hints({undoStack})).toContain('u undo');
	expect(hints({})).not.toContain('undo');
});

test.each(languages)('the key of undo is named on the smallest screen, in %s', async language => {
	const spoken = await loadTranslator(language);
	for (const name of ['accounts', 'tariffs', null])
		expect(
			renderLines(stateOf(small, {undoStack, activeScreen: name}), fullColour, spoken)
				.map(stripStyle)
				.at(-1),
		).toContain(` u ${spoken.tui.commands.undo}`);
});

test('a dry run shows the key that turns it off', () => {
	expect(lastLine({dryRun: true})).toMatch(/^ DRY RUN {2}W turns it off {2}\+ add/);
	expect(lastLine({dryRun: true, activeScreen: null})).toContain('esc turns it off');
	expect(lastLine({})).not.toContain(texts.endDryRun);
});

test('a message uses the whole width except in its last line', () => {
	const long = footMessage({message: message('not-read', {reason: 'slowly '.repeat(30)})});
	const lines = renderText(stateOf(small, {notification: long}))
		.split('\n')
		.slice(-5, -1);
	for (const line of lines.slice(0, -1)) expect(line.length).toBeGreaterThan(80 - 'slowly '.length);
	expect(lines.at(-1)).toMatch(/row 1\/305$/);
	expect(lines.slice(0, -1).join('')).not.toContain('row ');
});
