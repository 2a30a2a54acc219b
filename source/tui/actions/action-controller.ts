import type {ActionInput, ListAction, RowAction} from '../../sync/action.ts';
import {isNoop, planList, planRows} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {targetRowsOf} from '../session/list-state.ts';
import {cursorRowOf, type List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import type {ActionContext} from './action-context.ts';
import {
	createPlanApplier,
	applyConfirmedPlan,
	applyShownRow,
	reloadAndPlan,
	type ConfirmedPlan,
} from './apply.ts';
import {describeRow} from './outcomes.ts';
import {confirmOrRefuse, showDryRun} from './plan-dialogs.ts';
import {createTaskRunner, type TaskRunner} from '../session/tasks.ts';

/** Runs the actions of resources: plan, confirm where needed, read the rows again, write, and report the outcomes. */
export type ActionController = {
	/**
	Start an action on the given rows; without `rows`, on the selected ones or the row at the cursor. One row is written at once if the
	action allows it, and queued if another action is running. `alwaysConfirm`: the key may have been pasted, or chosen from a list, so a
	confirmation always opens.
	*/
	startRowAction(
		action: RowAction,
		options: {
			readonly alwaysConfirm: boolean;
			readonly rows?: readonly Row[];
			readonly answers?: ActionInput;
		},
	): void;
	/**
	Start an action on the whole visible list: opens a confirmation with a preview. If nothing would change, it reads the list again and
	reports that.
	*/
	startListAction(action: ListAction): void;
	/** Returns true, and reports why, if no action can be started now. */
	reportIfBlocked(): boolean;
	applyConfirmed(confirmed: ConfirmedPlan): void;
	readonly taskRunner: TaskRunner;
};

export function createActionController(shared: ActionContext): ActionController {
	const {store, pendingTasks} = shared;
	const taskRunner = createTaskRunner(store, pendingTasks, startQueued);
	const context = {...shared, applyPlan: createPlanApplier({...shared, taskRunner})};
	/** The rows of the running action, without those of an action on a whole list. */
	let runningRows: {
		readonly listName: string;
		readonly action: string;
		readonly keys: ReadonlySet<string>;
	} | null = null;

	return {
		taskRunner,
		reportIfBlocked,
		applyConfirmed,
		startRowAction(
			action,
			{alwaysConfirm, answers = {}, rows = targetRowsOf(activeListOf(store.getState())!)},
		) {
			const {dryRun, running, readOnly} = store.getState();
			const list = activeListOf(store.getState())!;
			const listName = list.resource.name;
			const [row] = rows;
			const isSingle = list.selected.size === 0 && rows.length === 1;
			const isImmediate = action.confirmation === 'when-several' && isSingle && !alwaysConfirm && !dryRun;
			if (running && row && isImmediate && !readOnly) return enqueue(action, row, listName);
			if (reportIfBlocked()) return;
			store.setState({dryRun: false});
			if (!row) return reportMissingRow(list);
			if (isImmediate) return startRow(action, row, listName);
			const plan = planRows(action, rows, list.comparison!, answers);
			if (dryRun) showDryRun({listName, plan}, context);
			else if (isNoop(plan)) applyConfirmed({is: 'apply', listName, plan, rows, hiddenKeys: new Set()});
			else confirmOrRefuse({listName, plan, rows}, context);
		},
		startListAction(action) {
			const {dryRun} = store.getState();
			const list = activeListOf(store.getState())!;
			const listName = list.resource.name;
			if (reportIfBlocked()) return;
			store.setState({dryRun: false});
			if (!list.comparison) return store.notify('bad', message('not-known'));
			const plan = planList(action, listName, list.comparison);
			if (dryRun) return showDryRun({listName, plan}, context);
			if (!isNoop(plan)) return confirmOrRefuse({listName, plan, rows: []}, context);
			taskRunner.start(
				{listName, action: action.name, subject: listName, total: plan.planned.length},
				async signal => reloadAndPlan(action, listName, context, signal),
			);
		},
	};

	function applyConfirmed(confirmed: ConfirmedPlan): void {
		const {listName, plan, rows} = confirmed;
		const several = plan.action.scope === 'list' ? listName : String(rows.length);
		const subject = rows.length === 1 ? describeRow(store, listName, rows[0]!) : several;
		runningRows = {listName, action: plan.action.name, keys: new Set(rows.map(({key}) => key))};
		taskRunner.start(
			{listName, action: plan.action.name, subject, total: plan.planned.length},
			async signal => applyConfirmedPlan(confirmed, context, signal),
		);
	}

	function reportIfBlocked(): boolean {
		const {readOnly, dryRun, running} = store.getState();
		if (readOnly && !dryRun) store.notify('bad', readOnly);
		else if (running) store.notify('bad', message('under-way', {subject: running.subject}));
		else return false;
		return true;
	}

	function reportMissingRow(list: List): void {
		const {cursorKey: key, comparison} = list;
		if (key === null || cursorRowOf(list)) return store.notify('bad', message('no-row'));
		const isHidden = comparison?.rows.some(row => row.key === key) === true;
		store.notify('bad', isHidden ? message('row-filtered', {key}) : message('row-gone', {key}));
	}

	/** A row that is running or queued already is not queued again: the operator has pressed the same key twice. */
	function enqueue(action: RowAction, row: Row, listName: string): void {
		const {queue} = store.getState();
		const isRunning =
			runningRows?.listName === listName &&
			runningRows.action === action.name &&
			runningRows.keys.has(row.key);
		if (isRunning || queue.some(one => one.listName === listName && one.row.key === row.key)) return;
		store.setState({queue: [...queue, {listName, action, row}]});
	}

	function startQueued(): void {
		runningRows = null;
		const [first, ...rest] = store.getState().queue;
		if (!first) return;
		store.setState({queue: rest});
		startRow(first.action, first.row, first.listName);
	}

	function startRow(action: RowAction, row: Row, listName: string): void {
		runningRows = {listName, action: action.name, keys: new Set([row.key])};
		taskRunner.start(
			{listName, action: action.name, subject: describeRow(store, listName, row), total: 1},
			async signal => applyShownRow(action, row, listName, context, signal),
		);
	}
}
