/**
Something to be said to a person, before any language is chosen: which sentence, and what goes into it.

The sentences live in `words/`; `--json` prints the code, so scripts need not read prose.
*/
export type Saying = {
	readonly code: string;
	readonly values: Readonly<Record<string, unknown>>;
};

/** An expected “no”, with the way out. Returned, never thrown: nothing went wrong. */
export type Refusal = {readonly refused: Saying};

export const refuse = (refused: Saying): Refusal => ({refused});

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
