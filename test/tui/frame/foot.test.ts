import {expect, test} from 'vitest';
import type {Message, Size, State} from '../../../source/tui/state.ts';
import {languages, say, wordsOf} from '../../../source/words/words.ts';
import {bare, cursorOn, modern, now, rowsAt, screenOf, stateOf, textOf, words} from './scene.ts';

const small: Size = {columns: 80, rows: 24};
const {frame} = words.console;

const message = (change: Partial<Message> = {}): Message => ({
	at: now,
	tone: 'bad',
	said: say('tariff-unknown', {tariff: '105'}),
	leads: null,
	undoable: false,
	...change,
});

const lastLine = (change: Partial<State>): string => textOf(stateOf(small, change)).split('\n').at(-1)!;

const leads = {tab: 'tariffs', id: '105'};
const deeds = [{tab: 'accounts', action: 'add', journal: ['1']}];

test('what a message leads to stands apart from its sentence, and first among the keys', () => {
	const state = {message: message({leads})};
	expect(textOf(stateOf(small, state))).toMatch(/first\.\s+· o goes there /);
	expect(lastLine(state)).toMatch(/^ o go there {2}\+ add/);
	expect(lastLine({message: message()})).not.toContain('go there');
});

test('a message of several lines stands together, below the rule', () => {
	const long = say('number-shared', {
		number: '999955',
		others: ['sosid225 (TV id 999955)', 'user00225', 'brat'],
	});
	const lines = textOf(stateOf({columns: 120, rows: 36}, {message: message({said: long})})).split('\n');
	const rule = lines.findLastIndex(line => line.startsWith('────'));
	expect(lines.slice(rule + 1)).toHaveLength(3);
	expect(lines[rule + 1]).toContain('999955');
});

test('what differs in the highlighted row is told where nothing else is, and no record can stand beside', () => {
	const start = stateOf(small);
	const place = start.lists['accounts']!.rows.findIndex(({mark}) => mark === '~');
	const [row] = rowsAt(start, place);
	const line = words.tellDrift(row!.drifts[0]!);
	const at = (size: Size, more: Partial<State> = {}) => textOf(stateOf(size, more, cursorOn(start, place)));
	expect(at(small)).toContain(` ~ ${line}`);
	expect(at(small, {message: message()})).not.toContain(line);
	expect(at({columns: 120, rows: 36})).not.toContain(line);
});

test('undo is named only where something can be taken back', () => {
	const large: Size = {columns: 120, rows: 36};
	const hints = (change: Partial<State>) => textOf(stateOf(large, change)).split('\n').at(-1)!;
	expect(hints({deeds})).toContain('u undo');
	expect(hints({})).not.toContain('undo');
});

test.each(languages)('what takes a deed back is named on the smallest screen, in %s', async language => {
	const spoken = await wordsOf(language);
	for (const tab of ['accounts', 'tariffs', null])
		expect(
			screenOf(stateOf(small, {deeds, at: tab}), modern, spoken)
				.map(bare)
				.at(-1),
		).toContain(` u ${spoken.console.commands.undo}`);
});

test('a simulation says which key ends it', () => {
	expect(lastLine({simulates: true})).toMatch(/^ SIMULATE {2}W ends it {2}\+ add/);
	expect(lastLine({simulates: true, at: null})).toContain('esc ends it');
	expect(lastLine({})).not.toContain(frame.endSimulating);
});

test('a message has the whole width but for its last line', () => {
	const long = message({said: say('not-read', {why: 'slowly '.repeat(30)})});
	const lines = textOf(stateOf(small, {message: long}))
		.split('\n')
		.slice(-5, -1);
	for (const line of lines.slice(0, -1)) expect(line.length).toBeGreaterThan(80 - 'slowly '.length);
	expect(lines.at(-1)).toMatch(/row 1\/305$/);
	expect(lines.slice(0, -1).join('')).not.toContain('row ');
});
