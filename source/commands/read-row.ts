import {readRowAmongAll} from '../sync/comparison.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Comparison, Row} from '../sync/row.ts';
import {type Invocation, UsageError} from './command.ts';
import {readComparison} from './read-comparison.ts';
import {idsMessage, message} from '../i18n/translator.ts';

/** Reads what is needed for the row with this ID: that row alone where its resource can, else among all, else the whole list. */
export const readRow = async (
	id: string,
	resource: AnyResource,
	invocation: Invocation,
): Promise<Comparison> =>
	(await readRowAlone(id, resource, invocation)) ??
	(await readRowAndIdentifiers(id, resource, invocation)) ??
	readComparison(resource, invocation);

/**
The one row that this ID means, without the rest of the list; `null` where the resource cannot read it alone, or the ID does not lead to
exactly one row.
*/
export async function readRowAlone(
	id: string,
	resource: AnyResource,
	{context, signal}: Invocation,
): Promise<Comparison | null> {
	const row = await resource.readRow?.(id, await context(), signal);
	return row && resource.find(id, row.rows).length === 1 ? row : null;
}

/**
The one row that this ID means, and the identifiers of all others; `null` as for `readRowAlone`. Warnings about the answers go to stderr.
*/
export async function readRowAndIdentifiers(
	id: string,
	resource: AnyResource,
	{context, signal, report, translator}: Invocation,
): Promise<Comparison | null> {
	const comparison = await readRowAmongAll(id, resource, await context(), signal);
	for (const warning of comparison?.stalker.warnings ?? []) report(translator.cliMessages.warning(warning));
	return comparison;
}

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
