import type {Tab} from '../sync/resource.ts';
import type {Row} from '../sync/row.ts';
import {wordsOf} from '../words/words.ts';
import {UsageError} from './command.ts';

/** The one row that each ID means. An ID that fits no row or several is the caller's to settle: it never acts on a guess. */
export function pickRows(ids: readonly string[], rows: readonly Row[], tab: Tab): readonly Row[] {
	const picked = ids.map(id => pickRow(id, rows, tab));
	const twice = picked.find((row, place) => picked.indexOf(row) !== place);
	if (twice) throw new UsageError(`“${twice.key}” is named twice.`);
	return picked;
}

export function pickRow(id: string, rows: readonly Row[], tab: Tab): Row {
	const found = tab.find(id, rows);
	if (found.length === 1) return found[0]!;
	if (found.length === 0)
		throw new UsageError(`No row of ${tab.name} is “${id}”. An ID is ${wordsOf('en').screen(tab.name).ids}.`);
	const list = found.slice(0, 10).map(row => `  ${row.mark} '${row.key}'  ${tab.describe(row)}`);
	throw new UsageError(
		`“${id}” fits ${found.length} rows of ${tab.name}; name one by its key:\n${list.join('\n')}${found.length > 10 ? '\n  …' : ''}`,
	);
}
