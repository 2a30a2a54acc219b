import {isDeepStrictEqual} from 'node:util';
import type {ActionInput, ListAction, Outcome, Preview, RowAction} from '../../sync/action.ts';
import {confirmationCount, isNoop, planList, planRows, type Plan} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {AppContext} from '../../app/context.ts';
import {openConfirm} from './confirm.ts';
import {createTaskRunner, type TaskRunner} from './task-runner.ts';
import {hiddenSelectedKeys, targetRowsOf} from '../session/list-state.ts';
import {recheckRows} from '../refresh/recheck.ts';
import type {ListLoader} from '../refresh/list-loader.ts';
import {plannedLines, reportOutcome, reportOutcomes} from './outcome-report.ts';
import type {PendingAction} from '../session/mode.ts';
import {activeListOf, cursorRowOf, type List} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {createPlanApplier} from './apply.ts';

/** The way of a deed on the console: look again, plan, ask where something is to be asked, write, read back, tell. */
export type ActionController = {
	/**
	An action on the highlighted row or on all marked ones, or on these. `careful`: somebody may have pasted it, or chosen it from a list, so it asks.
	*/
	startRowAction(
		action: RowAction,
		options: {
			readonly alwaysConfirm: boolean;
			readonly rows?: readonly Row[];
			readonly answers?: ActionInput;
		},
	): void;
	/** An action on the whole list in front: asks, and shows what would change. Where nothing would, it looks again and says so. */
	startListAction(action: ListAction): void;
	/** Say why nothing can be begun now, if so. */
	reportIfBlocked(): boolean;
	/** The operator has agreed. */
	applyConfirmed(task: Extract<PendingAction, {is: 'act'}>): void;
	readonly taskRunner: TaskRunner;
};

export type ActionContext = {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly listLoader: ListLoader;
	readonly clock: () => Date;
	/** A prompt has opened; `unasked`: by itself, not by the key that was pressed last. */
	readonly startInputGuard: (unasked?: boolean) => void;
};

