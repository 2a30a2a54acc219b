import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fitWidth, textWidth} from '../../source/terminal/fit-width.ts';
import {sanitize, sanitizeJson} from '../../source/terminal/sanitize.ts';
import {scaledRuns} from '../support/thoroughness.ts';

test.each([
	['Іваненко Олег', 'Іваненко Олег'],
	['\u001B]52;c;ZWNobw==\u0007', '␛]52;c;ZWNobw==␇'],
	['two\nlines\tand a tab', 'two␊lines␉and a tab'],
	['\u202Egnirts', '�gnirts'],
	['a\u009Bb', 'a�b'],
	['del\u007F', 'del␡'],
	['d’Арк — «x» … №', 'd’Арк — «x» … №'],
])('%j is shown as %j', (text, shown) => {
	expect(sanitize(text)).toBe(shown);
});

const steering = /[\p{Cc}\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;

test('no text, however hostile, leaves a character that steers a terminal', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => !steering.test(sanitize(text))),
		{numRuns: scaledRuns(100)},
	);
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => !steering.test(sanitizeJson({text}))),
		{numRuns: scaledRuns(100)},
	);
});

test('harmless JSON still means the same', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary'}),
			text => (JSON.parse(sanitizeJson({text})) as {readonly text: string}).text === text,
		),
		{numRuns: scaledRuns(100)},
	);
});

test('a fitted text takes exactly its cells', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme'}),
			fc.integer({min: 1, max: 40}),
			(text, width) => textWidth(fitWidth(sanitize(text), width)) === width,
		),
		{numRuns: scaledRuns(100)},
	);
	expect(fitWidth('Іваненко', 5)).toBe('Іван…');
	expect(fitWidth('7', 3, 'right')).toBe('  7');
});
