import {expect, test} from 'vitest';
import {signs, createStyle, type Style} from '../../../source/tui/view/style.ts';
import {themes, type Theme} from '../../../source/config/settings.ts';
import {textWidth} from '../../../source/terminal/fit-width.ts';

const painted = ({paint}: Style): readonly string[] => [
	paint('~', 'x'),
	paint('!', 'x'),
	paint('quiet', 'x'),
	paint('cursor', 'x'),
];

test('a tone opens and closes only its own attributes, so that tones can be nested', () => {
	const {paint} = createStyle({TERM: 'xterm', LANG: 'C.UTF-8'});
	expect(paint('cursor', `a${paint('!', '!')}b`)).toBe(
		'\u001B[7ma\u001B[1m\u001B[31m!\u001B[39m\u001B[22mb\u001B[27m',
	);
	expect(paint('bad', '')).toBe('');
});

test('NO_COLOR keeps bold and inverse, an empty NO_COLOR keeps all attributes', () => {
	expect(painted(createStyle({NO_COLOR: '1'}))).toEqual([
		'x',
		'\u001B[1mx\u001B[22m',
		'x',
		'\u001B[7mx\u001B[27m',
	]);
	expect(painted(createStyle({NO_COLOR: ''}))).toEqual(painted(createStyle({})));
});

test('a dumb terminal gets no attributes, the Linux console no dim ones', () => {
	expect(painted(createStyle({TERM: 'dumb'}))).toEqual(['x', 'x', 'x', 'x']);
	expect(painted(createStyle({TERM: 'linux'}))[2]).toBe('x');
	expect(painted(createStyle({TERM: 'linux'}))[0]).toBe('\u001B[36mx\u001B[39m');
});

test('a theme chooses the colours of a terminal that has 256', () => {
	const colour = (theme: Theme | null, environment: Readonly<Record<string, string>> = {}) =>
		createStyle({TERM: 'xterm-256color', ...environment}, theme).paint('~', 'x');
	expect(colour(null)).toBe(colour('dark'));
	expect(new Set([colour('dark'), colour('light'), colour('safe')]).size).toBe(3);
	expect(colour(null, {COLORFGBG: '0;15'})).toBe(colour('light'));
	expect(colour('dark', {COLORFGBG: '0;15'})).toBe(colour('dark'));
	expect(colour('mono')).toBe('x');
	for (const theme of themes) expect(colour(theme, {NO_COLOR: '1'})).toBe('x');
	expect(colour('light', {TERM: 'xterm'})).toBe('\u001B[36mx\u001B[39m');
});

test('no two meanings have one colour', () => {
	const tones = ['~', '+', '-', '!', 'online'] as const;
	for (const theme of ['dark', 'light', 'safe'] as const) {
		const {paint} = createStyle({TERM: 'xterm-256color'}, theme);
		expect(new Set(tones.map(tone => paint(tone, 'x'))).size, theme).toBe(tones.length);
	}
});

test('the locale decides whether signs are UTF-8: LC_ALL before LC_CTYPE before LANG', () => {
	const spelt = (environment: Readonly<Record<string, string>>) =>
		createStyle(environment).transliterate('▶ “Ґалаґан” …');
	expect(spelt({LANG: 'uk_UA.UTF-8'})).toBe('▶ “Ґалаґан” …');
	expect(spelt({LC_CTYPE: 'en_US.utf8', LANG: 'C'})).toBe('▶ “Ґалаґан” …');
	expect(spelt({LC_ALL: 'C', LANG: 'uk_UA.UTF-8'})).toBe('> "Ґалаґан" ~');
	expect(spelt({})).toBe('> "Ґалаґан" ~');
});

test('each sign takes one cell, with UTF-8 and without', () => {
	for (const sign of Object.values(signs)) {
		expect([sign, textWidth(sign)]).toEqual([sign, 1]);
		expect(createStyle({}).transliterate(sign)).toMatch(/^[ -~]$/);
	}
});
