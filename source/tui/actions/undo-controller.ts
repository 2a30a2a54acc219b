import type {Outcome} from '../../sync/action.ts';
import {findUndo} from '../../resources/find-undo.ts';
import {message} from '../../i18n/translator.ts';
import type {AppContext} from '../../app/context.ts';
import {openConfirm} from './confirm.ts';
import type {ActionController, ActionContext} from './action-controller.ts';
import {reportOutcomes} from './outcome-report.ts';
import type {PendingAction, UndoStep} from '../session/mode.ts';
import type {Results} from '../session/state.ts';
import {errorMessage} from '../../i18n/message.ts';
import {isRefusal} from '../../sync/refusal.ts';

/** `u`: the last deed of this run, shown as a plan and asked. */
export type UndoController = {
	start(): void;
	/** The operator has agreed. */
	applyConfirmed(task: Extract<PendingAction, {is: 'undo'}>): void;
};

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
				{listName: listName, action: 'undo', subject: last.action, total: journalIds.length},
				async signal => {
					const {parts, refused} = await planSteps(journalIds, await connections.context(), signal);
					if (dryRun) showDryRun(listName, parts, refused);
					else confirmSteps(listName, parts, refused);
				},
			);
		},
		applyConfirmed(task) {
			const {listName, steps} = task;
			taskRunner.start(
				{listName: listName, action: 'undo', subject: String(steps.length), total: steps.length},
				async signal => applySteps(task, signal),
			);
		},
	};

	/** What would be taken back, entry by entry, and what cannot be. */
	async function planSteps(
		ids: readonly string[],
		context: AppContext,
		signal: AbortSignal,
	): Promise<{readonly parts: readonly UndoStep[]; readonly refused: readonly Outcome[]}> {
		const parts: UndoStep[] = [];
		const refused: Outcome[] = [];
		for (const [place, id] of ids.entries()) {
			signal.throwIfAborted();
			const entry = (await context.billing.journal.show(id))!;
			const found = findUndo(entry);
			const intent = isRefusal(found) ? found : await found.undo.plan(entry, context, signal);
			if (isRefusal(found)) refused.push({is: 'refused', key: entry.subject, said: found.refused});
			else if (isRefusal(intent)) {
				refused.push({is: 'refused', key: entry.subject, said: intent.refused});
				// Taken back elsewhere: it must not stand in the way of the deed before it.
				if (entry.state === 'undone') removeFromUndoStack(new Set([id]));
			} else
				parts.push({
					entry,
					intent,
					summary: found.undo.summary(intent),
					questions: found.undo.questions(intent),
				});
			taskRunner.setProgress(place + 1);
		}

		signal.throwIfAborted();
		return {parts, refused};
	}

	function showDryRun(tab: string, parts: readonly UndoStep[], refused: readonly Outcome[]): void {
		const lines: Results['lines'] = [
			...parts.flatMap(({entry, summary, questions}) =>
				[summary, ...questions].map(
					said => ({key: entry.subject, is: 'planned', changed: false, message: said}) as const,
				),
			),
			...refused.map(({key, is, said}) => ({key, is, changed: false, message: said})),
		];
		const {mode} = store.getState();
		store.setState({results: {listName: tab, action: 'undo', finishedAt: clock(), isDryRun: true, lines}});
		if (mode.is === 'browse') store.setState({mode: {is: 'results', top: 0}});
		store.notify('plain', message('simulated', {n: parts.length, refused: refused.length}));
	}

	/** The question opens only where the operator still is. */
	function confirmSteps(tab: string, parts: readonly UndoStep[], refused: readonly Outcome[]): void {
		if (parts.length === 0)
			return reportOutcomes(refused, {listName: tab, action: 'undo', finishedAt: clock()}, store, false);
		const {mode, activeScreen} = store.getState();
		if (mode.is !== 'browse' || (activeScreen !== null && activeScreen !== tab))
			return store.notify('bad', message('undo-asks-first'));
		openConfirm(
			store,
			{is: 'undo', listName: tab, steps: parts, refused},
			parts.length > 1 ? parts.length : null,
		);
		startInputGuard(true);
	}

	async function applySteps(
		{listName, steps, refused}: Extract<PendingAction, {is: 'undo'}>,
		signal: AbortSignal,
	): Promise<void> {
		const context = await connections.context();
		taskRunner.setPhase('applying');
		const done: Outcome[] = [];
		for (const part of steps) {
			done.push(signal.aborted ? toNotTried(part) : await applyStep(part, context, signal));
			taskRunner.setProgress(done.length);
		}

		removeFromUndoStack(
			new Set(steps.flatMap(({entry}, place) => (done[place]!.is === 'done' ? [entry.id] : []))),
		);
		listLoader.noteWrite(
			listName,
			steps.map(({entry}) => entry.subject),
		);
		reportOutcomes(
			[...done, ...refused],
			{listName: listName, action: 'undo', finishedAt: clock()},
			store,
			false,
		);
		taskRunner.setPhase('rechecking');
		await listLoader.load(listName, {isNewRequired: true});
	}

	async function applyStep(
		{entry, intent}: UndoStep,
		context: AppContext,
		signal: AbortSignal,
	): Promise<Outcome> {
		const found = findUndo(entry);
		if (isRefusal(found)) return {is: 'refused', key: entry.subject, said: found.refused};
		return found.undo.run(intent, entry, context, signal).catch((error: unknown): Outcome => ({
			is: 'failed',
			key: entry.subject,
			said: message('failed', {message: errorMessage(error)}),
			cause: error,
		}));
	}

	/** These entries are nothing that `u` could take back any more. */
	function removeFromUndoStack(ids: ReadonlySet<string>): void {
		const {undoStack} = store.getState();
		store.setState({
			undoStack: undoStack
				.map(deed => ({...deed, journalIds: deed.journalIds.filter(id => !ids.has(id))}))
				.filter(({journalIds}) => journalIds.length > 0),
		});
	}
}

const toNotTried = ({entry}: UndoStep): Outcome => ({
	is: 'failed',
	key: entry.subject,
	said: message('not-tried'),
});
