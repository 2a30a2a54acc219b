import type {AnyResource} from '../sync/resource.ts';
import type {Row} from '../sync/row.ts';
import {idsMessage, message} from '../i18n/translator.ts';
import {UsageError} from './command.ts';

/** Finds the row of each ID. Throws `UsageError` for an ID that matches no row or several: the program never guesses. */
export function resolveRows(ids: readonly string[], rows: readonly Row[], tab: AnyResource): readonly Row[] {
	const picked = ids.map(id => resolveRow(id, rows, tab));
	const duplicate = picked.findIndex((row, index) => picked.indexOf(row) !== index);
	if (duplicate !== -1) throw new UsageError(message('usage-twice', {key: ids[duplicate]!}));
	return picked;
}

export function resolveRow(id: string, rows: readonly Row[], tab: AnyResource): Row {
	const found = tab.find(id, rows);
	if (found.length === 1) return found[0]!;
	if (found.length === 0)
		throw new UsageError(message('usage-no-row', {tab: tab.name, id, ids: idsMessage(tab.name)}));
	const lines = found.slice(0, 10).map(row => `  ${row.mark} '${row.key}'  ${tab.describe(row)}`);
	const list = [...lines, ...(found.length > 10 ? ['  …'] : [])];
	throw new UsageError(message('usage-several', {tab: tab.name, id, n: found.length, list}));
}
