import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hardWrap, textWidth} from '../../source/terminal/fit-width.ts';
import {scaledRuns} from '../support/thoroughness.ts';

test('a folded text is whole, and no piece of it is wider than it may be', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 60}),
			fc.integer({min: 4, max: 30}),
			(text, width) => {
				const pieces = hardWrap(text, width);
				expect(pieces.join('')).toBe(text);
				for (const piece of pieces) expect(textWidth(piece)).toBeLessThanOrEqual(width);
			},
		),
		{numRuns: scaledRuns(200)},
	);
});
