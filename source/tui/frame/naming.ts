import {oncePer} from '../../sync/once.ts';
import type {Row} from '../../sync/row.ts';
import type {Deed, List} from '../state.ts';
import type {Pen} from './pen.ts';

/** All rows by their keys, made once per list: looking one up in a hundred thousand at every frame would hold up a held key. */
const rowsByKey = oncePer(
	(rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map(row => [row.key, row])),
);

/** The row of that key, wherever the filter has left it. */
export const rowOf = ({sheet}: List, key: string): Row | null =>
	(sheet && rowsByKey(sheet.rows).get(key)) ?? null;

/**
What a person calls the row of that key: its login, or the first of what describes it; the key where the row is not in the list, and beside a login that
several accounts share.
*/
export function nameOf(key: string, list: List | undefined): string {
	const row = list && rowOf(list, key);
	if (!row) return key;
	const login = list.tab.columns.find(({id}) => id === 'login')?.value(row);
	if (login) return login === key || row.theirs === null ? String(login) : `${String(login)} (${key})`;
	return list.tab.describe(row).split('  ')[0] || key;
}

/** A sentence about a row; most name it, but a refusal about a tariff plan, say, does not. */
export const naming = (name: string, text: string): string =>
	text.includes(name) ? text : `${name}: ${text}`;

/** What is being done to whom. */
export const workOf = ({tab, action, subject}: Deed, {words}: Pen): string =>
	words.console.frame.work({action: words.action(tab, action).label, subject});
