import type {Outcome} from '../../sync/action.ts';
import type {CurrentRecord} from '../../sync/changes/change.ts';
import type {ActionContext} from './action-context.ts';

/** Shows the records that an action, or its undo, returned in place of the old ones; false where the list has to be read: the records do not suffice, or one was refused without them, and reading is cheap. */
export function patchRows(
	{store, listLoader}: Pick<ActionContext, 'store' | 'listLoader'>,
	listName: string,
	outcomes: readonly Outcome[],
): boolean {
	const {resource, comparison} = store.getState().lists[listName]!;
	const isUntold = outcomes.some(({is, current}) => is === 'refused' && current === undefined);
	if (!resource.patch || !comparison || (isUntold && !resource.refreshRows)) return false;
	const current = currentRecords(outcomes);
	if (current.length === 0) return true;
	const patched = resource.patch(comparison, current);
	if (patched) listLoader.showComparison(listName, patched);
	return patched !== null;
}

/** The records that an action read back. */
export const currentRecords = (outcomes: readonly Outcome[]): readonly CurrentRecord[] =>
	outcomes.flatMap(({current = []}) => current);
