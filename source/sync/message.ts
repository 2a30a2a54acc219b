/**
Something to be said to a person, before any language is chosen: which sentence, and what goes into it.

The sentences live in `words/`; `--json` prints the code, so scripts need not read prose.
*/
export type Message = {
	readonly code: string;
	readonly values: Readonly<Record<string, unknown>>;
};

export const isMessage = (value: unknown): value is Message =>
	typeof value === 'object' && value !== null && 'code' in value && 'values' in value;

/** Where the way out begins: a tab, and there the row that its `find` knows by this ID. */
export type RowLink = {readonly tab: string; readonly id: string};

/** An expected “no”, with the way out. Returned, never thrown: nothing went wrong. */
export type Refusal = {readonly refused: Message; readonly related?: RowLink};

export const refuse = (refused: Message, leads?: RowLink): Refusal => ({
	refused,
	...(leads && {related: leads}),
});

export const isRefusal = (value: unknown): value is Refusal =>
	typeof value === 'object' && value !== null && 'refused' in value;

/** What an error says to a person, in whatever language; of one that has no words for that, its message. */
export function errorMessage(thrown: unknown): Message {
	if (thrown instanceof Error && 'saying' in thrown && isMessage(thrown.saying)) return thrown.saying;
	return {code: 'failed', values: {message: errorText(thrown)}};
}

/** What an error says of itself in English, for the journal and logs; whatever was thrown that is none, as text. */
export const errorText = (thrown: unknown): string =>
	thrown instanceof Error ? thrown.message : String(thrown);
