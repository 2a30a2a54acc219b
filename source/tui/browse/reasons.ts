import type {RowAction} from '../../sync/action.ts';
import {planList, planRows, type Plan} from '../../sync/job.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import type {Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {List} from '../state.ts';
import {meant} from './list.ts';

/** Why each action would refuse the rows it is for now: what `?` answers. */
export function reasonsOf(list: List | null, readOnly: boolean): Readonly<Record<string, Saying>> {
	if (!list?.sheet) return {};
	const {sheet, tab} = list;
	const rows = meant(list);
	return Object.fromEntries(
		tab.actions.flatMap((action): ReadonlyArray<readonly [string, Saying]> => {
			if (readOnly) return [[action.name, say('read-only')]];
			const {refused: all} =
				action.on === 'list' ? planList(action, tab.name, sheet) : planMeant(action, rows, sheet);
			const [refused] = all;
			return refused ? [[action.name, refused.said]] : [];
		}),
	);
}

/** What would be done to the rows that an action is for; of many only what each says of itself. */
function planMeant(action: RowAction, rows: readonly Row[], sheet: Sheet): Pick<Plan, 'refused'> {
	if (rows.length === 0) return {refused: [{is: 'refused', key: '', said: say('no-row')}]};
	if (rows.length > 1) return {refused: []};
	const choice = action.argument?.choices(rows[0]!, sheet)[0]?.value;
	return planRows(action, rows, sheet, choice === undefined ? {} : {choice});
}
