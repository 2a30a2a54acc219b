import {configuredLanguage, loadConfig} from '../config/config.ts';
import {localeLanguage} from '../i18n/locale.ts';
import {message, isLanguage, languages, type Language} from '../i18n/translator.ts';
import {UsageError, type Invocation} from './command.ts';
import type {ProcessContext} from './process-context.ts';

/**
The language of a call: from `--lang`, else the configuration, else the locale. A broken configuration is skipped here and reported by the
command that needs it.
*/
export function resolveLanguage(
	flags: Invocation['flags'],
	environment: ProcessContext['environment'],
): Language {
	const {lang} = flags;
	if (lang !== undefined) {
		if (isLanguage(lang)) return lang;
		throw new UsageError(message('usage-language', {language: String(lang), languages}));
	}

	try {
		return configuredLanguage(loadConfig({flags, environment}), environment);
	} catch {
		return localeLanguage(environment);
	}
}

/** The language of a call whose arguments could not be parsed, for its error message. */
export function guessLanguage(argv: readonly string[], environment: ProcessContext['environment']): Language {
	const [lang, config] = ['--lang', '--config'].map(flag => flagValueIn(flag, argv));
	const flags = {...(isLanguage(lang) && {lang}), ...(config !== undefined && {config})};
	return resolveLanguage(flags, environment);
}

const flagValueIn = (flag: string, argv: readonly string[]): string | undefined =>
	argv.find(token => token.startsWith(`${flag}=`))?.slice(flag.length + 1) ??
	(argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined);