export function createActionController(context: ActionContext): ActionController {
	const {store, connections, pendingTasks, listLoader, clock} = context;
	const taskRunner = createTaskRunner(store, pendingTasks, startQueued);
	const applyPlan = createPlanApplier({store, listLoader, clock, taskRunner});
	/** The row that is being worked on at once. */
	let runningRow: {readonly tab: string; readonly key: string} | null = null;

	return {
		taskRunner: taskRunner,
		reportIfBlocked: reportIfBlocked,
		startRowAction(
			action,
			{alwaysConfirm, answers = {}, rows = targetRowsOf(activeListOf(store.getState())!)},
		) {
			const {dryRun, running, queue} = store.getState();
			const list = activeListOf(store.getState())!;
			const single = list.selected.size === 0 && rows.length === 1;
			const [row] = rows;
			const atOnce = action.guard === 'act' && single && !alwaysConfirm && !dryRun;
			if (running && row && atOnce && !store.getState().readOnly) {
				const isUnderWay = [...queue.map(one => ({tab: one.listName, key: one.row.key})), runningRow].some(
					one => one?.tab === list.resource.name && one.key === row.key,
				);
				// The same key on the same row again: it is being done.
				if (!isUnderWay) store.setState({queue: [...queue, {listName: list.resource.name, action, row}]});
				return;
			}

			if (reportIfBlocked()) return;
			store.setState({dryRun: false});
			if (!row) return reportMissingRow(list);
			if (dryRun) return showDryRun(planRows(action, rows, list.comparison!, answers), list);
			if (atOnce) return startRow(action, row, list.resource.name);
			confirmOrRefuse(planRows(action, rows, list.comparison!, answers), rows);
		},
		startListAction(action) {
			const {dryRun} = store.getState();
			const list = activeListOf(store.getState())!;
			if (reportIfBlocked()) return;
			store.setState({dryRun: false});
			if (!list.comparison) return store.notify('bad', message('not-known'));
			const plan = planList(action, list.resource.name, list.comparison);
			if (dryRun) showDryRun(plan, list);
			else if (isNoop(plan))
				applyConfirmed({
					is: 'act',
					listName: list.resource.name,
					plan,
					rows: [],
					hiddenKeys: hiddenSelectedKeys(list),
					previousPreview: null,
				});
			else confirmOrRefuse(plan, []);
		},
		applyConfirmed,
	};

	function applyConfirmed(task: Extract<PendingAction, {is: 'act'}>): void {
		const {listName, plan, rows} = task;
		const several = plan.action.on === 'list' ? listName : String(rows.length);
		const subject = rows.length === 1 ? describeRow(rows[0]!, listName) : several;
		taskRunner.start(
			{listName: listName, action: plan.action.name, subject, total: plan.planned.length},
			async signal => recheckAndApply(task, signal),
		);
	}

	function reportIfBlocked(): boolean {
		const {readOnly, dryRun, running} = store.getState();
		if (readOnly && !dryRun) store.notify('bad', message('read-only'));
		else if (running) store.notify('bad', message('under-way', {subject: running.subject}));
		else return false;
		return true;
	}

	function reportMissingRow({cursorKey, comparison, ...list}: List): void {
		if (cursorKey === null || cursorRowOf({...list, cursorKey, comparison}))
			return store.notify('bad', message('no-row'));
		const isHidden = comparison?.rows.some(row => row.key === cursorKey) === true;
		store.notify(
			'bad',
			isHidden ? message('row-filtered', {key: cursorKey}) : message('row-gone', {key: cursorKey}),
		);
	}

	function showDryRun(plan: Plan, list: List): void {
		store.setState({
			results: {
				listName: list.resource.name,
				action: plan.action.name,
				finishedAt: clock(),
				isDryRun: true,
				lines: plannedLines(plan),
			},
			mode: {is: 'results', top: 0},
		});
		store.notify('plain', message('simulated', {n: plan.planned.length, refused: plan.refused.length}));
	}

	/** One row, at once when nothing is to be asked. */
	function startRow(action: RowAction, row: Row, tab: string): void {
		runningRow = {tab, key: row.key};
		taskRunner.start(
			{listName: tab, action: action.name, subject: describeRow(row, tab), total: 1},
			async signal => applyOrConfirm(action, row, tab, signal),
		);
	}

	async function applyOrConfirm(
		action: RowAction,
		row: Row,
		tab: string,
		signal: AbortSignal,
	): Promise<void> {
		const world = await connections.context();
		const {comparison, changedKeys} = await recheckRows(
			tab,
			[row],
			{store, show: listLoader.showComparison, world},
			signal,
		);
		const fresh = comparison.rows.find(({key}) => key === row.key);
		if (!fresh) return store.notify('bad', message('row-gone', {key: row.key}));
		const plan = planRows(action, [fresh], comparison);
		const [refused] = plan.refused;
		if (refused) return reportOutcome(refused, store, false);
		const asks = plan.planned.some(({intent}) => action.questions(intent).length > 0);
		if (asks || changedKeys.has(row.key))
			return confirmAfterRecheck(plan, [fresh], tab, changedKeys.has(row.key));
		await applyPlan(plan, comparison, tab, world, signal);
	}

	/** A question that comes up by itself opens only where the operator still is; it must not catch what he is typing elsewhere. */
	function confirmAfterRecheck(plan: Plan, rows: readonly Row[], tab: string, differs: boolean): void {
		const {activeScreen, mode, queue} = store.getState();
		if (queue.length > 0) {
			store.notify('plain', message('waiting-dropped', {n: queue.length}));
			store.setState({queue: []});
		}

		if (activeScreen !== tab || mode.is !== 'browse')
			return store.notify('bad', message('asks-first', {subject: describeRow(rows[0]!, tab)}));
		if (differs) store.notify('bad', message('differs-now'));
		openPlanConfirm(plan, rows, tab, true);
	}

	function confirmOrRefuse(plan: Plan, rows: readonly Row[]): void {
		const {resource} = activeListOf(store.getState())!;
		if (plan.planned.length > 0) return openPlanConfirm(plan, rows, resource.name, false);
		reportOutcomes(
			plan.refused,
			{listName: resource.name, action: plan.action.name, finishedAt: clock()},
			store,
			false,
		);
	}

	function openPlanConfirm(
		plan: Plan,
		rows: readonly Row[],
		tab: string,
		unasked: boolean,
		before: Preview | null = null,
	): void {
		const hidden = hiddenSelectedKeys(store.getState().lists[tab]!);
		const planned = new Set(plan.planned.map(({key}) => key));
		openConfirm(
			store,
			{
				is: 'act',
				listName: tab,
				plan,
				rows: rows.filter(({key}) => planned.has(key)),
				hiddenKeys: hidden,
				previousPreview: before,
			},
			// Of one row its name is enough.
			plan.action.on === 'list' || planned.size > 1 ? confirmationCount(plan) : null,
		);
		context.startInputGuard(unasked);
	}

	/** Confirmed. What was on the screen is held against both systems once more; rows that changed meanwhile are left alone. */
	async function recheckAndApply(
		task: Extract<PendingAction, {is: 'act'}>,
		signal: AbortSignal,
	): Promise<void> {
		const {listName, plan, rows} = task;
		const world = await connections.context();
		if (plan.action.on === 'list') return recheckAndApplyList(task, plan.action, world, signal);
		const {comparison, changedKeys} = await recheckRows(
			listName,
			rows,
			{store, show: listLoader.showComparison, world},
			signal,
		);
		const refused: readonly Outcome[] = [
			...plan.refused,
			...[...changedKeys].map(key => ({is: 'refused', key, said: message('changed-row', {key})}) as const),
		];
		const planned = plan.planned.filter(({key}) => !changedKeys.has(key));
		await applyPlan({action: plan.action, planned, refused}, comparison, listName, world, signal);
	}

	/** Confirmed. The whole list is read and planned once more; where anything else comes out, that is shown and asked. */
	async function recheckAndApplyList(
		{listName, plan}: Extract<PendingAction, {is: 'act'}>,
		action: ListAction,
		world: AppContext,
		signal: AbortSignal,
	): Promise<void> {
		const {comparison} = await recheckRows(
			listName,
			[],
			{store, show: listLoader.showComparison, world},
			signal,
		);
		const fresh = planList(action, listName, comparison);
		const [refused] = fresh.refused;
		if (refused) return reportOutcome(refused, store, false);
		if (isNoop(fresh) || isDeepStrictEqual(fresh.planned, plan.planned))
			return applyPlan(fresh, comparison, listName, world, signal);
		const {activeScreen, mode} = store.getState();
		if (activeScreen !== listName || mode.is !== 'browse')
			return store.notify('bad', message('asks-first', {subject: action.name}));
		store.notify('bad', message('plan-changed'));
		openPlanConfirm(fresh, [], listName, true, action.preview(plan.planned[0]!.intent));
	}

	/** The next row that was pressed meanwhile has its turn. */
	function startQueued(): void {
		runningRow = null;
		const [first, ...rest] = store.getState().queue;
		if (!first) return;
		store.setState({queue: rest});
		startRow(first.action, first.row, first.listName);
	}

	function describeRow(row: Row, name: string): string {
		return store.getState().lists[name]!.resource.describe(row);
	}
}
