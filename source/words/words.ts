import type {Saying} from '../sync/saying.ts';
import {en, type Dictionary} from './en.ts';

type Sayings = Dictionary['sayings'];
type Values<Code extends keyof Sayings> = Parameters<Sayings[Code]>[0];

/** Something to say, checked against the dictionary: the code must exist and the values must be its own. */
export function say<Code extends keyof Sayings>(
	code: Code,
	...[values]: undefined extends Values<Code> ? [] : [Values<Code>]
): Saying {
	return {code, values: values ?? {}};
}

/** One language's voice. */
export type Words = Dictionary & {
	tell(saying: Saying): string;
};

/** The languages that there are words for. */
export const languages = ['en'] as const;

/** The words of a language; English where there is no other yet. */
export function wordsOf(_language: string): Words {
	return {
		...en,
		tell: ({code, values}) => {
			const sentence = (en.sayings as unknown as Record<string, (values: Saying['values']) => string>)[code];
			return sentence ? sentence(values) : code;
		},
	};
}
