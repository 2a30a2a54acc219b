import type {JournalEntry, JournalOperator} from '../sync/journal.ts';
import {message} from '../i18n/translator.ts';
import {type Action, type ActionMessages, type Outcome, type Refusal} from '../sync/action.ts';
import type {ApplyOptions} from '../sync/changes/ports.ts';
import {applySets} from '../sync/changes/apply.ts';
import type {ChangeSet} from '../sync/changes/change.ts';
import {outcomeOf} from '../sync/changes/outcome.ts';
import {planRowUndos} from '../sync/changes/undo.ts';
import type {Message} from '../i18n/message.ts';
import {createFixAction, fixActionName} from '../sync/plan-fixes.ts';
import {refusedOutcome} from '../sync/plan-runner.ts';
import type {AnyResource} from '../sync/resource.ts';
import {resources} from './index.ts';
import type {ResourceContext} from './context.ts';

/** One row that would be undone: its message and questions, and what would be written. */
export type UndoStep = {
	readonly entry: JournalEntry;
	/** The row's key. */
	readonly key: string;
	readonly summary: Message;
	readonly questions: readonly Message[];
	readonly set: ChangeSet;
	/** The sentences of the action that is undone. */
	readonly messages: ActionMessages | undefined;
};

/** What would be undone, row by row, and what cannot be. */
export type UndoPlan = {readonly steps: readonly UndoStep[]; readonly refused: readonly Outcome[]};

/** Plan the undo of an entry of the journal, row by row, against what is there now. Writes nothing. */
export async function planUndo(
	entry: JournalEntry,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<UndoPlan> {
	const refused = refusalOf(entry, context);
	if (refused) return {steps: [], refused: [refusedOutcome(entry.subject, refused)]};
	return planRows(entry, context, signal);
}

/** Undoes the rows as planned, those of one entry as one entry. Returns an outcome for each. */
export async function applyUndo(
	steps: readonly UndoStep[],
	context: ResourceContext,
	{signal, onProgress}: Pick<ApplyOptions, 'signal' | 'onProgress'> = {},
): Promise<readonly Outcome[]> {
	const outcomes = new Map<UndoStep, Outcome>();
	const tell = (step: UndoStep, outcome: Outcome) => {
		outcomes.set(step, outcome);
		onProgress?.(outcomes.size, steps.length);
	};
	for (const own of Map.groupBy(steps, ({entry}) => entry.id).values()) {
		const sets = own.map(({set}) => set);
		const results = context.readOnly ? [] : await applySets(sets, context.changes, {signal});
		for (const [index, step] of own.entries()) {
			const {key, set, messages} = step;
			const result = results[index];
			tell(
				step,
				result
					? outcomeOf(key, set, result, {
							done: messages?.undone ?? (() => message('undone', {key})),
							...(messages?.notUndone && {notDone: messages.notUndone}),
						})
					: refusedOutcome(key, {refused: context.readOnlyReason}),
			);
		}
	}

	return steps.map(step => outcomes.get(step)!);
}

/** Why an entry cannot be undone at all. */
function refusalOf(entry: JournalEntry, context: ResourceContext): Refusal | null {
	if (entry.action === 'undo') return {refused: message('undo-of-undo')};
	if (entry.service_id !== context.providerId && entry.run !== context.runId)
		return {refused: message('undo-elsewhere')};
	const action = findAction(entry);
	if (!action || action.isFinal) return {refused: message('not-undoable', {action: entry.action})};
	return entry.state === 'failed' ? {refused: message('undo-failed')} : null;
}

/** The action of an entry. */
export const findAction = ({
	resource,
	action,
}: Pick<JournalEntry, 'resource' | 'action'>): Action | undefined =>
	actionNamed(
		action,
		resources.find(({name}) => name === resource),
	);

const actionNamed = (action: string, resource: AnyResource | undefined): Action | undefined =>
	resource &&
	(action === fixActionName
		? createFixAction(resource, new Set(), 'billing')
		: resource.actions.find(({name}) => name === action));

async function planRows(
	entry: JournalEntry,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<UndoPlan> {
	const {ports} = context.changes;
	const messages = findAction(entry);
	const steps: UndoStep[] = [];
	const refused: Outcome[] = [];
	const rows = await ports.journal.rows(entry.id);
	if (rows.length === 0) {
		const refusal = {refused: message(entry.state === 'open' ? 'undo-open' : 'undo-nothing')};
		return {steps, refused: [refusedOutcome(entry.subject, refusal)]};
	}

	const left = await ports.journal.openUndos(rows);
	const undos = await planRowUndos(rows, left, {ports, providerId: entry.service_id!, signal});
	for (const [index, undo] of undos.entries()) {
		const key = rows[index]!.set.rowKey;
		if ('refused' in undo) {
			refused.push(refusedOutcome(key, undo));
			continue;
		}

		const summary = messages?.undoSummary?.(undo) ?? message('plan-undo', {action: entry.action, key});
		const questions = [...(steps.length === 0 ? authorQuestions(entry, context) : []), ...undo.questions];
		steps.push({entry, key, summary, questions, set: undo, messages});
	}

	return {steps, refused};
}

/** The author of the entry, where it is another operator. */
function authorQuestions({operator}: JournalEntry, {operator: own}: ResourceContext): readonly Message[] {
	const nameOf = ({sudo_user: sudo, os_user: user}: JournalOperator) => sudo ?? user;
	return nameOf(operator) === nameOf(own) ? [] : [message('undo-made-by', {operator: nameOf(operator)})];
}
