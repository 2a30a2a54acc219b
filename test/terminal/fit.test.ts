import fc from 'fast-check';
import {expect, test} from 'vitest';
import {folded, widthOf} from '../../source/terminal/fit.ts';
import {runs} from '../runs.ts';

test('a folded text is whole, and no piece of it is wider than it may be', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 60}),
			fc.integer({min: 4, max: 30}),
			(text, width) => {
				const pieces = folded(text, width);
				expect(pieces.join('')).toBe(text);
				for (const piece of pieces) expect(widthOf(piece)).toBeLessThanOrEqual(width);
			},
		),
		{numRuns: runs(200)},
	);
});
