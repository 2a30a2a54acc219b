import type {Outcome} from '../../sync/action.ts';
import {findUndo} from '../../resources/find-undo.ts';
import {message} from '../../i18n/translator.ts';
import type {AppContext} from '../../app/context.ts';
import type {ActionContext} from './action-context.ts';
import type {ActionController} from './action-controller.ts';
import {openConfirm} from './confirm.ts';
import {reportOutcomes} from './outcome-report.ts';
import {removeUndoable} from './undo-stack.ts';
import type {PendingAction, UndoStep} from '../session/mode.ts';
import type {Results} from '../session/state.ts';
import {errorMessage} from '../../i18n/message.ts';
import {isRefusal} from '../../sync/refusal.ts';

/** Undoes the last action of this session (`u`): plan, confirm, write, and report the outcomes. */
export type UndoController = {
	/** Plan the undo of the last action and open a confirmation. */
	start(): void;
	applyConfirmed(confirmed: ConfirmedUndo): void;
};

type ConfirmedUndo = Extract<PendingAction, {is: 'undo'}>;

/** The planned undo of an action: steps per journal entry, and the entries that cannot be undone. */
type UndoPlan = Pick<ConfirmedUndo, 'listName' | 'steps' | 'refused'>;

export function createUndoController(
	{store, connections, listLoader, clock, startInputGuard}: ActionContext,
	{taskRunner, reportIfBlocked}: Pick<ActionController, 'taskRunner' | 'reportIfBlocked'>,
): UndoController {
	return {
		start() {
			if (reportIfBlocked()) return;
			const {undoStack, dryRun} = store.getState();
			store.setState({dryRun: false});
			const last = undoStack.at(-1);
			if (!last) return store.notify('plain', message('nothing-to-undo'));
			const {listName, journalIds} = last;
			taskRunner.start(
				{listName, action: 'undo', subject: last.action, total: journalIds.length},
				async signal => {
					const steps = await planSteps(journalIds, await connections.context(), signal);
					if (dryRun) showDryRun({listName, ...steps});
					else confirmUndo({listName, ...steps});
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
	): Promise<Omit<UndoPlan, 'listName'>> {
		const steps: UndoStep[] = [];
		const refused: Outcome[] = [];
		for (const [index, id] of journalIds.entries()) {
			signal.throwIfAborted();
			const entry = (await app.billing.journal.show(id))!;
			const found = findUndo(entry);
			const intent = isRefusal(found) ? found : await found.undo.plan(entry, app, signal);
			if (isRefusal(found)) refused.push({is: 'refused', key: entry.subject, said: found.refused});
			else if (isRefusal(intent)) {
				refused.push({is: 'refused', key: entry.subject, said: intent.refused});
				// It was undone elsewhere, and must not keep `u` from undoing the action before it.
				if (entry.state === 'undone') removeUndoable(store, new Set([id]));
			} else {
				const {undo} = found;
				steps.push({entry, intent, summary: undo.summary(intent), questions: undo.questions(intent)});
			}

			taskRunner.setProgress(index + 1);
		}

		signal.throwIfAborted();
		return {steps, refused};
	}

	function showDryRun({listName, steps, refused}: UndoPlan): void {
		const lines: Results['lines'] = [
			...steps.flatMap(({entry, summary, questions}) =>
				[summary, ...questions].map(
					text => ({key: entry.subject, is: 'planned', changed: false, message: text}) as const,
				),
			),
			...refused.map(({key, is, said}) => ({key, is, changed: false, message: said})),
		];
		const {mode} = store.getState();
		store.setState({results: {listName, action: 'undo', finishedAt: clock(), isDryRun: true, lines}});
		if (mode.is === 'browse') store.setState({mode: {is: 'results', top: 0}});
		store.notify('plain', message('simulated', {n: steps.length, refused: refused.length}));
	}

	/** Opens the confirmation only if the operator is still on that list or on the menu. */
	function confirmUndo({listName, steps, refused}: UndoPlan): void {
		if (steps.length === 0)
			return reportOutcomes(refused, {listName, action: 'undo', finishedAt: clock()}, store, false);
		const {mode, activeScreen} = store.getState();
		if (mode.is !== 'browse' || (activeScreen !== null && activeScreen !== listName))
			return store.notify('bad', message('undo-asks-first'));
		openConfirm(store, {is: 'undo', listName, steps, refused}, steps.length > 1 ? steps.length : null);
		startInputGuard(true);
	}

	async function applySteps({listName, steps, refused}: ConfirmedUndo, signal: AbortSignal): Promise<void> {
		const app = await connections.context();
		taskRunner.setPhase('applying');
		const outcomes: Outcome[] = [];
		for (const step of steps) {
			outcomes.push(signal.aborted ? toNotTried(step) : await applyStep(step, app, signal));
			taskRunner.setProgress(outcomes.length);
		}

		const undone = steps.filter((_, index) => outcomes[index]!.is === 'done');
		removeUndoable(store, new Set(undone.map(({entry}) => entry.id)));
		const subjects = steps.map(({entry}) => entry.subject);
		listLoader.noteWrite(listName, subjects);
		const results = {listName, action: 'undo', finishedAt: clock()};
		reportOutcomes([...outcomes, ...refused], results, store, false);
		taskRunner.setPhase('rechecking');
		await listLoader.load(listName, {isNewRequired: true});
	}
}

async function applyStep({entry, intent}: UndoStep, app: AppContext, signal: AbortSignal): Promise<Outcome> {
	const found = findUndo(entry);
	if (isRefusal(found)) return {is: 'refused', key: entry.subject, said: found.refused};
	return found.undo.run(intent, entry, app, signal).catch((error: unknown): Outcome => ({
		is: 'failed',
		key: entry.subject,
		said: message('failed', {message: errorMessage(error)}),
		cause: error,
	}));
}

const toNotTried = ({entry}: UndoStep): Outcome => ({
	is: 'failed',
	key: entry.subject,
	said: message('not-tried'),
});
