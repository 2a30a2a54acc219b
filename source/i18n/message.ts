/**
A sentence for a person before a language is chosen: the code of a sentence of the dictionaries, and the values that go into it.

`--json` prints the code, so that scripts need not read prose.
*/
export type Message = {
	readonly code: string;
	readonly values: Readonly<Record<string, unknown>>;
};

export const isMessage = (value: unknown): value is Message =>
	typeof value === 'object' && value !== null && 'code' in value && 'values' in value;

/** The message that an error carries (`LocalizedError`); of any other error its text, under the code `failed`. */
export function errorMessage(thrown: unknown): Message {
	if (thrown instanceof Error && 'localized' in thrown && isMessage(thrown.localized))
		return thrown.localized;
	return {code: 'failed', values: {message: errorText(thrown)}};
}

/** The English text of an error, for the journal and logs; a thrown value that is no error, as text. */
export const errorText = (thrown: unknown): string =>
	thrown instanceof Error ? thrown.message : String(thrown);
