import {message} from '../../i18n/translator.ts';
import {isMessage, type Message} from '../../i18n/message.ts';
import {refuse, type Refusal} from '../refusal.ts';
import {isDone, type Change, type ChangeSet, resolvedChange} from './change.ts';
import {fieldNames} from './field-names.ts';
import {invertSet} from './invert.ts';
import type {ChangePorts, JournalRow, OpenUndo, Inspection, Restoration} from './ports.ts';

type UndoContext = {
	readonly ports: ChangePorts;
	readonly portal: number;
	readonly signal?: AbortSignal | undefined;
};

/** Rows whose records of billing are read at once. */
const maxBatchRows = 500;

/**
Plans the undo of rows of the journal, each by itself, against what is there now: only what was applied is inverted, and only while it is as it was written. Writes nothing.

Where billing's part can be undone and a change of the portal cannot, the latter is left out and named in a question. An interrupted undo, `left` of its row, is continued.
*/
export async function planRowUndos(
	rows: readonly JournalRow[],
	left: ReadonlyArray<OpenUndo | null>,
	context: UndoContext,
): Promise<ReadonlyArray<ChangeSet | Refusal>> {
	const plans: Array<ChangeSet | Refusal> = [];
	for (let from = 0; from < rows.length; from += maxBatchRows) {
		const batch = rows.slice(from, from + maxBatchRows);
		const drafts: Array<Draft | ChangeSet | Refusal> = [];
		for (const [index, row] of batch.entries()) {
			context.signal?.throwIfAborted();
			drafts.push(await draftOf(row, left[from + index]!, context));
		}

		const inBilling = drafts.flatMap(draft => (isDraft(draft) ? draft.billing : []));
		const inspections = (
			inBilling.length > 0 ? await context.ports.billing.inspect(inBilling, context.portal) : []
		).values();
		for (const [index, draft] of drafts.entries()) {
			context.signal?.throwIfAborted();
			plans.push(
				isDraft(draft)
					? await checkedUndo(
							batch[index]!,
							draft,
							draft.billing.map(() => inspections.next().value!),
							context,
						)
					: draft,
			);
		}
	}

	return plans;
}

/** The inverse of a row, before it is compared with what is there now. */
type Draft = {
	readonly billing: readonly Change[];
	readonly stalker: readonly Change[];
	readonly asked: readonly Message[];
};

const isDraft = (draft: Draft | ChangeSet | Refusal): draft is Draft => 'asked' in draft;

async function draftOf(
	row: JournalRow,
	left: OpenUndo | null,
	context: UndoContext,
): Promise<Draft | ChangeSet | Refusal> {
	if (row.set.undoes) return refuse(message('undo-of-undo'));
	if (row.state === 'failed') return refuse(message('undo-failed'));
	if (row.state === 'unchanged') return refuse(message('undo-nothing'));
	if (left) return remainderOf(left, context);
	if (row.state === 'undone') return refuse(message('already-undone'));

	const results = await knownResults(row, context);
	const {changes: inverse, sent} = invertSet(row.set, results);
	if (inverse.length === 0) {
		if (sent) return refuse(message('not-undoable', {action: row.set.action}));
		return refuse(message(row.state === 'open' ? 'undo-open' : 'undo-nothing'));
	}

	const changes: Change[] = [];
	const asked: Message[] = [];
	for (const change of inverse) {
		const restored = await restorationOf(change, context);
		if (isMessage(restored)) return refuse(restored);
		changes.push(...restored.changes);
		asked.push(...restored.questions);
	}

	const {billing = [], stalker = []} = Object.groupBy(changes, ({system}) => system);
	return {billing, stalker, asked};
}

/** A deleted record of the portal is restored as far as the portal allows; any other inverse stays as it is. */
const restorationOf = async (change: Change, {ports, signal}: UndoContext): Promise<Restoration | Message> =>
	change.system === 'stalker' && change.operation === 'create'
		? ports.stalker.restore(change.after!, signal)
		: {changes: [change], questions: []};

/** What an interrupted undo still has to write. A record that may still be on its way to the portal is not sent again. */
async function remainderOf(
	{set, results, running}: JournalRow & {readonly running: Message | null},
	{ports, signal}: UndoContext,
): Promise<ChangeSet | Refusal> {
	const left = set.changes.flatMap((change, index) =>
		isDone(results[index] ?? null) ? [] : [resolvedChange(change, set, results)],
	);
	const created = left.find(({system, operation}) => system === 'stalker' && operation === 'create');
	if (created && running && (await ports.stalker.inspect(created, signal)).state.is !== 'after')
		return refuse(running);
	return {...set, changes: left, questions: [], values: {...set.values, isContinued: true}};
}

/** The results, after unknown ones are read from the portal. */
async function knownResults({set, state, results}: JournalRow, {ports, signal}: UndoContext) {
	const known: Array<JournalRow['results'][number]> = [...results];
	for (const [index, change] of set.changes.entries()) {
		const isUnknown = known[index]?.is === 'unknown' || (state === 'open' && !known[index]);
		if (!isUnknown || change.system === 'billing' || change.operation === 'send') continue;
		const resolved = resolvedChange(change, set, results);
		const found = await ports.stalker.inspect(resolved, signal);
		if (found.state.is === 'after') known[index] = {...known[index], is: 'applied', current: found.now};
	}

	return known;
}

async function checkedUndo(
	row: JournalRow,
	{billing, stalker, asked}: Draft,
	inspections: readonly Inspection[],
	{ports, signal}: UndoContext,
): Promise<ChangeSet | Refusal> {
	for (const [index, change] of billing.entries()) {
		const conflict = conflictOf(change, inspections[index]!);
		if (conflict) return refuse(conflict);
	}

	const kept: Change[] = [...billing];
	const questions: Message[] = [...asked];
	for (const change of stalker) {
		if (change.isOptional) {
			kept.push(change);
			continue;
		}

		const conflict = conflictOf(change, await ports.stalker.inspect(change, signal));
		if (!conflict) kept.push(billing.length > 0 ? {...change, mayStay: true} : change);
		else if (billing.length > 0) questions.push(message('number-stays', {reason: conflict}));
		else return refuse(conflict);
	}

	const lost = row.set.changes.flatMap(({loses = []}) => loses);
	const {resource, rowKey: key, values} = row.set;
	return {
		resource,
		rowKey: key,
		action: 'undo',
		changes: kept,
		questions: [...lost, ...questions],
		values,
		undoes: {entry: row.entry, position: row.position},
	};
}

/** Why an inverse cannot be written; `null` where it can, or where it is so already. */
function conflictOf(change: Change, {state, conflict}: Inspection): Message | null {
	// In the portal an operator may have restored it; billing's part is undone completely, or not at all.
	if (state.is === 'after' && change.system === 'stalker') return null;
	if (conflict) return conflict;
	if (state.is === 'before') return null;
	const fields = state.is === 'other' ? state.fields : [];
	return change.system === 'billing'
		? message('undo-changed', {fields: fieldNames(change, fields)})
		: message('undo-changed-stalker', {fields});
}
