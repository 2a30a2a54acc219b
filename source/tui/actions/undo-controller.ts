import {applyUndo, planUndo, type UndoPlan as EntryUndoPlan} from '../../resources/find-undo.ts';
import {message} from '../../i18n/translator.ts';
import type {AppContext} from '../../app/context.ts';
import type {ActionContext} from './action-context.ts';
import type {ActionController} from './action-controller.ts';
import {
	reportOutcomes,
	currentRecords,
	patchRows,
	removeUndoable,
	toResultLine,
	addResults,
	showResults,
} from './outcomes.ts';
import {journalName} from '../journal/journal-list.ts';
import type {UndoableAction, Results} from '../session/state.ts';
import {resultsName} from '../results/results-list.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import type {PendingAction} from '../session/mode.ts';
import {openConfirm} from '../session/confirm.ts';

/** Undoes the last action of this session, or an entry of the journal (`u`): plan, confirm, write, and report the outcomes. */
export type UndoController = {
	/** Plan the undo of an action and open a confirmation. Without one, of the last action of this session. */
	start(action?: UndoableAction): void;
	applyConfirmed(confirmed: ConfirmedUndo): void;
};

export function createUndoController(
	context: ActionContext,
	{taskRunner, reportIfBlocked}: Pick<ActionController, 'taskRunner' | 'reportIfBlocked'>,
): UndoController {
	const {store, connections, listLoader, clock} = context;
	return {
		start(action = store.getState().undoStack.at(-1)) {
			if (reportIfBlocked()) return;
			const {dryRun, activeScreen} = store.getState();
			store.setState({dryRun: false});
			if (!action) return store.notify('plain', message('nothing-to-undo'));
			const {listName, journalIds} = action;
			taskRunner.start(
				{listName, action: 'undo', subject: action.action, total: journalIds.length},
				async signal => {
					const steps = await planSteps(journalIds, await connections.context(), signal);
					if (dryRun) showUndoDryRun({listName, ...steps}, context);
					else confirmOrRefuseUndo({listName, ...steps}, activeScreen, context);
				},
			);
		},
		applyConfirmed(confirmed) {
			const {listName, steps} = confirmed;
			taskRunner.start(
				{listName, action: 'undo', subject: String(steps.length), total: steps.length},
				async signal => applySteps(confirmed, signal),
			);
		},
	};

	async function planSteps(
		journalIds: readonly string[],
		app: AppContext,
		signal: AbortSignal,
	): Promise<EntryUndoPlan> {
		const plans: EntryUndoPlan[] = [];
		for (const [index, id] of journalIds.entries()) {
			signal.throwIfAborted();
			const entry = (await app.billing.journal.show(id))!;
			const plan = await planUndo(entry, app, signal);
			plans.push(plan);
			// It was undone elsewhere, and must not keep `u` from undoing the action before it.
			if (entry.state === 'undone' && plan.steps.length === 0) removeUndoable(store, new Set([id]));
			taskRunner.setProgress(index + 1);
		}

		signal.throwIfAborted();
		return {
			steps: plans.flatMap(({steps}) => steps),
			refused: plans.flatMap(({refused}) => refused),
		};
	}

	async function applySteps({listName, steps, refused}: ConfirmedUndo, signal: AbortSignal): Promise<void> {
		const app = await connections.context();
		taskRunner.setPhase('applying');
		const outcomes = await applyUndo(steps, app, {signal, onProgress: taskRunner.setProgress});
		const left = new Set(
			steps.flatMap(({entry}, index) => (outcomes[index]!.is === 'done' ? [] : [entry.id])),
		);
		removeUndoable(store, new Set(steps.map(({entry}) => entry.id).filter(id => !left.has(id))));
		listLoader.noteWrite(listName, currentRecords(outcomes));
		const results = {listName, action: 'undo', finishedAt: clock(), retry: null};
		reportOutcomes([...outcomes, ...refused], results, context, false);
		taskRunner.setPhase('rechecking');
		const isPatched = patchRows({store, listLoader}, listName, outcomes);
		const outdated = [
			...(isPatched ? [] : [listName]),
			...(store.getState().activeScreen === journalName ? [journalName] : []),
		];
		for (const name of outdated) await listLoader.load(name, {isNewRequired: true});
	}
}

type ConfirmedUndo = Extract<PendingAction, {is: 'undo'}>;

/** The planned undo of an action: a step for each row, and the rows that cannot be undone. */
type UndoPlan = Pick<ConfirmedUndo, 'listName' | 'steps' | 'refused'>;

type DialogContext = Pick<ActionContext, 'store' | 'clock' | 'translator' | 'listLoader' | 'startInputGuard'>;

/** Shows as results what the undo would write. Nothing is written. */
function showUndoDryRun({listName, steps, refused}: UndoPlan, context: DialogContext): void {
	const {store, clock, translator} = context;
	const lines: Results['lines'] = [
		...steps.flatMap(({key, summary, questions}) =>
			[summary, ...questions].map(text => ({key, is: 'planned', changed: false, message: text}) as const),
		),
		...refused.map(toResultLine),
	];
	const {mode, activeScreen, backStack} = store.getState();
	const results = {listName, action: 'undo', finishedAt: clock(), isDryRun: true, lines, retry: null};
	addResults(results, store, translator);
	showResults(0, store, translator);
	if (mode.is === 'browse' && activeScreen !== resultsName)
		goToScreen(resultsName, context, activeScreen === null ? [] : [...backStack, activeScreen]);
	store.notify('plain', message('simulated', {n: steps.length, refused: refused.length}));
}

/**
Opens the confirmation of an undo, only if the operator is on its list, on the menu, or on the screen where he began it (`startedOn`); if no
row can be undone, reports why.
*/
function confirmOrRefuseUndo(
	{listName, steps, refused}: UndoPlan,
	startedOn: string | null,
	context: DialogContext,
): void {
	const {store, clock, startInputGuard} = context;
	if (steps.length === 0)
		return reportOutcomes(
			refused,
			{listName, action: 'undo', finishedAt: clock(), retry: null},
			context,
			false,
		);
	const {mode, activeScreen} = store.getState();
	if (mode.is !== 'browse' || ![null, listName, startedOn].includes(activeScreen))
		return store.notify('bad', message('undo-asks-first'));
	openConfirm(store, {is: 'undo', listName, steps, refused}, steps.length > 1 ? steps.length : null);
	startInputGuard(true);
}
