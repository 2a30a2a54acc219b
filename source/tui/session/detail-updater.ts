import {createDebounce, type PendingTasks} from './pending-tasks.ts';
import {activeListOf} from './state.ts';
import type {Store} from './store.ts';

/** Lets the record beside the table follow the cursor. */
export type DetailUpdater = {
	/** Shows the record of the row at the cursor, after a pause: drawn at each step of the cursor, it would fill a slow connection. */
	showAfterPause(): void;
	close(): void;
};

/** `loadHistory`: reads the journal entries of the row that is shown. */
export function createDetailUpdater(
	store: Store,
	pendingTasks: PendingTasks,
	loadHistory: (rowKey: string) => void,
): DetailUpdater {
	const debounce = createDebounce(pendingTasks);
	return {
		showAfterPause() {
			const {detailKey, cursorKey} = activeListOf(store.getState()) ?? {detailKey: null, cursorKey: null};
			debounce.cancel();
			if (detailKey === null || cursorKey === null || detailKey === cursorKey) return;
			debounce.schedule(() => {
				store.updateActiveList(list =>
					list.detailKey === null ? list : {...list, detailKey: list.cursorKey, detailTop: 0},
				);
				loadHistory(cursorKey);
			});
		},
		close: debounce.cancel,
	};
}
