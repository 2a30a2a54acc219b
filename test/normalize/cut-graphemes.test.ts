import {expect, test} from 'vitest';
import {cutGraphemes} from '../../source/normalize/cut-graphemes.ts';

test.each([
	['Петренко', 4, 'Петр'],
	['Петренко', 99, 'Петренко'],
	['ab👍🏽c', 3, 'ab'],
	['ab👍🏽c', 4, 'ab👍🏽'],
	['Іи\u0306ва', 2, 'І'],
	['𝒜𝒜𝒜', 2, '𝒜𝒜'],
])('%j is cut to %i code points between graphemes', (text, count, cut) => {
	expect(cutGraphemes(text, count)).toBe(cut);
});
