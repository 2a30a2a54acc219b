import {isDeepStrictEqual} from 'node:util';
import {errorMessage} from '../../i18n/message.ts';
import {isSystemFailure} from './outcome.ts';
import {applyToPortal} from './apply-stalker.ts';
import {isDone, type Change, type ChangeSet, resolvedChange} from './change.ts';
import type {JournaledSet, OpenRow, ApplyContext, ApplyJob, ApplyOptions, SetResult} from './ports.ts';
import {
	isEnded,
	createTask,
	skipRemaining,
	isOver,
	notTried,
	resultOf,
	resumeRow,
	type SetTask,
	beginRows,
} from './set-task.ts';

/**
Maximum number of sets that write to the portal alone for which the journal is searched together: with more of them, the result would be old
when the last one is written.
*/
const maxPortalSets = 20;

/**
Maximum number of sets in one transaction where some write to the portal, too: at most so many are half done when the action is stopped.
*/
const maxMixedSets = 1000;

/**
Maximum number of sets in one transaction where all write to billing alone: several thousand, so that the next thousand is prepared while
the database stores one; few enough to stop after one transaction.
*/
const maxBillingSets = 4000;

/**
Applies change sets, and journals them as one entry. Returns a result for each, in their order. What the systems throw becomes a result.

A batch that billing refuses is redone in parts, at last set by set, so that one bad row does not fail a thousand others. Then the portal's
changes follow, those of two sets at a time, see `applyToPortal`. A failure of a whole system stops the rest. When the same sets are applied
again, what is there already is `unchanged`, and an interrupted set is continued in its own entry.
*/
export async function applySets(
	sets: readonly ChangeSet[],
	context: ApplyContext,
	{reserved = {}, onProgress, signal}: ApplyOptions = {},
): Promise<readonly SetResult[]> {
	const tasks = sets.map(createTask);
	const size = sizeOf(tasks);
	const job: ApplyJob = {
		...{...context, reserved, signal},
		...{entry: null, added: Promise.resolve(), halted: undefined},
	};
	if (!signal?.aborted) await checkAssertions(tasks, job);
	for (let from = 0; from < tasks.length; from += size) {
		const batch = tasks.slice(from, from + size);
		await applyBillingPart(batch, job);
		const through = from + batch.filter(isOver).length;
		if (!batch.every(isOver))
			await applyToPortal(batch, job, done => onProgress?.(through + done, tasks.length));
		onProgress?.(from + batch.length, tasks.length);
	}

	return tasks.map(resultOf);
}

function sizeOf(tasks: readonly SetTask[]): number {
	if (!tasks.some(({set}) => writesBilling(set))) return maxPortalSets;
	const isMixed = ({set: {changes, undoes}}: SetTask) =>
		undoes !== undefined || changes.some(({system}) => system === 'stalker');
	return tasks.some(isMixed) ? maxMixedSets : maxBillingSets;
}

const writesBilling = ({changes}: ChangeSet): boolean => changes.some(({system}) => system === 'billing');

/** The journal's rows and billing's part of these sets, in one transaction; where that is refused, one by one. */
async function applyBillingPart(tasks: readonly SetTask[], job: ApplyJob): Promise<void> {
	if (isEnded(job)) {
		for (const task of tasks) if (!isOver(task)) skipRemaining(task, 'skipped', notTried());
		return;
	}

	const isLast = tasks.length === 1;
	try {
		await journalTasks(tasks, job);
		await applyBillingChanges(tasks, job, isLast);
	} catch (error) {
		if (isSystemFailure(error)) job.halted = error;
		if (isLast || isSystemFailure(error)) for (const task of tasks) fail(task, error);
		else await applyInParts(tasks, job);
	}
}

/**
A batch that was refused. Where the action is stopped meanwhile, the entry may be left without rows: then it is closed, since nothing was
written.
*/
async function applyInParts(tasks: readonly SetTask[], job: ApplyJob): Promise<void> {
	for (const part of partsOf(tasks)) await applyBillingPart(part, job);
	if (job.entry === null || job.halted !== undefined || !isEnded(job)) return;
	try {
		await job.ports.journal.close(job.entry);
	} catch (error) {
		// It stays open until the next start, which closes it.
		job.halted = error;
		for (const task of tasks) task.cause ??= error;
	}
}

/** What is tried again of a batch that was refused: thousands, then single sets. */
function partsOf(tasks: readonly SetTask[]): ReadonlyArray<readonly SetTask[]> {
	const size = tasks.length > maxMixedSets ? maxMixedSets : 1;
	return Array.from({length: Math.ceil(tasks.length / size)}, (_, index) =>
		tasks.slice(index * size, (index + 1) * size),
	);
}

