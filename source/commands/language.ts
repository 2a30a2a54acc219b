import {languageOf, loadConfig} from '../config/config.ts';
import {localeLanguage} from '../words/locale.ts';
import {say, isLanguage, languages, type Language} from '../words/words.ts';
import {UsageError, type Invocation} from './command.ts';
import type {Surroundings} from './surroundings.ts';

/** The language of a call: `--lang`, the configuration, the locale. A configuration that is broken says nothing of it: who needs it says so. */
export function languageOfCall(
	flags: Invocation['flags'],
	environment: Surroundings['environment'],
): Language {
	const {lang} = flags;
	if (lang !== undefined) {
		if (isLanguage(lang)) return lang;
		throw new UsageError(say('usage-language', {language: String(lang), languages}));
	}

	try {
		return languageOf(loadConfig({flags, environment}), environment);
	} catch {
		return localeLanguage(environment);
	}
}

/** The language of a call that may be none: its flags are not all understood. */
export function languageAsked(argv: readonly string[], environment: Surroundings['environment']): Language {
	const [lang, config] = ['--lang', '--config'].map(flag => valueOf(flag, argv));
	const flags = {...(isLanguage(lang) && {lang}), ...(config !== undefined && {config})};
	return languageOfCall(flags, environment);
}

const valueOf = (flag: string, argv: readonly string[]): string | undefined =>
	argv.find(token => token.startsWith(`${flag}=`))?.slice(flag.length + 1) ??
	(argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined);
