import {lacksCyrillic} from '../terminal/charset.ts';
import {isLanguage, type Language} from './translator.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The language code of the locale, `uk` of `uk_UA.UTF-8`, from the first of POSIX's variables that is set; `''` where none is. */
export function localeName(environment: Environment): string {
	const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
	return locale.split(/[_.@]/)[0]!;
}

/** The language of the locale; English where that has no dictionary, or the terminal no Cyrillic letters. */
export function localeLanguage(environment: Environment): Language {
	const name = localeName(environment);
	return isLanguage(name) && !lacksCyrillic(environment) ? name : 'en';
}
