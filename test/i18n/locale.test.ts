import {expect, test} from 'vitest';
import {localeLanguage, localeName} from '../../source/i18n/locale.ts';

test('the language comes from LC_ALL, else LC_MESSAGES, else LANG', () => {
	expect(localeName({LANG: 'uk_UA.UTF-8'})).toBe('uk');
	expect(localeName({LC_MESSAGES: 'ru_RU', LANG: 'uk_UA.UTF-8'})).toBe('ru');
	expect(localeName({LC_ALL: 'C.UTF-8', LC_MESSAGES: 'ru_RU', LANG: 'uk'})).toBe('C');
	expect(localeName({LC_ALL: '', LANG: 'ru@euro'})).toBe('ru');
});

test('a locale without a dictionary is English', () => {
	expect(localeLanguage({LANG: 'C.UTF-8'})).toBe('en');
	expect(localeLanguage({LANG: 'toString'})).toBe('en');
	expect(localeLanguage({})).toBe('en');
});
