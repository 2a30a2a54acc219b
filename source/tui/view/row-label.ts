import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Row} from '../../sync/row.ts';
import type {List} from '../session/list.ts';
import type {RunningAction} from '../session/state.ts';
import type {RenderContext} from './render-context.ts';

/**
Index of rows by key, cached per list of rows: a linear search of a hundred thousand rows per frame would be too slow while a key repeats.
*/
const rowsByKey = memoizeWeak(
	(rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map(row => [row.key, row])),
);

/** The row with this key, even if the filter hides it; `null` if there is none. */
export const rowByKey = ({comparison}: List, key: string): Row | null =>
	(comparison && rowsByKey(comparison.rows).get(key)) ?? null;

/**
Display name of the row with this key: its login, or the first part of its description. The key if the row is not in the list; login and key
if several accounts can have the same login.
*/
export function rowLabel(key: string, list: List | undefined): string {
	const row = list && rowByKey(list, key);
	if (!row) return key;
	const login = list.resource.columns.find(({id}) => id === 'login')?.value(row);
	if (login) return login === key || row.stalker === null ? String(login) : `${String(login)} (${key})`;
	return list.resource.describe(row).split('  ')[0] || key;
}

/** A sentence about a row, with the row's name in front if the sentence does not contain it, such as a refusal about a tariff plan. */
export const prefixRowLabel = (name: string, text: string): string =>
	text.includes(name) ? text : `${name}: ${text}`;

/** Name of the running action and its subject. */
export const runningLabel = (
	{listName, action, subject}: RunningAction,
	{translator}: RenderContext,
): string =>
	translator.tui.texts.runningAction({action: translator.actionTexts(listName, action).label, subject});
