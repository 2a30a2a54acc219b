import {expect, test} from 'vitest';
import {createInputParser} from '../../../source/tui/input/parser.ts';
import type {InputEvent} from '../../../source/tui/input/key.ts';

const nameOf = (event: InputEvent) => (event.is === 'paste' ? `“${event.text}”` : event.key.name);

/** A parser whose times are given by the test; `at` and `expire` return the names of the events. */
function open() {
	const parser = createInputParser(80);
	return {
		parser,
		at: (now: number, text: string) => parser.parse(Buffer.from(text), now).events.map(nameOf),
		expire: () => parser.expire(parser.deadline!).map(nameOf),
	};
}

test('each kind of unfinished input has its own timeout', () => {
	for (const [begun, timeoutMs] of [
		['\u001B', 80],
		['\u001B[', 1000],
		['\u001BO', 1000],
		['\u001B]0;', 1000],
		['\u001B[M', 1000],
		['\u001B[200~d', 5000],
	] as const) {
		const {parser, at} = open();
		at(7, begun);
		expect(parser.deadline).toBe(7 + timeoutMs);
	}
});

test('more bytes do not extend the timeout of a sequence, but that of a paste', () => {
	const {parser, at} = open();
	at(0, '\u001BP');
	at(900, 'lan');
	expect(parser.deadline).toBe(1000);
	at(950, '\u001B\\\u001B[200~');
	at(5000, 'x');
	expect(parser.deadline).toBe(10_000);
});

test('the rest of an arrow sequence is discarded for a second after Escape was reported, and then is text', () => {
	const early = open();
	early.at(0, '\u001B');
	expect([early.expire(), early.at(1080, '[B')]).toEqual([['escape'], []]);
	const late = open();
	late.at(0, '\u001B');
	expect([late.expire(), late.at(1081, '[B')]).toEqual([['escape'], ['[', 'B']]);
});

test('a key after an expired Escape is reported at once', () => {
	const {at, expire} = open();
	at(0, '\u001B');
	expect([expire(), at(81, 'j')]).toEqual([['escape'], ['j']]);
});

test('a long response of the terminal that is never completed ends after its timeout', () => {
	const {at, expire} = open();
	expect([at(0, '\u001BPlan'), expire(), at(1001, 'y')]).toEqual([[], ['escape'], ['y']]);
});

test('an incomplete character is discarded, and so is its late second half', () => {
	const {parser, expire, at} = open();
	parser.parse(Buffer.from([0xd0]), 0);
	expect(expire()).toEqual([]);
	expect(parser.deadline).toBeUndefined();
	expect(parser.parse(Buffer.from([0x9b, 0x42]), 9000).events.map(nameOf)).toEqual(['B']);
	expect(at(9001, 'й')).toEqual(['й']);
});

test('a paste that is never completed is discarded after its timeout', () => {
	const {at, expire} = open();
	expect([at(0, '\u001B[200~dy\r'), expire(), at(5001, 'j')]).toEqual([[], [], ['j']]);
});

test('a paste that was discarded at its beginning is discarded to its end, or until its timeout', () => {
	for (const [now, names] of [
		[4000, []],
		[9001, ['y', 'enter']],
	] as const) {
		const {parser, at} = open();
		at(0, '\u001B[200~d');
		parser.discard(1);
		expect(parser.deadline).toBeUndefined();
		at(4000, 'd');
		expect(at(now, 'y\r')).toEqual(names);
	}
});

test('an arrow that ends a discarded response of the terminal is reported', () => {
	const {parser, at} = open();
	at(0, '\u001B]11;rgb');
	parser.discard(1);
	expect(at(2, ':ff\u001B[B')).toEqual(['down']);
});

test('discarded text still counts as text of its read', () => {
	const {parser} = open();
	parser.parse(Buffer.from('\u001B[200~38'), 0);
	parser.discard(0);
	expect(parser.parse(Buffer.from('0\u001B[201~+'), 1).textCount).toBe(2);
});
