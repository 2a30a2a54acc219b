import fc from 'fast-check';
import {expect, test} from 'vitest';
import {bindings} from '../../../source/tui/bindings.ts';
import {commandOf} from '../../../source/tui/keyboard/layout.ts';
import {runs} from '../../runs.ts';

const meant = (typed: string) => [...typed].map(character => commandOf(character)).join('');

test('the keys of a Russian keyboard mean what a US keyboard has at their places', () => {
	expect(meant('йцукенгшщзхъ фывапролджэ ячсмитьбю.ё')).toBe("qwertyuiop[] asdfghjkl;' zxcvbnm,./`");
	expect(meant('ЙЦУКЕНГШЩЗХЪ ФЫВАПРОЛДЖЭ ЯЧСМИТЬБЮ,Ё')).toBe('QWERTYUIOP{} ASDFGHJKL:" ZXCVBNM<>?~');
});

test('the keys of a Ukrainian keyboard mean what a US keyboard has at their places', () => {
	expect(meant('йцукенгшщзхї фівапролджє ґ ячсмитьбю.')).toBe("qwertyuiop[] asdfghjkl;' \\ zxcvbnm,./");
	expect(meant('ЙЦУКЕНГШЩЗХЇ ФІВАПРОЛДЖЄ Ґ ЯЧСМИТЬБЮ,')).toBe('QWERTYUIOP{} ASDFGHJKL:" | ZXCVBNM<>?');
});

test('what no Cyrillic letter types stays what it is', () => {
	for (const name of [
		'up',
		'shift-tab',
		'space',
		'enter',
		'ctrl-c',
		'7',
		'+',
		'!',
		'/',
		'?',
		':',
		'№',
		'"',
		'',
	])
		expect(commandOf(name)).toBe(name);
	fc.assert(
		fc.property(fc.string({unit: 'grapheme-ascii'}), text =>
			text === '.' || text === ',' ? true : commandOf(text) === text,
		),
		{numRuns: runs(100)},
	);
});

test('no command is lost to the translation', () => {
	for (const key of bindings.flatMap(({keys}) => keys)) expect(commandOf(key)).toBe(key);
});
