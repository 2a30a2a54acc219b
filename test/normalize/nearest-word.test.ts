import fc from 'fast-check';
import {expect, test} from 'vitest';
import {nearestWord} from '../../source/normalize/nearest-word.ts';

const words = ['accounts', 'stb', 'channels', 'config', 'db', 'demo', 'doctor', 'journal'];

test.each([
	['accunts', 'accounts'],
	['acocunts', 'accounts'],
	['ACCOUNT', 'accounts'],
	['chanels', 'channels'],
	['dmeo', 'demo'],
	['sbt', 'stb'],
	['dctr', ''],
	['jou', 'journal'],
	['conf', 'config'],
	['do', 'db'],
	['nosuch', ''],
	['', ''],
])('%j means %j', (typed, meant) => {
	expect(nearestWord(typed, words)).toBe(meant);
});

test('a known word is nearest to itself, and one swapped pair of letters does not hide it', () => {
	fc.assert(
		fc.property(fc.constantFrom(...words), fc.nat(), (word, seed) => {
			const at = seed % (word.length - 1);
			const swapped = word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
			expect(nearestWord(word, words)).toBe(word);
			expect(nearestWord(swapped, words)).toBe(word);
		}),
	);
});
