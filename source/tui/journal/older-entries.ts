import {createComparison} from '../../sync/comparison.ts';
import type {ReadOnDemand, ReadOnDemandOptions} from '../refresh/read-on-demand.ts';
import type {List} from '../session/list.ts';
import {tableHeight} from '../session/screen-layout.ts';
import {journalName} from './journal-list.ts';
import {readOlder, type JournalPages} from './journal-pages.ts';

/** Reads older entries of the journal when they are needed: the cursor is near the last row, or the list is filtered or sorted. */
export function createOlderEntries({
	store,
	connections,
	pendingTasks,
	show,
}: ReadOnDemandOptions): ReadOnDemand {
	let isReading = false;
	let isClosed = false;
	const older: ReadOnDemand = {
		schedule() {
			const {activeScreen, size} = store.getState();
			if (activeScreen !== journalName || isReading || isClosed) return;
			if (!needsOlder(journalList(), tableHeight(size))) return;
			isReading = true;
			pendingTasks.add(read().finally(() => (isReading = false)));
		},
		close: () => (isClosed = true),
	};

	return older;

	async function read(): Promise<void> {
		do {
			const known = pagesOf(journalList())!;
			const next = await readOlder(await connections.context(), known);
			const {resource, stalker, billing} = journalList();
			if (isClosed) return;
			// The list was refreshed meanwhile: read again what is older than its entries now.
			if (billing.value !== known) continue;
			show(journalName, createComparison(resource, {stalker: stalker.value, billing: next, short: null}));
		} while (needsOlder(journalList(), tableHeight(store.getState().size)));
	}

	function journalList(): List {
		return store.getState().lists[journalName]!;
	}
}

const pagesOf = ({billing}: List): JournalPages | null => billing.value as JournalPages | null;

function needsOlder(list: List, height: number): boolean {
	const pages = pagesOf(list);
	if (!pages || pages.isComplete) return false;
	return list.filter !== '' || list.sort !== null || list.cursor + 2 * height >= list.rows.length;
}
