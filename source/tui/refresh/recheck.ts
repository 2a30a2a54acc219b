import {withoutLazyColumns} from '../../sync/lazy-columns.ts';
import {readAndCompare} from '../../sync/comparison.ts';
import type {Recheck} from '../../sync/resource.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import type {AppContext} from '../../app/context.ts';
import type {Store} from '../session/store.ts';

type RecheckContext = {
	readonly store: Store;
	readonly context: AppContext;
	/** Shows a new comparison of a list. */
	readonly show: (name: string, comparison: Comparison) => void;
};

/**
Reads these rows of a list again from both systems and shows the result.

If the whole list is read during the recheck, the result is not shown; the rows are rechecked in the new list. `changedKeys` are the rows that differ from
the given rows, which are the rows as they were drawn.
*/
export async function recheckRows(
	name: string,
	rows: readonly Row[],
	options: RecheckContext,
	signal?: AbortSignal,
): Promise<Recheck> {
	const {store, show} = options;
	for (;;) {
		const {resource, comparison} = store.getState().lists[name]!;
		const found = resource.recheck
			? await resource.recheck(rows, comparison!, options.context, signal)
			: await recheckByFullRead(name, rows, options, signal);
		signal?.throwIfAborted();
		if (resource.recheck && store.getState().lists[name]!.comparison !== comparison) continue;
		show(name, found.comparison);
		return found;
	}
}

/** For resources whose whole list is cheap to read: reads it again. */
async function recheckByFullRead(
	name: string,
	rows: readonly Row[],
	{store, context}: RecheckContext,
	signal?: AbortSignal,
): Promise<Recheck> {
	const {resource} = store.getState().lists[name]!;
	const volatileFields: ReadonlySet<string> = new Set(resource.volatileFields);
	const comparison = await readAndCompare(resource, context, signal ? {signal} : {});
	const byKey = new Map(comparison.rows.map(row => [row.key, row]));
	const changed = rows.filter(
		row =>
			stableJson(byKey.get(row.key), volatileFields) !== stableJson(withoutLazyColumns(row), volatileFields),
	);
	return {comparison, changedKeys: new Set(changed.map(({key}) => key))};
}

/** A row as JSON, without the fields that change by themselves. */
const stableJson = (row: Row | undefined, volatileFields: ReadonlySet<string>): string =>
	JSON.stringify(row, (field, value: unknown) => (volatileFields.has(field) ? undefined : value));
