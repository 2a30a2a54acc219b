import {en, type Dictionary} from './en/index.ts';
import {sanitize} from '../terminal/sanitize.ts';
import {isMessage, type Message} from './message.ts';

type Messages = Dictionary['messages'];
type MessageValues<Code extends keyof Messages> = Parameters<Messages[Code]>[0];

/** The values of a sentence, where each text may itself be a message: it is translated into the same language. */
type LocalizableValues<Of> = {
	readonly [Name in keyof Of]: string extends Of[Name]
		? Of[Name] | Message
		: Of[Name] extends readonly string[]
			? ReadonlyArray<string | Message>
			: Of[Name];
};

/** Creates a message. The compiler checks that the dictionary has the code and that the values are the ones its sentence takes. */
export function message<Code extends keyof Messages>(
	code: Code,
	...[values]: undefined extends MessageValues<Code> ? [] : [LocalizableValues<MessageValues<Code>>]
): Message {
	return {code, values: values ?? {}};
}

/** The texts of one action. */
type ActionTexts = {
	/** One or two words, for the footer and for titles. */
	readonly label: string;
	/** What it does, in a few words, for the help. */
	readonly description: string;
	/** The title above its choices, where it has some. */
	readonly choose?: string;
	/** What its argument is, for `--help`. */
	readonly argument?: string;
};

/** The texts of one screen. */
type ScreenTexts = {
	readonly title: string;
	/** The title for narrow terminals. */
	readonly short: string;
	/** What an ID can be, for the help. */
	readonly ids: string;
};

/** All texts of one language, and the functions that format them. */
export type Translator = Dictionary & {
	/**
	Formats a message. Its values are sanitized and cannot start a line: line breaks come from the sentence alone. An unknown code is
	returned as it is.
	*/
	t(message: Message): string;
	/** The texts of a screen; for an unknown one its name. */
	screenTexts(name: string): ScreenTexts;
	/** A column's heading for people; the API's field name where the dictionary has none. */
	columnLabel(screen: string, column: string): string;
	/** The texts of an action of a screen; for an unknown one its name. */
	actionTexts(screen: string, name: string): ActionTexts;
};

/** The loaders of the dictionaries. A language is loaded when it is chosen; English always, for the journal and logs. */
const dictionaries = {
	en: async () => en,
	uk: async () => (await import('./uk/index.ts')).uk,
	ru: async () => (await import('./ru/index.ts')).ru,
} satisfies Readonly<Record<string, () => Promise<Dictionary>>>;

/** A language that has a dictionary. */
export type Language = keyof typeof dictionaries;

export const languages = Object.keys(dictionaries) as readonly Language[];

export const isLanguage = (name: unknown): name is Language => languages.some(known => known === name);

/** Loads the dictionary of a language. */
export const loadTranslator = async (language: Language): Promise<Translator> =>
	createTranslator(await dictionaries[language]());

/** English: for the journal, for logs, and where no language is chosen. */
export const englishTranslator: Translator = createTranslator(en);

function createTranslator(dictionary: Dictionary): Translator {
	const messages: Readonly<Record<string, (values: Message['values']) => string>> =
		dictionary.messages as never;
	const screens: Readonly<
		Record<string, ScreenTexts & {readonly actions: Readonly<Record<string, ActionTexts>>}>
	> = dictionary.screens;
	const {undo, fix} = dictionary.tui.commands;
	function sanitizeValue(value: unknown): unknown {
		if (typeof value === 'string') return sanitize(value);
		if (typeof value !== 'object' || value === null) return value;
		if (isMessage(value)) return t(value);
		return Array.isArray(value)
			? value.map(sanitizeValue)
			: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sanitizeValue(inner)]));
	}

	function t({code, values}: Message): string {
		const sanitized = Object.entries(values).map(([name, value]) => [name, sanitizeValue(value)]);
		const format = nameMessages[code] ?? messages[code];
		return format?.(Object.fromEntries(sanitized) as Message['values']) ?? code;
	}

	// The name may come from the journal of a database and be anything, `constructor` for example.
	const findScreen = (name: string) => (Object.hasOwn(screens, name) ? screens[name] : undefined);
	const screenTexts = (name: string): ScreenTexts => findScreen(name) ?? {title: name, short: name, ids: ''};
	const actionTexts = (resource: string, name: string): ActionTexts => {
		const actions = findScreen(resource)?.actions ?? {};
		if (Object.hasOwn(actions, name)) return actions[name]!;
		const text = name === 'undo' ? undo : name === 'fix' ? fix : name;
		return {label: text, description: text};
	};
	const nameMessages: Readonly<Record<string, (values: Message['values']) => string>> = {
		'title-of': ({resource}) => screenTexts(String(resource)).title,
		'ids-of': ({resource}) => screenTexts(String(resource)).ids,
		'label-of': ({resource, action: name}) => actionTexts(String(resource), String(name)).label,
		'argument-of': ({resource, action: name}) =>
			actionTexts(String(resource), String(name)).argument ?? String(name),
	};
	const columns: Readonly<Record<string, string>> = dictionary.columns;
	const columnLabel = (resource: string, id: string): string =>
		[`${resource}.${id}`, id].flatMap(name => (Object.hasOwn(columns, name) ? columns[name]! : []))[0] ?? id;
	return {...dictionary, t, screenTexts, actionTexts, columnLabel};
}

/** The title of a screen, as a value within another message. */
export const titleMessage = (resource: string): Message => ({code: 'title-of', values: {resource}});

/** What an ID of a screen can be, as a value within another message. */
export const idsMessage = (resource: string): Message => ({code: 'ids-of', values: {resource}});

/** What an action takes besides an ID, as a value within another message. */
export const argumentMessage = (resource: string, action: string): Message => ({
	code: 'argument-of',
	values: {resource, action},
});

/** The label of an action, as a value within another message. */
export const actionLabel = (resource: string, action: string): Message => ({
	code: 'label-of',
	values: {resource, action},
});

/** Formats a message in English, for the journal and logs. */
export const toEnglish = (text: Message): string => englishTranslator.t(text);

/**
An error with a message for the person, in the language that is chosen later (`errorMessage`). Its `message` is the English text, for the
journal and logs.
*/
export abstract class LocalizedError extends Error {
	/** Not enumerable, so that logs stay short. */
	declare readonly localized: Message;

	constructor(localized: Message, options?: ErrorOptions) {
		super(toEnglish(localized), options);
		Object.defineProperty(this, 'localized', {value: localized, enumerable: false});
	}
}
