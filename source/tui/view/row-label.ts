import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';
import type {RunningAction, List} from '../session/state.ts';
import type {RenderContext} from './render-context.ts';

/** All rows by their keys, made once per list: looking one up in a hundred thousand at every frame would hold up a held key. */
const rowsByKey = memoizeWeak(
	(rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map(row => [row.key, row])),
);

/** The row of that key, wherever the filter has left it. */
export const rowByKey = ({comparison}: List, key: string): Row | null =>
	(comparison && rowsByKey(comparison.rows).get(key)) ?? null;

/**
What a person calls the row of that key: its login, or the first of what describes it; the key where the row is not in the list, and beside a login that
several accounts share.
*/
export function rowLabel(key: string, list: List | undefined): string {
	const row = list && rowByKey(list, key);
	if (!row) return key;
	const login = list.resource.columns.find(({id}) => id === 'login')?.value(row);
	if (login) return login === key || row.stalker === null ? String(login) : `${String(login)} (${key})`;
	return list.resource.describe(row).split('  ')[0] || key;
}

/** A sentence about a row; most name it, but a refusal about a tariff plan, say, does not. */
export const prefixRowLabel = (name: string, text: string): string =>
	text.includes(name) ? text : `${name}: ${text}`;

/** What is being done to whom. */
export const runningLabel = (
	{listName, action, subject}: RunningAction,
	{translator}: RenderContext,
): string =>
	translator.tui.texts.runningAction({action: translator.actionTexts(listName, action).label, subject});
