import {message} from '../../i18n/translator.ts';
import type {Message} from '../../i18n/message.ts';
import {isSystemFailure} from './outcome.ts';
import type {ApplyJob} from './ports.ts';
import {isSettled, textOf, type ChangeResult, type Fields, resolvedChange} from './change.ts';
import {runAdaptively} from '../adaptive-concurrency.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isEnded, endOf, skipRemaining, isOver, notTried, type SetTask, beginRows} from './set-task.ts';

/**
Applies the portal's changes of these sets: of two sets at a time, of one while the portal is slow, never of two that name the same account.
Those of one set are sent one after the other; the result of each is recorded in the row. When the action has ended, nothing more is tried,
and the row says so, so that another process may continue it. A set that writes to the portal alone gets its row right before its first
write: where nothing may be written, the journal has nothing of it.
*/
export async function applyToPortal(
	tasks: readonly SetTask[],
	job: ApplyJob,
	onProgress: (done: number) => void,
): Promise<void> {
	const due = tasks
		.filter(task => !isOver(task))
		.map(task => ({task, names: namesOf(task), size: task.results.filter(result => result === null).length}));
	let done = 0;
	await runAdaptively(
		due,
		async ({task, size}) => {
			const from = performance.now();
			await applyChanges(task, job);
			onProgress(++done);
			return {milliseconds: performance.now() - from, rows: size};
		},
		{excludes: ({names}, other) => [...names].some(name => other.names.has(name))},
	);
}

async function applyChanges(task: SetTask, job: ApplyJob): Promise<void> {
	while (!isOver(task)) {
		const index = task.results.indexOf(null);
		const isSent = task.earlier.some(result => result?.is === 'unknown');
		if (isEnded(job)) skipRemaining(task, isSent ? 'unknown' : 'skipped', notTried());
		else await applyChange(task, index, job);
		const failure = await recordRow(task, job);
		job.halted ??= [task.cause, failure].find(isSystemFailure);
	}
}

/** The identifiers by which the portal finds the accounts of a set, before and after its writes. */
function namesOf({set, results}: SetTask): ReadonlySet<string> {
	const names = set.changes
		.filter(({system}) => system === 'stalker')
		.map(change => resolvedChange(change, set, results))
		.flatMap(({key, after}) => Object.keys(key).flatMap(name => [key[name], after?.[name]]));
	return new Set(names.map(name => compareKey(textOf(name))).filter(name => name !== ''));
}

async function applyChange(task: SetTask, index: number, job: ApplyJob): Promise<void> {
	const {set, results} = task;
	const change = set.changes[index]!;
	const {cause, ...result} = await job.ports.stalker.apply(
		resolvedChange(change, set, results),
		async previous => begin(task, index, previous, job),
		job.signal,
	);
	// A lost connection is not a refusal.
	const isUntried = change.mayStay && result.is === 'failed' && isSystemFailure(cause);
	results[index] = resultAfter(task, index, isUntried ? {...result, is: 'skipped'} : result);
	if (cause !== undefined) task.cause = cause;
	if (!isSettled(change, results[index])) skipRemaining(task, 'skipped', notTried());
}

/**
Runs right before a write: takes the lease of the row, and stores what a deletion removes. Returns a message where nothing must be written.
*/
async function begin(
	task: SetTask,
	index: number,
	previous: Fields | null,
	job: ApplyJob,
): Promise<Message | null> {
	const {journal} = job.ports;
	const {set} = task;
	if (task.rowId === null) {
		const [conflict] = await beginRows([task], job);
		if (conflict) return conflict;
	}

	const conflict = await journal.acquireLease(task.rowId!, job.operator);
	if (conflict || previous === null) return conflict;
	const results = task.results.with(index, {is: 'unknown', current: null, previous});
	await journal.record([{...task.rowId!, set, results, state: 'open', error: null}]);
	return null;
}

/** The result of a change, together with the result of an earlier attempt. */
function resultAfter({set, earlier}: SetTask, index: number, result: ChangeResult): ChangeResult {
	const before = earlier[index];
	if (result.is !== 'unchanged') return {...(before?.previous && {previous: before.previous}), ...result};
	// The answer to the earlier attempt was lost.
	if (before?.is === 'unknown')
		return {is: 'applied', current: result.current, ...(before.previous && {previous: before.previous})};
	const {operation, key} = set.changes[index]!;
	// Somebody else has deleted what was on the screen.
	return operation === 'delete' && !set.undoes
		? {...result, is: 'stale', reason: message('gone-meanwhile', {login: textOf(key['login'] || key['mac'])})}
		: result;
}

/** What was thrown where the journal could not be written: the result of the portal is reported all the same. */
async function recordRow(task: SetTask, {ports}: ApplyJob): Promise<unknown> {
	const {set, results, rowId} = task;
	if (rowId === null) return undefined;
	try {
		task.isUndone = !(await ports.journal.record([{...rowId, set, results, ...endOf(set, results)}]));
		return undefined;
	} catch (error) {
		task.unlogged = error;
		return error;
	}
}
