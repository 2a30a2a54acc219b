import {en, type Dictionary} from './en/index.ts';
import {sanitize} from '../terminal/sanitize.ts';
import {isMessage, type Message} from './message.ts';

type Messages = Dictionary['messages'];
type MessageValues<Code extends keyof Messages> = Parameters<Messages[Code]>[0];

/** A text within a sentence may itself be something to say: it is told in the same language. */
type LocalizableValues<Of> = {
	readonly [Name in keyof Of]: string extends Of[Name] ? Of[Name] | Message : Of[Name];
};

/** Something to say, checked against the dictionary: the code must exist and the values must be its own. */
export function message<Code extends keyof Messages>(
	code: Code,
	...[values]: undefined extends MessageValues<Code> ? [] : [LocalizableValues<MessageValues<Code>>]
): Message {
	return {code, values: values ?? {}};
}

/** What an action is called. */
type ActionTexts = {
	/** A word or two for the last line and for titles. */
	readonly label: string;
	/** What it does, in a few words for the help. */
	readonly description: string;
	/** Above its choices, where it has some. */
	readonly choose?: string;
	/** What its argument is, for the help at a shell. */
	readonly argument?: string;
};

/** What a screen is called. */
type ScreenTexts = {
	readonly title: string;
	/** Where there is little room. */
	readonly short: string;
	/** What an ID may be, for the help. */
	readonly ids: string;
};

/** One language's voice. */
export type Translator = Dictionary & {
	/** A sentence. Whatever stands in it is shown harmless, and none of it begins a line: only the sentence itself breaks lines. */
	t(saying: Message): string;
	/** A screen by its name; one that the dictionary does not know is called by that. */
	screenTexts(name: string): ScreenTexts;
	/** A column's heading for people; the API's field name where the dictionary has none. */
	columnLabel(screen: string, column: string): string;
	/** An action of a screen, likewise. */
	actionTexts(screen: string, name: string): ActionTexts;
};

/** Loaded when it is spoken: nobody waits for the texts of a language that he does not read. English is there always, for the journal and logs. */
const dictionaries = {
	en: async () => en,
	uk: async () => (await import('./uk/index.ts')).uk,
	ru: async () => (await import('./ru/index.ts')).ru,
} satisfies Readonly<Record<string, () => Promise<Dictionary>>>;

/** A language that there are words for. */
export type Language = keyof typeof dictionaries;

export const languages = Object.keys(dictionaries) as readonly Language[];

export const isLanguage = (name: unknown): name is Language => languages.some(known => known === name);

/** The words of a language. */
export const loadTranslator = async (language: Language): Promise<Translator> =>
	createTranslator(await dictionaries[language]());

/** Spoken where nobody has chosen: in the journal, in logs, and to whoever has no other. */
export const englishTranslator: Translator = createTranslator(en);

function createTranslator(dictionary: Dictionary): Translator {
	const messages: Readonly<Record<string, (values: Message['values']) => string>> =
		dictionary.messages as never;
	const screens: Readonly<
		Record<string, ScreenTexts & {readonly actions: Readonly<Record<string, ActionTexts>>}>
	> = dictionary.screens;
	const undo = dictionary.tui.commands.undo;
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

	// What the journal of a database calls them is not ours: it may be `constructor`.
	const findScreen = (name: string) => (Object.hasOwn(screens, name) ? screens[name] : undefined);
	const screenTexts = (name: string): ScreenTexts => findScreen(name) ?? {title: name, short: name, ids: ''};
	const actionTexts = (tab: string, name: string): ActionTexts => {
		const actions = findScreen(tab)?.actions ?? {};
		if (Object.hasOwn(actions, name)) return actions[name]!;
		return name === 'undo' ? {label: undo, description: undo} : {label: name, description: name};
	};
	const nameMessages: Readonly<Record<string, (values: Message['values']) => string>> = {
		'ids-of': ({tab}) => screenTexts(String(tab)).ids,
		'argument-of': ({tab, action: name}) => actionTexts(String(tab), String(name)).argument ?? String(name),
	};
	const columns: Readonly<Record<string, string>> = dictionary.columns;
	const columnLabel = (tab: string, id: string): string =>
		[`${tab}.${id}`, id].flatMap(name => (Object.hasOwn(columns, name) ? columns[name]! : []))[0] ?? id;
	return {...dictionary, t, screenTexts, actionTexts, columnLabel};
}

/** What an ID of a screen may be, within a sentence. */
export const idsMessage = (tab: string): Message => ({code: 'ids-of', values: {tab}});

/** What an action takes beside an ID, within a sentence. */
export const argumentMessage = (tab: string, action: string): Message => ({
	code: 'argument-of',
	values: {tab, action},
});

/** For the journal and logs, which are English whoever is at the keyboard. */
export const toEnglish = (saying: Message): string => englishTranslator.t(saying);
