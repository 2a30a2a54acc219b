import {expect, test} from 'vitest';
import {createInputParser} from '../../../source/tui/input/parser.ts';
import type {InputEvent} from '../../../source/tui/input/key.ts';

const nameOf = (heard: InputEvent) => (heard.is === 'paste' ? `“${heard.text}”` : heard.key.name);

/** A cutter with a clock of its own; each step says what it told. */
function open() {
	const cutter = createInputParser(80);
	return {
		cutter,
		at: (now: number, text: string) =>
			cutter.parse(Buffer.from(text), now).events.map(heard => nameOf(heard)),
		over: () => cutter.expire(cutter.deadline!).map(heard => nameOf(heard)),
	};
}

test('each thing has its own patience', () => {
	for (const [begun, patience] of [
		['\u001B', 80],
		['\u001B[', 1000],
		['\u001BO', 1000],
		['\u001B]0;', 1000],
		['\u001B[M', 1000],
		['\u001B[200~d', 5000],
	] as const) {
		const {cutter, at} = open();
		at(7, begun);
		expect(cutter.deadline).toBe(7 + patience);
	}
});

test('typing on does not lengthen the wait for a sequence, but a paste may take as long as it comes', () => {
	const {cutter, at} = open();
	at(0, '\u001BP');
	at(900, 'lan');
	expect(cutter.deadline).toBe(1000);
	at(950, '\u001B\\\u001B[200~');
	at(5000, 'x');
	expect(cutter.deadline).toBe(10_000);
});

test('the tail of an arrow is swallowed for a second after Escape was heard, and then is text again', () => {
	const early = open();
	early.at(0, '\u001B');
	expect([early.over(), early.at(1080, '[B')]).toEqual([['escape'], []]);
	const late = open();
	late.at(0, '\u001B');
	expect([late.over(), late.at(1081, '[B')]).toEqual([['escape'], ['[', 'B']]);
});

test('a key after Escape is a key at once', () => {
	const {at, over} = open();
	at(0, '\u001B');
	expect([over(), at(81, 'j')]).toEqual([['escape'], ['j']]);
});

test('a long answer that breaks off gives the keyboard back', () => {
	const {at, over} = open();
	expect([at(0, '\u001BPlan'), over(), at(1001, 'y')]).toEqual([[], ['escape'], ['y']]);
});

test('half a character that stays alone is dropped, and its other half is, too', () => {
	const {cutter, over, at} = open();
	cutter.parse(Buffer.from([0xd0]), 0);
	expect(over()).toEqual([]);
	expect(cutter.deadline).toBeUndefined();
	expect(cutter.parse(Buffer.from([0x9b, 0x42]), 9000).events.map(heard => nameOf(heard))).toEqual(['B']);
	expect(at(9001, 'й')).toEqual(['й']);
});

test('a paste whose end never comes is dropped and gives the keyboard back', () => {
	const {at, over} = open();
	expect([at(0, '\u001B[200~dy\r'), over(), at(5001, 'j')]).toEqual([[], [], ['j']]);
});

test('a paste that was dropped at its beginning is swallowed to its end, unless that never comes', () => {
	for (const [then, told] of [
		[4000, []],
		[9001, ['y', 'enter']],
	] as const) {
		const {cutter, at} = open();
		at(0, '\u001B[200~d');
		cutter.discard(1);
		expect(cutter.deadline).toBeUndefined();
		at(4000, 'd');
		expect(at(then, 'y\r')).toEqual(told);
	}
});

test('an arrow behind a long answer that was dropped and breaks off is an arrow', () => {
	const {cutter, at} = open();
	at(0, '\u001B]11;rgb');
	cutter.discard(1);
	expect(at(2, ':ff\u001B[B')).toEqual(['down']);
});

test('text that was dropped still counts as text of its read', () => {
	const {cutter} = open();
	cutter.parse(Buffer.from('\u001B[200~38'), 0);
	cutter.discard(0);
	expect(cutter.parse(Buffer.from('0\u001B[201~+'), 1).textCount).toBe(2);
});
