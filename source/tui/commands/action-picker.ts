import type {RowAction} from '../../sync/action.ts';
import {planRows} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {reportOutcome} from '../actions/outcomes.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {createPicker} from './picker-state.ts';

/** Starts an action that was chosen as a fix of these rows: it always asks, after its argument where it takes one. */
export function startFixAction(action: RowAction, rows: readonly Row[], context: SessionContext): void {
	const list = activeListOf(context.store.getState())!;
	const [row] = rows;
	if (action.argument && row && !isChoiceSettled(action, list, row))
		return openActionPicker(action, row, list, context);
	context.actionController.startRowAction(action, {alwaysConfirm: true, rows});
}

/**
Whether no choice is needed: the row determines the argument, or several rows are selected, of which those that need a choice are refused
one by one.
*/
export const isChoiceSettled = ({argument}: RowAction, list: List, row: Row): boolean =>
	argument?.settled !== undefined && (list.selected.size > 0 || argument.settled(row, list.comparison!));

/** Opens a picker for the argument of the action. If the first choice would be refused, the refusal is reported instead. */
export function openActionPicker(action: RowAction, row: Row, list: List, context: SessionContext): void {
	const {store, actionController} = context;
	if (actionController.reportIfBlocked()) return;
	const {isFreeText} = action.argument!;
	const isForSelection = list.selected.size > 0;
	if (isForSelection && !isFreeText) return store.notify('bad', message('one-at-a-time'));
	const choices = action.argument!.choices(row, list.comparison!);
	const [refused] = planRows(action, [row], list.comparison!, {choice: choices[0]?.value ?? ''}).refused;
	if (isFreeText ? refused && !isForSelection : choices.length === 0 || refused?.is === 'refused') {
		return refused?.is === 'refused'
			? reportOutcome(refused, store, false)
			: store.notify('bad', message('no-choices'));
	}

	store.setState({
		mode: createPicker(
			{listName: list.resource.name, action: action.name, ...(isFreeText && {isFreeText})},
			choices,
			{rowKey: isForSelection ? null : row.key, acceptsInput: false},
		),
	});
	context.startInputGuard();
}
