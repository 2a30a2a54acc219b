import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fit, widthOf} from '../../source/terminal/fit.ts';
import {harmless, harmlessJson} from '../../source/terminal/harmless.ts';
import {runs} from '../runs.ts';

test.each([
	['Іваненко Олег', 'Іваненко Олег'],
	['\u001B]52;c;ZWNobw==\u0007', '␛]52;c;ZWNobw==␇'],
	['two\nlines\tand a tab', 'two␊lines␉and a tab'],
	['\u202Egnirts', '�gnirts'],
	['a\u009Bb', 'a�b'],
	['del\u007F', 'del␡'],
	['d’Арк — «x» … №', 'd’Арк — «x» … №'],
])('%j is shown as %j', (text, shown) => {
	expect(harmless(text)).toBe(shown);
});

const steering = /[\p{Cc}\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;

test('no text, however hostile, leaves a character that steers a terminal', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => !steering.test(harmless(text))),
		{numRuns: runs(100)},
	);
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => !steering.test(harmlessJson({text}))),
		{numRuns: runs(100)},
	);
});

test('harmless JSON still means the same', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary'}),
			text => (JSON.parse(harmlessJson({text})) as {readonly text: string}).text === text,
		),
		{numRuns: runs(100)},
	);
});

test('a fitted text takes exactly its cells', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme'}),
			fc.integer({min: 1, max: 40}),
			(text, width) => widthOf(fit(harmless(text), width)) === width,
		),
		{numRuns: runs(100)},
	);
	expect(fit('Іваненко', 5)).toBe('Іван…');
	expect(fit('7', 3, 'right')).toBe('  7');
});
