import {asListed} from '../../sync/completed.ts';
import {openSheet} from '../../sync/sheet.ts';
import type {Again} from '../../sync/resource.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import type {World} from '../../world.ts';
import type {Store} from '../store.ts';

type Looking = {
	readonly store: Store;
	readonly world: World;
	/** Put fresh sides in. */
	readonly show: (name: string, sheet: Sheet) => void;
};

/**
Look at these rows of a tab once more, and show what was found.

When the whole list is read anew meanwhile, what was found is not put over it: the rows are looked at in the new one. `changed` is held against the
rows as they are given, which is as they were drawn.
*/
export async function lookAgain(
	name: string,
	rows: readonly Row[],
	looking: Looking,
	signal?: AbortSignal,
): Promise<Again> {
	const {store, show} = looking;
	for (;;) {
		const {tab, sheet} = store.now().lists[name]!;
		const found = tab.again
			? await tab.again(rows, sheet!, looking.world, signal)
			: await readWhole(name, rows, looking, signal);
		signal?.throwIfAborted();
		if (tab.again && store.now().lists[name]!.sheet !== sheet) continue;
		show(name, found.sheet);
		return found;
	}
}

/** Where the whole list costs little. */
async function readWhole(
	name: string,
	rows: readonly Row[],
	{store, world}: Looking,
	signal?: AbortSignal,
): Promise<Again> {
	const {tab} = store.now().lists[name]!;
	const fleeting: ReadonlySet<string> = new Set(tab.fleeting);
	const sheet = await openSheet(tab, world, signal ? {signal} : {});
	const byKey = new Map(sheet.rows.map(row => [row.key, row]));
	const changed = rows.filter(
		row => lasting(byKey.get(row.key), fleeting) !== lasting(asListed(row), fleeting),
	);
	return {sheet, changed: new Set(changed.map(({key}) => key))};
}

/** What of a row does not change by itself, as text. */
const lasting = (row: Row | undefined, fleeting: ReadonlySet<string>): string =>
	JSON.stringify(row, (field, value: unknown) => (fleeting.has(field) ? undefined : value));
