import {message} from '../../i18n/translator.ts';
import {isMessage, type Message} from '../../i18n/message.ts';
import {refuse, type Refusal} from '../action.ts';
import {isDone, type Change, type ChangeSet, resolvedChange} from './change.ts';
import {fieldNames} from './field-names.ts';
import {invertSet} from './invert.ts';
import type {ChangePorts, JournalRow, OpenUndo, Inspection, Restoration} from './ports.ts';

type UndoContext = {
	readonly ports: ChangePorts;
	readonly providerId: number;
	readonly signal?: AbortSignal | undefined;
};

/** Rows whose records are read at once. */
const maxBatchRows = 1000;

/**
Plans the undo of rows of the journal, each by itself, against what is there now: only what was applied is inverted, and only while it is as
it was written. Writes nothing.

Where billing's part can be undone and a change of the portal cannot, the latter is left out and named in a question. An interrupted undo,
`left` of its row, is continued.
*/
export async function planRowUndos(
	rows: readonly JournalRow[],
	left: ReadonlyArray<OpenUndo | null>,
	context: UndoContext,
): Promise<ReadonlyArray<ChangeSet | Refusal>> {
	const plans: Array<ChangeSet | Refusal> = [];
	for (let from = 0; from < rows.length; from += maxBatchRows) {
		const inverses: Array<Inverse | ChangeSet | Refusal> = [];
		for (const [index, row] of rows.slice(from, from + maxBatchRows).entries()) {
			context.signal?.throwIfAborted();
			inverses.push(await inverseOf(row, left[from + index]!, context));
		}

		plans.push(...(await checkedUndos(await withRestorations(inverses, context), context)));
	}

	return plans;
}

/** The changes that undo a row, before they are compared with what is there now. */
type Inverse = {readonly row: JournalRow; readonly inverse: readonly Change[]};

const isInverse = (plan: Inverse | ChangeSet | Refusal): plan is Inverse => 'inverse' in plan;

async function inverseOf(
	row: JournalRow,
	left: OpenUndo | null,
	context: UndoContext,
): Promise<Inverse | ChangeSet | Refusal> {
	if (row.set.undoes) return refuse(message('undo-of-undo'));
	if (row.state === 'failed') return refuse(message('undo-failed'));
	if (row.state === 'unchanged') return refuse(message('undo-nothing'));
	if (left) return remainderOf(left, context);
	if (row.state === 'undone') return refuse(message('already-undone'));

	const results = await knownResults(row, context);
	const {changes: inverse, sent} = invertSet(row.set, results);
	if (inverse.length > 0) return {row, inverse};
	if (sent) return refuse(message('not-undoable', {action: row.set.action}));
	return refuse(message(row.state === 'open' ? 'undo-open' : 'undo-nothing'));
}

/** An inverse with the changes that restore deleted accounts, and the questions about them. */
type Draft = {
	readonly row: JournalRow;
	readonly billing: readonly Change[];
	readonly stalker: readonly Change[];
	readonly asked: readonly Message[];
};

const isDraft = (plan: Draft | ChangeSet | Refusal): plan is Draft => 'asked' in plan;

/** A deleted record of the portal is restored as far as the portal allows; any other inverse stays as it is. */
async function withRestorations(
	inverses: ReadonlyArray<Inverse | ChangeSet | Refusal>,
	{ports, signal}: UndoContext,
): Promise<ReadonlyArray<Draft | ChangeSet | Refusal>> {
	const deleted = inverses.flatMap(plan =>
		isInverse(plan) ? plan.inverse.filter(isRestored).map(({after}) => after!) : [],
	);
	const restorations = (deleted.length > 0 ? await ports.stalker.restore(deleted, signal) : []).values();
	return inverses.map(plan => {
		if (!isInverse(plan)) return plan;
		const restored = plan.inverse.map((change): Restoration | Message =>
			isRestored(change) ? restorations.next().value! : {changes: [change], questions: []},
		);
		const impossible = restored.find(isMessage);
		if (impossible) return refuse(impossible);
		const possible = restored as readonly Restoration[];
		const {billing = [], stalker = []} = Object.groupBy(
			possible.flatMap(({changes}) => changes),
			({system}) => system,
		);
		return {row: plan.row, billing, stalker, asked: possible.flatMap(({questions}) => questions)};
	});
}

const isRestored = ({system, operation}: Change): boolean => system === 'stalker' && operation === 'create';

/** What an interrupted undo still has to write. A record that may still be on its way to the portal is not sent again. */
async function remainderOf(
	{set, results, running}: JournalRow & {readonly running: Message | null},
	{ports, signal}: UndoContext,
): Promise<ChangeSet | Refusal> {
	const left = set.changes.flatMap((change, index) =>
		isDone(results[index] ?? null) ? [] : [resolvedChange(change, set, results)],
	);
	const created = left.find(({system, operation}) => system === 'stalker' && operation === 'create');
	if (created && running && (await ports.stalker.inspect([created], signal))[0]!.state.is !== 'after')
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
		const [found] = await ports.stalker.inspect([resolved], signal);
		if (found!.state.is === 'after') known[index] = {...known[index], is: 'applied', current: found!.now};
	}

	return known;
}

/** Compares inverses with both systems, billing first: what cannot be undone there needs nothing of the portal. */
async function checkedUndos(
	drafts: ReadonlyArray<Draft | ChangeSet | Refusal>,
	{ports, providerId, signal}: UndoContext,
): Promise<ReadonlyArray<ChangeSet | Refusal>> {
	const inBilling = drafts.flatMap(draft => (isDraft(draft) ? draft.billing : []));
	const found = (inBilling.length > 0 ? await ports.billing.inspect(inBilling, providerId) : []).values();
	const checked = drafts.map(draft => {
		if (!isDraft(draft)) return draft;
		const conflicts = draft.billing.map(change => conflictOf(change, found.next().value!));
		const conflict = conflicts.find(one => one !== null);
		return conflict ? refuse(conflict) : draft;
	});
	const inPortal = checked.flatMap(draft => (isDraft(draft) ? draft.stalker.filter(isInspected) : []));
	const seen = (inPortal.length > 0 ? await ports.stalker.inspect(inPortal, signal) : []).values();
	return checked.map(draft => {
		if (!isDraft(draft)) return draft;
		return undoOf(
			draft,
			draft.stalker.map(change => (isInspected(change) ? conflictOf(change, seen.next().value!) : null)),
		);
	});
}

const isInspected = ({isOptional}: Change): boolean => isOptional !== true;

/** The undo of a row; `conflicts`: why changes of the portal cannot be written. */
function undoOf(
	{row, billing, stalker, asked}: Draft,
	conflicts: ReadonlyArray<Message | null>,
): ChangeSet | Refusal {
	const kept: Change[] = [...billing];
	const questions: Message[] = [...asked];
	for (const [index, change] of stalker.entries()) {
		const conflict = conflicts[index];
		if (!conflict) kept.push(billing.length > 0 && isInspected(change) ? {...change, mayStay: true} : change);
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
