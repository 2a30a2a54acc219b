import {expect, test} from 'vitest';
import {localeLanguage, localeName} from '../../source/i18n/locale.ts';

test('the locale names the language: LC_ALL before LC_MESSAGES before LANG', () => {
	expect(localeName({LANG: 'uk_UA.UTF-8'})).toBe('uk');
	expect(localeName({LC_MESSAGES: 'ru_RU', LANG: 'uk_UA.UTF-8'})).toBe('ru');
	expect(localeName({LC_ALL: 'C.UTF-8', LC_MESSAGES: 'ru_RU', LANG: 'uk'})).toBe('C');
	expect(localeName({LC_ALL: '', LANG: 'ru@euro'})).toBe('ru');
});

test('a locale without words is English', () => {
	expect(localeLanguage({LANG: 'C.UTF-8'})).toBe('en');
	expect(localeLanguage({LANG: 'toString'})).toBe('en');
	expect(localeLanguage({})).toBe('en');
});
