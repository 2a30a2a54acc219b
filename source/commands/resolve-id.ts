import type {AnyResource} from '../sync/resource.ts';
import type {Row} from '../sync/row.ts';
import {idsMessage, message} from '../i18n/translator.ts';
import {UsageError} from './command.ts';

/** Finds the row of each ID. Throws `UsageError` for an ID that matches no row or several: the program never guesses. */
export function resolveRows(
	ids: readonly string[],
	rows: readonly Row[],
	resource: AnyResource,
): readonly Row[] {
	const picked = ids.map(id => resolveRow(id, rows, resource));
	const duplicate = picked.findIndex((row, index) => picked.indexOf(row) !== index);
	if (duplicate !== -1) throw new UsageError(message('usage-twice', {key: ids[duplicate]!}));
	return picked;
}

export function resolveRow(id: string, rows: readonly Row[], resource: AnyResource): Row {
	const found = resource.find(id, rows);
	if (found.length === 1) return found[0]!;
	if (found.length === 0)
		throw new UsageError(
			message('usage-no-row', {resource: resource.name, id, ids: idsMessage(resource.name)}),
		);
	const lines = found.slice(0, 10).map(row => `  ${row.mark} '${row.key}'  ${resource.describe(row)}`);
	const list = [...lines, ...(found.length > 10 ? ['  …'] : [])];
	throw new UsageError(message('usage-several', {resource: resource.name, id, n: found.length, list}));
}
