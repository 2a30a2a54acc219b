import type {Saying} from '../sync/saying.ts';
import {en, type Dictionary} from './en/index.ts';

type Sayings = Dictionary['sayings'];
type Values<Code extends keyof Sayings> = Parameters<Sayings[Code]>[0];

/** Something to say, checked against the dictionary: the code must exist and the values must be its own. */
export function say<Code extends keyof Sayings>(
	code: Code,
	...[values]: undefined extends Values<Code> ? [] : [Values<Code>]
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

/** One language's voice. */
export type Words = Dictionary & {
	tell(saying: Saying): string;
	/** A screen by its name; one that the dictionary does not know is called by that. */
	screen(name: string): ScreenWords;
	/** An action of a screen, likewise. */
	action(screen: string, name: string): ActionWords;
};

/** The languages that there are words for. */
export const languages = ['en'] as const;

/** The words of a language; English where there is no other yet. */
export function wordsOf(_language: string): Words {
	const sayings: Readonly<Record<string, (values: Saying['values']) => string>> = en.sayings as never;
	const tabs: Readonly<
		Record<string, ScreenWords & {readonly actions: Readonly<Record<string, ActionWords>>}>
	> = en.tabs;
	const undo = en.console.commands.undo;
	return {
		...en,
		tell: ({code, values}) => sayings[code]?.(values) ?? code,
		screen: name => tabs[name] ?? {title: name, short: name, ids: ''},
		action: (screen, name) =>
			tabs[screen]?.actions[name] ??
			(name === 'undo' ? {label: undo, about: undo} : {label: name, about: name}),
	};
}
