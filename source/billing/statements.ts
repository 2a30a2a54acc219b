import {isStorableText} from '../normalize/storable-text.ts';
import {message} from '../i18n/translator.ts';
import {BillingError} from './errors.ts';
import type {Query} from './query.ts';

/** A statement, and its values: see `bindValues`. */
export type Statement = {readonly sql: string; readonly values: readonly unknown[]};

/** Executes statements one after another. Returns the rows of all; a row that several statements find comes several times. */
export async function queryAll<Row>(query: Query, statements: readonly Statement[]): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (const {sql, values} of statements) rows.push(...(await query<Row>(sql, values)));
	return rows;
}

/**
Replaces the `?` of a statement by its values: numbers are written out, texts become placeholders of the driver, which binds them (`texts`),
and an array becomes a list for `in`, without values one that matches nothing. Only texts are bound, because a driver binds at most 65,535
values.

Throws a `TypeError` for what is no value of a statement, and where there are more or fewer values than places; `ERR_BILLING_REFUSED` for a
text that a database cannot store.
*/
export function bindValues(
	sql: string,
	values: readonly unknown[],
	placeholder: (number: number) => string,
): {readonly text: string; readonly texts: readonly string[]} {
	const texts: string[] = [];
	const toSql = (value: unknown): string => {
		if (Array.isArray(value)) return `(${value.length === 0 ? 'null' : value.map(toSql).join(', ')})`;
		if (typeof value === 'string') return placeholder(texts.push(assertStorable(value)));
		if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
		throw new TypeError(`A value of a statement is neither text nor number, but ${typeof value}.`);
	};
	const [first, ...parts] = sql.split('?');
	if (parts.length !== values.length)
		throw new TypeError(`A statement with ${parts.length} places got ${values.length} values.`);
	return {text: first + parts.map((part, index) => toSql(values[index]) + part).join(''), texts};
}

/**
The text itself. A NUL would end the statement there, and a server drops a client that sends half a statement. An unpaired surrogate would
be stored as another character.
*/
export function assertStorable(text: string): string {
	if (isStorableText(text)) return text;
	throw new BillingError('ERR_BILLING_REFUSED', message('billing-character'));
}
