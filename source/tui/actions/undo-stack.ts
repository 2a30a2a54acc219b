import type {UndoableAction} from '../session/state.ts';
import type {Store} from '../session/store.ts';

/** Adds an action that `u` undoes first. Entries that an earlier action on the stack also has (it was interrupted, and is finished now) move to the new one. */
export function pushUndoable(store: Store, action: UndoableAction): void {
	if (action.journalIds.length === 0) return;
	removeUndoable(store, new Set(action.journalIds));
	store.setState({undoStack: [...store.getState().undoStack, action]});
}

/** Removes these journal entries from the stack, and the actions that have none left. */
export function removeUndoable(store: Store, journalIds: ReadonlySet<string>): void {
	const {undoStack} = store.getState();
	store.setState({
		undoStack: undoStack
			.map(action => ({...action, journalIds: action.journalIds.filter(id => !journalIds.has(id))}))
			.filter(action => action.journalIds.length > 0),
	});
}
