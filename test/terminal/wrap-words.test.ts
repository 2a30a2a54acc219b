import {expect, test} from 'vitest';
import {wrapWords} from '../../source/terminal/fit-width.ts';

test.each([
	['one two three', 7, 'one two\nthree'],
	['one two three', 8, 'one two\nthree'],
	['  indented text\n\nnext', 10, '  indented\ntext\n\nnext'],
	['a wide-word-alone b', 6, 'a\nwide-word-alone\nb'],
	['ends with a space ', 40, 'ends with a space'],
	['no width', Infinity, 'no width'],
])('%j in %d cells is wrapped to %j', (text, width, wrapped) => {
	expect(wrapWords(text, width)).toBe(wrapped);
});
