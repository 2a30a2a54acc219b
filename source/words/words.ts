import {isSaying, type Saying} from '../sync/saying.ts';
import {en, type Dictionary} from './en/index.ts';
import {harmless} from '../terminal/harmless.ts';

type Sayings = Dictionary['sayings'];
type Values<Code extends keyof Sayings> = Parameters<Sayings[Code]>[0];

/** A text within a sentence may itself be something to say: it is told in the same language. */
type Sayable<Of> = {
	readonly [Name in keyof Of]: string extends Of[Name] ? Of[Name] | Saying : Of[Name];
};

/** Something to say, checked against the dictionary: the code must exist and the values must be its own. */
export function say<Code extends keyof Sayings>(
	code: Code,
	...[values]: undefined extends Values<Code> ? [] : [Sayable<Values<Code>>]
): Saying {
	return {code, values: values ?? {}};
}

/** What an action is called. */
type ActionWords = {
	/** A word or two for the last line and for titles. */
	readonly label: string;
	/** What it does, in a few words for the help. */
	readonly about: string;
	/** Above its choices, where it has some. */
	readonly choose?: string;
	/** What its argument is, for the help at a shell. */
	readonly argument?: string;
};

/** What a screen is called. */
type ScreenWords = {
	readonly title: string;
	/** Where there is little room. */
	readonly short: string;
	/** What an ID may be, for the help. */
	readonly ids: string;
};

export type {Saying};

/** One language's voice. */
export type Words = Dictionary & {
	/** A sentence. Whatever stands in it is shown harmless, and none of it begins a line: only the sentence itself breaks lines. */
	tell(saying: Saying): string;
	/** A screen by its name; one that the dictionary does not know is called by that. */
	screen(name: string): ScreenWords;
	/** An action of a screen, likewise. */
	action(screen: string, name: string): ActionWords;
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
export const wordsOf = async (language: Language): Promise<Words> => spoken(await dictionaries[language]());

/** Spoken where nobody has chosen: in the journal, in logs, and to whoever has no other. */
export const english: Words = spoken(en);

function spoken(dictionary: Dictionary): Words {
	const sayings: Readonly<Record<string, (values: Saying['values']) => string>> = dictionary.sayings as never;
	const tabs: Readonly<
		Record<string, ScreenWords & {readonly actions: Readonly<Record<string, ActionWords>>}>
	> = dictionary.tabs;
	const undo = dictionary.console.commands.undo;
	function told(value: unknown): unknown {
		if (typeof value === 'string') return harmless(value);
		if (typeof value !== 'object' || value === null) return value;
		if (isSaying(value)) return tell(value);
		return Array.isArray(value)
			? value.map(told)
			: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, told(inner)]));
	}

	function tell({code, values}: Saying): string {
		const texts = Object.entries(values).map(([name, value]) => [name, told(value)]);
		const say = names[code] ?? sayings[code];
		return say?.(Object.fromEntries(texts) as Saying['values']) ?? code;
	}

	// What the journal of a database calls them is not ours: it may be `constructor`.
	const tabNamed = (name: string) => (Object.hasOwn(tabs, name) ? tabs[name] : undefined);
	const screen = (name: string): ScreenWords => tabNamed(name) ?? {title: name, short: name, ids: ''};
	const action = (tab: string, name: string): ActionWords => {
		const actions = tabNamed(tab)?.actions ?? {};
		if (Object.hasOwn(actions, name)) return actions[name]!;
		return name === 'undo' ? {label: undo, about: undo} : {label: name, about: name};
	};
	const names: Readonly<Record<string, (values: Saying['values']) => string>> = {
		'ids-of': ({tab}) => screen(String(tab)).ids,
		'argument-of': ({tab, action: name}) => action(String(tab), String(name)).argument ?? String(name),
	};
	return {...dictionary, tell, screen, action};
}

/** What an ID of a screen may be, within a sentence. */
export const idsOf = (tab: string): Saying => ({code: 'ids-of', values: {tab}});

/** What an action takes beside an ID, within a sentence. */
export const argumentOf = (tab: string, action: string): Saying => ({
	code: 'argument-of',
	values: {tab, action},
});

/** For the journal and logs, which are English whoever is at the keyboard. */
export const inEnglish = (saying: Saying): string => english.tell(saying);