/** Ends the set as failed. Its row in the journal stays as it is: billing's executor closes it where the transaction was rolled back. */
function fail(task: SetTask, cause: unknown): void {
	if (isOver(task)) return;
	task.cause = cause;
	skipRemaining(task, 'failed', errorMessage(cause));
}

/**
Checks that the portal's records are as `before` says, those of all sets together: many are looked for in one fresh list. A set whose
records are not ends here, and is not journaled.
*/
async function checkAssertions(tasks: readonly SetTask[], job: ApplyJob): Promise<void> {
	const {ports, signal} = job;
	const asked = tasks.flatMap(task => [...task.assertions.values()].map(assertion => ({task, assertion})));
	if (asked.length === 0) return;
	try {
		const results = await ports.stalker.check(
			asked.map(({assertion}) => assertion.change),
			signal,
		);
		for (const [place, {task, assertion}] of asked.entries()) {
			const {cause, ...result} = results[place]!;
			assertion.result = result;
			if (cause !== undefined) task.cause = cause;
			if (!isDone(result)) skipRemaining(task, 'skipped', notTried());
		}
	} catch (error) {
		for (const {task, assertion} of asked) {
			assertion.result = {is: 'failed', current: null, reason: errorMessage(error)};
			task.cause = error;
			skipRemaining(task, 'skipped', notTried());
		}

		if (isSystemFailure(error)) job.halted = error;
	}
}

/**
Finds the open rows of the journal that these sets continue, and writes rows for the others, before anything else is written; see
`applyToPortal` for sets without billing.
*/
async function journalTasks(tasks: readonly SetTask[], job: ApplyJob): Promise<void> {
	const {journal} = job.ports;
	const waiting = tasks.filter(task => task.rowId === null && !isOver(task));
	const [first] = waiting;
	if (!first) return;
	const providerId = await job.ensureProvider();
	const open = await journal.openRows(
		providerId,
		first.set.resource,
		waiting.map(({set}) => set.rowKey),
	);
	const byRow = Map.groupBy(open, ({set}) => set.rowKey);
	for (const task of waiting) resume(task, byRow.get(task.set.rowKey) ?? [], job);
	const current = waiting.filter(({rowId, set}) => rowId === null && (set.undoes || writesBilling(set)));
	const conflicts = await beginRows(current, job);
	for (const [index, task] of current.entries()) {
		const conflict = conflicts[index];
		if (conflict) skipRemaining(task, 'stale', conflict);
	}
}

/** Continues an open row whose remaining changes are those of the set: from what is there now, not from what was there then. */
function resume(task: SetTask, open: readonly OpenRow[], {run, operator}: ApplyJob): void {
	const {changes, undoes} = task.set;
	const wanted = changes.map(writtenPart);
	for (const row of open) {
		const left = remainingIndexes(row);
		// An event that may have been sent is not continued: it is sent anew.
		const isMaybeSent = left.some(
			index => row.set.changes[index]!.operation === 'send' && row.results[index]?.is === 'unknown',
		);
		const isSame =
			!isMaybeSent &&
			isDeepStrictEqual(row.set.undoes, undoes) &&
			isDeepStrictEqual(
				left.map(index => writtenPart(resolvedChange(row.set.changes[index]!, row.set, row.results))),
				wanted,
			);
		if (!isSame) continue;
		resumeRow(task, row, left);
		task.isOthers = row.run !== run || row.osUser !== operator.os_user;
		return;
	}
}

const remainingIndexes = ({set, results}: JournaledSet): readonly number[] =>
	set.changes.flatMap((_, index) => (isDone(results[index] ?? null) ? [] : [index]));

/** What a change writes, whatever was there before. */
const writtenPart = ({system, record, operation, after}: Change) => ({system, record, operation, after});

/** Billing's part of all sets in one transaction. */
async function applyBillingChanges(tasks: readonly SetTask[], job: ApplyJob, isLast: boolean): Promise<void> {
	const due = tasks.filter(
		task =>
			task.rowId !== null &&
			task.set.changes.some(({system}, index) => system === 'billing' && task.results[index] === null),
	);
	if (due.length === 0) return;
	const results = await job.ports.billing.apply(
		due.map(({set, results: so, rowId}) => ({...rowId!, set, results: so})),
		{providerId: await job.ensureProvider(), operator: job.operator, reserved: job.reserved, isLast},
	);
	for (const [place, task] of due.entries()) {
		const own = results[place]!.values();
		for (const [index, {system}] of task.set.changes.entries())
			if (system === 'billing') task.results[index] = own.next().value!;
		if (results[place]!.some(result => !isDone(result))) skipRemaining(task, 'skipped', notTried());
	}
}
