import type {RowAction} from '../../sync/action.ts';
import {planList, planRows, type Plan} from '../../sync/plan-runner.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {List} from '../session/list.ts';
import {targetRowsOf} from '../session/list-state.ts';
import type {Message} from '../../i18n/message.ts';

/** For each action that would refuse its target rows now, the reason, by action name. Shown in the help. */
export function refusalsByAction(
	list: List | null,
	readOnly: Message | null,
): Readonly<Record<string, Message>> {
	if (!list?.comparison) return {};
	const {comparison, resource} = list;
	const rows = targetRowsOf(list);
	return Object.fromEntries(
		resource.actions.flatMap((action): ReadonlyArray<readonly [string, Message]> => {
			if (readOnly) return [[action.name, readOnly]];
			const {refused: all} =
				action.scope === 'list'
					? planList(action, resource.name, comparison)
					: planTargetRows(action, rows, comparison);
			const [refused] = all;
			return refused ? [[action.name, refused.message]] : [];
		}),
	);
}

/** Plans the action for its target rows. With several rows there is no single refusal to show. */
function planTargetRows(
	action: RowAction,
	rows: readonly Row[],
	comparison: Comparison,
): Pick<Plan, 'refused'> {
	if (rows.length === 0) return {refused: [{is: 'refused', key: '', message: message('no-row')}]};
	if (rows.length > 1) return {refused: []};
	const choice = action.argument?.choices(rows[0]!, comparison)[0]?.value;
	return planRows(action, rows, comparison, choice === undefined ? {} : {choice});
}
