import type {Outcome} from '../../sync/action.ts';
import type {CurrentRecord} from '../../sync/changes/change.ts';
import type {ActionContext} from './action-context.ts';

/** Shows the records that an action, or its undo, returned in place of the old ones; false where the list has to be read. */
export function patchRows(
	{store, listLoader}: Pick<ActionContext, 'store' | 'listLoader'>,
	listName: string,
	outcomes: readonly Outcome[],
): boolean {
	const current = currentRecords(outcomes);
	const {resource, comparison} = store.getState().lists[listName]!;
	if (!resource.patch || !comparison) return false;
	if (current.length > 0) listLoader.showComparison(listName, resource.patch(comparison, current));
	return true;
}

/** The records that an action read back. */
export const currentRecords = (outcomes: readonly Outcome[]): readonly CurrentRecord[] =>
	outcomes.flatMap(({current = []}) => current);
