import type {Tab} from '../sync/resource.ts';
import type {Row} from '../sync/row.ts';
import {idsOf, say} from '../words/words.ts';
import {UsageError} from './command.ts';

/** The one row that each ID means. An ID that fits no row or several is the caller's to settle: it never acts on a guess. */
export function pickRows(ids: readonly string[], rows: readonly Row[], tab: Tab): readonly Row[] {
	const picked = ids.map(id => pickRow(id, rows, tab));
	const twice = picked.find((row, place) => picked.indexOf(row) !== place);
	if (twice) throw new UsageError(say('usage-twice', {key: twice.key}));
	return picked;
}

export function pickRow(id: string, rows: readonly Row[], tab: Tab): Row {
	const found = tab.find(id, rows);
	if (found.length === 1) return found[0]!;
	if (found.length === 0)
		throw new UsageError(say('usage-no-row', {tab: tab.name, id, ids: idsOf(tab.name)}));
	const lines = found.slice(0, 10).map(row => `  ${row.mark} '${row.key}'  ${tab.describe(row)}`);
	const list = [...lines, ...(found.length > 10 ? ['  …'] : [])];
	throw new UsageError(say('usage-several', {tab: tab.name, id, n: found.length, list}));
}
