import type {JournalEntry} from '../sync/journal.ts';
import {message} from '../i18n/translator.ts';
import type {Action, Outcome, UndoOperation} from '../sync/action.ts';
import type {ActionMessages} from '../sync/changes/action-messages.ts';
import type {ApplyOptions} from '../sync/changes/apply-context.ts';
import {applySets} from '../sync/changes/apply.ts';
import type {ChangeSet} from '../sync/changes/change.ts';
import {outcomeOf} from '../sync/changes/outcome.ts';
import {planRowUndo} from '../sync/changes/undo.ts';
import {errorMessage, type Message} from '../i18n/message.ts';
import {createFixAction, fixActionName} from '../sync/plan-fixes.ts';
import {isRefusal, type Refusal} from '../sync/refusal.ts';
import type {AnyResource} from '../sync/resource.ts';
import {resources} from './index.ts';
import type {ResourceContext} from './context.ts';

/** One row that would be taken back: what is said and asked of it, and what would be written. */
export type UndoStep = {
	readonly entry: JournalEntry;
	/** The row's key. */
	readonly key: string;
	readonly summary: Message;
	readonly questions: readonly Message[];
	readonly write:
		| {readonly set: ChangeSet; readonly messages: ActionMessages | undefined}
		/** Of an action with an undo of its own. */
		| {readonly undo: UndoOperation; readonly intent: unknown};
};

/** What would be taken back, row by row, and what cannot be. */
export type UndoPlan = {readonly steps: readonly UndoStep[]; readonly refused: readonly Outcome[]};

/** Plan the undo of an entry of the journal, row by row, against what is there now. Writes nothing. */
export async function planUndo(
	entry: JournalEntry,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<UndoPlan> {
	const refused = refusalOf(entry, context);
	if (refused) return {steps: [], refused: [refusedOutcome(entry.subject, refused)]};
	return entry.row_count > 0 ? planRows(entry, context, signal) : planEntry(entry, context, signal);
}

/** The rows are undone as they were planned, those of one entry as one entry; an outcome for each. */
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
		const sets = own.flatMap(step => ('set' in step.write ? [{step, ...step.write}] : []));
		const results =
			sets.length === 0 || context.readOnly
				? []
				: await applySets(
						sets.map(({set}) => set),
						context.changes,
						{signal},
					);
		for (const [index, {step, set, messages}] of sets.entries()) {
			const result = results[index];
			tell(
				step,
				result
					? outcomeOf(step.key, set, result, {
							done: messages?.undone ?? (() => message('undone', {key: step.key})),
							...(messages?.notUndone && {notDone: messages.notUndone}),
						})
					: refusedOutcome(step.key, {refused: context.readOnlyReason}),
			);
		}

		for (const step of own) {
			if ('undo' in step.write) tell(step, await undoEntry(step, step.write, context, signal));
		}
	}

	return steps.map(step => outcomes.get(step)!);
}

/** Why an entry cannot be taken back at all. */
function refusalOf(entry: JournalEntry, context: ResourceContext): Refusal | null {
	if (entry.action === 'undo') return {refused: message('undo-of-undo')};
	if (entry.service_id !== context.portalId && entry.run !== context.runId)
		return {refused: message('undo-elsewhere')};
	const action = findAction(entry);
	const isUndoable = entry.row_count > 0 ? action?.messages && !action.messages.isFinal : action?.undo;
	if (!isUndoable) return {refused: message('not-undoable', {action: entry.action})};
	return entry.state === 'failed' ? {refused: message('undo-failed')} : null;
}

/** The action that an entry is of. */
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
	const messages = findAction(entry)?.messages;
	const steps: UndoStep[] = [];
	const refused: Outcome[] = [];
	for (const row of await ports.journal.rows(entry.id)) {
		signal?.throwIfAborted();
		const key = row.set.row;
		const undo = await planRowUndo(row, {ports, portal: entry.service_id!, signal});
		if (isRefusal(undo)) {
			refused.push(refusedOutcome(key, undo));
			continue;
		}

		const summary = messages?.undoSummary?.(undo) ?? message('plan-undo', {action: entry.action, key});
		steps.push({entry, key, summary, questions: undo.questions, write: {set: undo, messages}});
	}

	return {steps, refused};
}

/** Of an action with an undo of its own. */
async function planEntry(
	entry: JournalEntry,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<UndoPlan> {
	const undo = findAction(entry)!.undo!;
	// Billing may have it back already while the account's number is still to follow.
	const isOver = entry.state === 'undone' && (await context.billing.journal.openUndo(entry.id)) === null;
	const intent = isOver ? {refused: message('already-undone')} : await undo.plan(entry, context, signal);
	const key = entry.subject;
	if (isRefusal(intent)) return {steps: [], refused: [refusedOutcome(key, intent)]};
	const step = {entry, key, summary: undo.summary(intent), questions: undo.questions(intent)};
	return {steps: [{...step, write: {undo, intent}}], refused: []};
}

async function undoEntry(
	{entry, key}: UndoStep,
	{undo, intent}: {readonly undo: UndoOperation; readonly intent: unknown},
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<Outcome> {
	if (context.readOnly) return refusedOutcome(key, {refused: context.readOnlyReason});
	if (signal?.aborted) return {is: 'failed', key, said: message('not-tried')};
	return undo.run(intent, entry, context, signal).catch((cause: unknown): Outcome => ({
		is: 'failed',
		key,
		said: message('failed', {message: errorMessage(cause)}),
		cause,
	}));
}

const refusedOutcome = (key: string, {refused: said, related}: Refusal): Outcome => ({
	is: 'refused',
	key,
	said,
	...(related && {leads: related}),
});
