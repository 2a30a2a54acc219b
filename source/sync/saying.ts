/**
Something to be said to a person, before any language is chosen: which sentence, and what goes into it.

The sentences live in `words/`; `--json` prints the code, so scripts need not read prose.
*/
export type Saying = {
	readonly code: string;
	readonly values: Readonly<Record<string, unknown>>;
};

export const isSaying = (value: unknown): value is Saying =>
	typeof value === 'object' && value !== null && 'code' in value && 'values' in value;

/** Where the way out begins: a tab, and there the row that its `find` knows by this ID. */
export type Lead = {readonly tab: string; readonly id: string};

/** An expected “no”, with the way out. Returned, never thrown: nothing went wrong. */
export type Refusal = {readonly refused: Saying; readonly leads?: Lead};

export const refuse = (refused: Saying, leads?: Lead): Refusal => ({refused, ...(leads && {leads})});

export const isRefusal = (value: unknown): value is Refusal =>
	typeof value === 'object' && value !== null && 'refused' in value;

/** What an error says to a person, in whatever language; of one that has no words for that, its message. */
export function sayingOf(thrown: unknown): Saying {
	if (thrown instanceof Error && 'saying' in thrown && isSaying(thrown.saying)) return thrown.saying;
	return {code: 'failed', values: {message: messageOf(thrown)}};
}

/** What an error says of itself in English, for the journal and logs; whatever was thrown that is none, as text. */
export const messageOf = (thrown: unknown): string =>
	thrown instanceof Error ? thrown.message : String(thrown);
