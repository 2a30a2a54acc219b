import {expect, test} from 'vitest';
import {compareKey} from '../../source/normalize/collation.ts';

/** Answered by MariaDB 10.11 with `set names utf8mb3; select 'a' = 'b' collate utf8mb3_general_ci`. */
const equal: ReadonlyArray<readonly [string, string]> = [
	['abc', 'ABC'],
	['abc', 'abc   '],
	['', '  '],
	['ё', 'Е'],
	['ї', 'І'],
	['ў', 'у'],
	['ѓ', 'Г'],
	['ќ', 'к'],
	['Й', 'й'],
	['Ґ', 'ґ'],
	['ß', 's'],
	['ſ', 'S'],
	['é', 'E'],
	['ü', 'u'],
	['Ñ', 'n'],
	['Ż', 'z'],
	['ő', 'O'],
	['İ', 'i'],
	['ı', 'I'],
	['ά', 'α'],
	['ς', 'Σ'],
	['µ', 'μ'],
	['ắ', 'A'],
	['ａ', 'Ａ'],
	['ⅷ', 'Ⅷ'],
	['ա', 'Ա'],
];

const different: ReadonlyArray<readonly [string, string]> = [
	['й', 'и'],
	['ґ', 'г'],
	['и\u0306', 'й'],
	['e\u0301', 'é'],
	['ß', 'ss'],
	['ł', 'l'],
	['ø', 'o'],
	['æ', 'ae'],
	['đ', 'd'],
	['ƀ', 'Ƀ'],
	['ҋ', 'Ҋ'],
	['abc', ' abc'],
	['abc', 'abc\t'],
	['abc', 'abc\u00A0'],
	['ﬁ', 'fi'],
	['ａ', 'a'],
	['か', 'が'],
	['Ꭰ', 'ꭰ'],
];

test.each(equal)('%j equals %j in the portal’s database', (left, right) => {
	expect(compareKey(left)).toBe(compareKey(right));
});

test.each(different)('%j is another than %j in the portal’s database', (left, right) => {
	expect(compareKey(left)).not.toBe(compareKey(right));
});

test('characters that the database cannot hold become question marks', () => {
	expect(compareKey('a😀')).toBe('A????');
	expect(compareKey('a😀')).toBe(compareKey('A????'));
});

test('a text with one non-ASCII letter is compared like an ASCII text', () => {
	expect(compareKey('ivanov_18ї ')).toBe('IVANOV_18І');
});
