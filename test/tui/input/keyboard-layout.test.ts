import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keyBindings} from '../../../source/tui/commands/key-bindings.ts';
import {toLatinKey} from '../../../source/tui/input/keyboard-layout.ts';
import {scaledRuns} from '../../support/thoroughness.ts';

const meant = (typed: string) => [...typed].map(character => toLatinKey(character)).join('');

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
		expect(toLatinKey(name)).toBe(name);
	fc.assert(
		fc.property(fc.string({unit: 'grapheme-ascii'}), text =>
			text === '.' || text === ',' ? true : toLatinKey(text) === text,
		),
		{numRuns: scaledRuns(100)},
	);
});

test('no command is lost to the translation', () => {
	for (const key of keyBindings.flatMap(({keys}) => keys)) expect(toLatinKey(key)).toBe(key);
});
