import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createInputParser} from '../../../source/tui/input/parser.ts';
import {scaledRuns} from '../../support/thoroughness.ts';
import {nameOf} from './event-name.ts';

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

const leftButton = '\u001B[<0;12;34M';
const wheel = '\u001B[<65;200;50M';
const answers = [
	['\u001B]11;rgb:ffff/ffff/dddd\u0007', 'light'],
	['\u001B]11;rgb:1e1e/1e1e/2e2e\u001B\\', 'dark'],
	['\u001B]11;rgba:ff/ff/ff/00\u0007', 'light'],
	['\u001B]11;rgb:f/f/0\u0007', 'light'],
] as const;

test('a click, the wheel and the answer about the background are events of their own', () => {
	expect(open().at(0, leftButton + wheel)).toEqual(['click 11,33', 'wheel-down 199,49']);
	expect(open().at(0, '\u001B[<64;1;1M\u001B[<0;1;1m')).toEqual(['wheel-up 0,0']);
	for (const [bytes, name] of answers) expect(open().at(0, bytes)).toEqual([name]);
});

/** Reports of the terminal, whole or cut short behind the beginning that names them. */
const report = fc
	.constantFrom(leftButton, wheel, '\u001B[<0;12;34m', '\u001B[M !!', ...answers.map(([bytes]) => bytes))
	.chain(text =>
		fc.oneof(
			{weight: 3, arbitrary: fc.constant(text)},
			fc.integer({min: 4, max: text.length}).map(length => text.slice(0, length)),
		),
	)
	.filter(text => !text.endsWith('\u001B'));

test('no byte of a report becomes a key, wherever it is cut and however long its rest takes', () => {
	fc.assert(
		fc.property(
			fc.array(report, {minLength: 1, maxLength: 6}),
			fc.infiniteStream(fc.constantFrom(0, 0, 0, 20, 900, 2500, 100_000)),
			(reports, pauses) => {
				const parser = createInputParser(80);
				let now = 0;
				const events: string[] = [];
				const pass = (pause: number) => {
					now += pause;
					if (parser.deadline !== undefined && parser.deadline <= now)
						events.push(...parser.expire(parser.deadline).map(nameOf));
				};

				for (const text of reports) {
					// Before the third byte the terminal's report cannot be distinguished from the key Escape.
					const pieces = [text.slice(0, 3), ...text.slice(3)];
					for (const [index, piece] of pieces.entries()) {
						if (index > 0 && piece !== '\\') pass(pauses.next().value ?? 0);
						events.push(...parser.parse(Buffer.from(piece), now).events.map(nameOf));
					}
				}

				pass(100_000);
				for (const name of events) expect(name).toMatch(/^(?:click|wheel-down|wheel-up|light|dark)/);
			},
		),
		{numRuns: scaledRuns(3000)},
	);
});

test('a key after a report that was cut short is a key', () => {
	for (const [begun, key, names] of [
		['\u001B[<0;12', '\u0003', ['ctrl-c']],
		['\u001B[<0;12', '\u001B[B', ['down']],
		['\u001B[<0;12;', leftButton, ['click 11,33']],
		['\u001B]11;rgb:ff', '\u0003', ['ctrl-c']],
		['\u001B]11;rgb:ff', '\u001B[B', ['down']],
	] as const) {
		expect(open().at(0, begun + key)).toEqual(names);
		const late = open();
		late.at(0, begun);
		expect([late.expire(), late.at(5000, key)]).toEqual([[], names]);
	}

	const late = open();
	late.at(0, '\u001B]11;rgb:ff');
	expect([late.expire(), late.at(5000, 'y')]).toEqual([[], ['y']]);
});

test('a late rest of the answer about the background still tells it', () => {
	const {at, expire} = open();
	at(0, '\u001B]11;rgb:ffff/ff');
	expect([expire(), at(9000, 'ff/ffff\u001B\\')]).toEqual([[], ['light']]);
});

test('Escape behind the beginning of a late answer about the background is Escape', () => {
	const {parser, at, expire} = open();
	at(0, '\u001B]11;rgb:ffff/ff');
	expire();
	at(9000, '\u001B');
	expect(parser.deadline).toBe(9080);
	expect(expire()).toEqual(['escape']);
});

test('a report with other characters in it is discarded as a whole', () => {
	expect(open().at(0, '\u001B[<0;x12;34Mj')).toEqual(['j']);
	expect(open().at(0, '\u001B[<0;\u044F;34Mj')).toEqual(['j']);
});

test('a report that a discard has split is discarded to its end', () => {
	for (const text of [leftButton, answers[0][0], answers[1][0]])
		for (let cut = 5; cut < text.length; cut++) {
			const {parser, at} = open();
			at(0, text.slice(0, cut));
			parser.discard(1);
			expect(at(900, `${text.slice(cut)}j`).filter(name => !/^(?:light|dark)$/.test(name))).toEqual(['j']);
		}
});
