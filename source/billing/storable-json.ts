import {createHash} from 'node:crypto';
import {isStorableText} from '../normalize/storable-text.ts';
import type {RowValues} from './dialects/dialect.ts';

/** Characters of a key in the journal: what an index of MariaDB holds. */
export const maxKeyLength = 190;

/** The key of a row as the journal stores and finds it. A longer one is cut, and ends with the hash of the whole; the change set has it in full. */
export function toStorableKey(key: string): string {
	const text = toStorableText(key);
	if (text.length <= maxKeyLength) return text;
	const hash = createHash('sha256').update(text).digest('hex');
	return `${text.slice(0, maxKeyLength - hash.length - 1).toWellFormed()}…${hash}`;
}

/** JSON as a database's text can hold it, keys and texts. */
export function toStorableJson(value: unknown): string {
	const json = JSON.stringify(value);
	return mayBeUnstorable(json) ? JSON.stringify(withStorableTexts(JSON.parse(json))) : json;
}

/**
Rows as one JSON text. Objects in them are JSON of the journal, and become storable; `null` where another text is not.
*/
export function toJsonOfRows(rows: readonly RowValues[]): string | null {
	const json = JSON.stringify(rows);
	if (!mayBeUnstorable(json)) return json;
	if (rows.some(row => Object.values(row).some(value => typeof value === 'string' && !isStorableText(value))))
		return null;
	return JSON.stringify(withStorableTexts(JSON.parse(json)));
}

/** Whether JSON may have an escaped NUL or unpaired surrogate; a false alarm is possible after a backslash. */
const mayBeUnstorable = (json: string): boolean => /\\u(?:0000|d[89a-f])/.test(json);

const withStorableTexts = (value: unknown): unknown => {
	if (typeof value === 'string') return toStorableText(value);
	if (typeof value !== 'object' || value === null) return value;
	return Array.isArray(value)
		? value.map(withStorableTexts)
		: Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [toStorableText(name), withStorableTexts(inner)]),
			);
};

/** A text as a database can store it: a NUL becomes `␀`, an unpaired surrogate the replacement character. */
export const toStorableText = (text: string): string => text.replaceAll('\0', '␀').toWellFormed();
