import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keyBindings} from '../../../source/tui/commands/key-bindings.ts';
import {toLatinKey} from '../../../source/tui/input/keyboard.ts';
import {scaledRuns} from '../../support/thoroughness.ts';

const translate = (typed: string) => [...typed].map(character => toLatinKey(character)).join('');

test('the keys of a Russian layout become those of a US layout at the same places', () => {
	expect(translate('йцукенгшщзхъ фывапролджэ ячсмитьбю.ё')).toBe("qwertyuiop[] asdfghjkl;' zxcvbnm,./`");
	expect(translate('ЙЦУКЕНГШЩЗХЪ ФЫВАПРОЛДЖЭ ЯЧСМИТЬБЮ,Ё')).toBe('QWERTYUIOP{} ASDFGHJKL:" ZXCVBNM<>?~');
});

test('the keys of a Ukrainian layout become those of a US layout at the same places', () => {
	expect(translate('йцукенгшщзхї фівапролджє ґ ячсмитьбю.')).toBe("qwertyuiop[] asdfghjkl;' \\ zxcvbnm,./");
	expect(translate('ЙЦУКЕНГШЩЗХЇ ФІВАПРОЛДЖЄ Ґ ЯЧСМИТЬБЮ,')).toBe('QWERTYUIOP{} ASDFGHJKL:" | ZXCVBNM<>?');
});

test('other names are returned unchanged', () => {
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

test('the key of every command is returned unchanged', () => {
	for (const key of keyBindings.flatMap(({keys}) => keys)) expect(toLatinKey(key)).toBe(key);
});
