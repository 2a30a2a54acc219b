import {isSystemFailure} from '../system-failure.ts';
import type {ApplyJob} from './apply-context.ts';
import {isAssertion, isDone} from './change.ts';
import {resolvedChange} from './references.ts';
import {endOf, giveUp, isOver, notTried, type SetTask} from './set-task.ts';

/**
Applies the portal's changes of one set, one request each, in their order; the result of each is recorded in the row. When the action is `halted` or stopped, nothing
is tried, and the row says so, so that another process may continue it.

Returns the failure of a whole system, else `undefined`.
*/
export async function applyStalkerChanges(task: SetTask, job: ApplyJob, halted: unknown): Promise<unknown> {
	if (task.row === null) return undefined;
	while (!isOver(task)) {
		const index = task.results.indexOf(null);
		if (halted !== undefined || job.signal?.aborted)
			giveUp(task, task.wasUnknown ? 'unknown' : 'skipped', notTried());
		else await applyChange(task, index, job);
		const failure = await recordRow(task, job);
		halted ??= [task.cause, failure].find(isSystemFailure);
	}

	return halted;
}

async function applyChange(task: SetTask, index: number, {ports, operator, signal}: ApplyJob): Promise<void> {
	const {set, results} = task;
	const change = set.changes[index]!;
	if (isAssertion(change)) {
		results[index] = {is: 'unchanged', fresh: null};
		return;
	}

	const row = task.row!;
	const {cause, ...result} = await ports.stalker.apply(
		resolvedChange(change, set, results),
		async () => ports.journal.hold(row, operator),
		signal,
	);
	results[index] = result;
	if (cause !== undefined) task.cause = cause;
	if (!isDone(result) && !change.isOptional) giveUp(task, 'skipped', notTried());
}

/** What was thrown where the journal could not be written: the result in the portal is reported in any case. */
async function recordRow(task: SetTask, {ports}: ApplyJob): Promise<unknown> {
	const {set, results, row} = task;
	try {
		task.isUndone = !(await ports.journal.record([{...row!, set, results, ...endOf(set, results)}]));
		return undefined;
	} catch (error) {
		task.unlogged = error;
		return error;
	}
}
