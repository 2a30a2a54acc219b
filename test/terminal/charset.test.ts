import fc from 'fast-check';
import {expect, test} from 'vitest';
import {encodeForTerminal, lacksCyrillic, terminalCharset} from '../../source/terminal/charset.ts';
import {textWidth} from '../../source/terminal/fit-width.ts';
import {localeLanguage} from '../../source/i18n/locale.ts';

test.each([
	[{LANG: 'uk_UA.UTF-8'}],
	[{LANG: 'ru_RU.utf8'}],
	[{LANG: 'C'}],
	[{LC_ALL: 'POSIX'}],
	[{}],
	[{LANG: 'en_US'}],
	[{LANG: 'uk_UA.KOI8-U', LC_ALL: 'C.UTF-8'}],
])('a terminal of %j gets UTF-8', environment => {
	expect(terminalCharset(environment)).toBeNull();
});

test.each([
	['uk_UA.KOI8-U', 'koi8-u'],
	['uk_UA.koi8u', 'koi8-u'],
	['uk_UA', 'koi8-u'],
	['ru_RU.KOI8-R', 'koi8-r'],
	['ru_RU.CP1251', 'windows-1251'],
	['ru_RU.ISO-8859-5@euro', 'iso-8859-5'],
	['ru_RU', 'iso-8859-5'],
	['ru_RU.CP866', 'ibm866'],
])('a terminal of %s gets and sends its own letters', (LANG, label) => {
	const charset = terminalCharset({LANG})!;
	const text = label === 'koi8-r' || label === 'ibm866' ? 'Смирнов Артём' : 'Смирнов Артём, Їжакевич';
	const bytes = charset.encode(text);
	expect(bytes).toHaveLength(text.length);
	expect(new TextDecoder(label).decode(bytes)).toBe(text);
	expect(charset.toUtf8(bytes).toString()).toBe(text);
	expect(lacksCyrillic({LANG})).toBe(false);
});

test('a terminal without Cyrillic letters gets them as Latin ones, and an English interface', () => {
	const environment = {LANG: 'uk_UA.ISO-8859-1'};
	expect(terminalCharset(environment)!.encode('Смирнов Артём «é»').toString('latin1')).toBe(
		'Smirnov Artem «é»',
	);
	expect(localeLanguage(environment)).toBe('en');
	expect(localeLanguage({LANG: 'uk_UA.KOI8-U'})).toBe('uk');
});

test('every text takes as many bytes as cells, in printable bytes, so that no row is torn', () => {
	const printable = fc
		.string({unit: 'grapheme'})
		.filter(text => !/[\p{C}\p{M}\p{Zl}\p{Zp}\u{E0000}-\u{E0FFF}]/u.test(text));
	fc.assert(
		fc.property(
			fc.constantFrom('uk_UA.KOI8-U', 'ru_RU.CP1251', 'ru_RU', 'en_US.ISO-8859-1'),
			printable,
			(LANG, text) => {
				const bytes = terminalCharset({LANG})!.encode(text);
				expect(bytes).toHaveLength(textWidth(text));
				expect([...bytes].every(byte => (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0)).toBe(true);
			},
		),
	);
});

test('escape sequences stay as they are', () => {
	const sequence = '\u001B[?1049h\u001B[1;31m';
	expect(terminalCharset({LANG: 'uk_UA.KOI8-U'})!.encode(`${sequence}Ж`).toString('latin1')).toBe(
		`${sequence}ö`,
	);
});

test('the output of a command has signs in ASCII where the locale does not say UTF-8, and letters as they are where it names no set', () => {
	const text = 'Немає “doctr” … 1 → 2';
	expect(encodeForTerminal(text, {LANG: 'uk_UA.UTF-8'})).toBe(text);
	for (const environment of [{LANG: 'C'}, {LC_ALL: 'POSIX', LANG: 'uk_UA.UTF-8'}, {}])
		expect(encodeForTerminal(text, environment)).toBe('Немає "doctr" ~ 1 > 2');
	expect(new TextDecoder('koi8-u').decode(encodeForTerminal(text, {LANG: 'uk_UA.KOI8-U'}) as Buffer)).toBe(
		'Немає "doctr" ~ 1 > 2',
	);
});
