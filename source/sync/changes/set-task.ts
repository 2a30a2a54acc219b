import {message, toEnglish} from '../../i18n/translator.ts';
import {type Message, isMessage} from '../../i18n/message.ts';
import {
	isDone,
	isSettled,
	isStoredOtherwise,
	isAssertion,
	type Change,
	type ChangeResult,
	type ChangeSet,
	type RowId,
} from './change.ts';
import type {JournaledSet, JournalRow, ApplyJob, SetResult} from './ports.ts';

/** The state of a set while it is applied. */
export type SetTask = {
	/** The set as it is applied and journaled, without its assertions: that of the journal where an open row is continued. */
	set: ChangeSet;
	/** A result for each change of `set`; `null` until it is tried. */
	results: Array<ChangeResult | null>;
	/** Its row in the journal, once there is one. */
	rowId: RowId | null;
	/** The indexes in `set` of the changes that were asked for; `null` for an assertion. */
	asked: ReadonlyArray<number | null>;
	/** The assertions, by their place among the changes that were asked for; a result once they are checked. */
	readonly assertions: ReadonlyMap<number, Assertion>;
	/** The results of an earlier attempt, for each change of `set`. */
	earlier: ReadonlyArray<ChangeResult | null>;
	cause?: unknown;
	unlogged?: unknown;
	/** Its row was undone meanwhile. */
	isUndone?: boolean;
	/** Its row is that of another run or operator, who alone may undo it. */
	isOthers?: boolean;
};

/** A check of the portal before anything is written. It is not in the journal, because there is nothing to continue or undo. */
type Assertion = {readonly change: Change; result: ChangeResult | null};

export function createTask(wanted: ChangeSet): SetTask {
	const changes: Change[] = [];
	const asked: Array<number | null> = [];
	const assertions = new Map<number, Assertion>();
	for (const [place, change] of wanted.changes.entries()) {
		if (isAssertion(change)) assertions.set(place, {change, result: null});
		asked.push(assertions.has(place) ? null : changes.push(change) - 1);
	}

	return {
		set: assertions.size === 0 ? wanted : {...wanted, changes},
		results: changes.map(() => null),
		rowId: null,
		asked,
		assertions,
		earlier: [],
	};
}

/** Whether nothing is left to be tried. */
export const isOver = ({results}: SetTask): boolean => results.every(result => result !== null);

/**
Continues a row of the journal: what was applied stays; what is `left` of it, by index, is compared as the changes that are asked for now
say.
*/
export function resumeRow(task: SetTask, row: JournaledSet, left: readonly number[]): void {
	const due = task.set.changes;
	const changes = row.set.changes.map((change, index) => {
		const now = due[left.indexOf(index)];
		return now ? {...change, key: now.key, before: now.before} : change;
	});
	task.set = {...row.set, changes};
	task.results = row.results.map(result => (isDone(result) ? result : null));
	task.rowId = {entry: row.entry, position: row.position};
	task.asked = task.asked.map(index => (index === null ? null : left[index]!));
	task.earlier = row.results;
}

/** Whether nothing more is begun: a system has failed, or the action was stopped. */
export const isEnded = ({halted, signal}: ApplyJob): boolean =>
	halted !== undefined || signal?.aborted === true;

/** Ends the set: the next change gets this result and reason, those after it are `skipped`. */
export function skipRemaining(task: SetTask, is: ChangeResult['is'], reason: Message): void {
	const first = task.results.indexOf(null);
	task.results = task.results.map((result, index) =>
		result !== null ? result : index === first ? {is, current: null, reason} : {is: 'skipped', current: null},
	);
}

/** The reason of a change that was not tried because the action was stopped or a system is unreachable. */
export const notTried = (): Message => message('not-tried');

export const resultOf = ({
	set,
	results,
	asked,
	assertions,
	rowId,
	isOthers,
	cause,
	unlogged,
	isUndone,
}: SetTask): SetResult => ({
	results: asked.map(
		(index, place) =>
			(index === null ? assertions.get(place)!.result : results[index]) ?? {is: 'skipped', current: null},
	),
	isBegun: isBegun(results),
	journal: rowId && !isOthers && set.changes.length > 0 ? rowId.entry : null,
	...(cause !== undefined && {cause}),
	...(unlogged !== undefined && {unlogged}),
	...(isUndone && {isUndone}),
});

const isBegun = (results: JournalRow['results']): boolean =>
	results.some(result => result?.is === 'applied' || result?.is === 'unknown');

/**
The state of a row. `done`: every change is applied, optional ones apart. `unchanged`: nothing had to be written. `open`: something was
written and something is left, or an answer is missing; it can be continued or undone. `unknown`: only whether an event was sent is not
known. `failed`: nothing was written.
*/
export function endOf(set: ChangeSet, results: JournalRow['results']): Pick<JournalRow, 'state' | 'error'> {
	const isLeft = set.changes.some((change, index) => !isSettled(change, results[index] ?? null));
	const reason =
		results.find(result => result && !isDone(result) && result.reason)?.reason ??
		results.find(isStoredOtherwise)?.reason;
	const error = reason ? toEnglish(reason) : null;
	const isWritten = set.changes.some((_, index) => results[index]?.is === 'applied');
	if (!isLeft) return {state: isWritten ? 'done' : 'unchanged', error};
	// Whether an event was sent cannot be read, and it is not sent again.
	const isEventLost = set.changes.every(
		({operation}, index) =>
			isDone(results[index] ?? null) || (operation === 'send' && results[index]?.is === 'unknown'),
	);
	if (isEventLost) return {state: isWritten ? 'done' : 'unknown', error};
	const isUntried = results.some(result => result === null);
	return {state: isBegun(results) || isUntried ? 'open' : 'failed', error};
}

/** Writes the rows of these sets into the journal, under the action's one entry. Returns for each why it must not be begun, or `null`. */
export async function beginRows(
	tasks: readonly SetTask[],
	job: ApplyJob,
): Promise<ReadonlyArray<Message | null>> {
	if (tasks.length === 0) return [];
	const added = job.added.then(async () => addRows(tasks, job));
	job.added = Promise.allSettled([added]);
	return added;
}

async function addRows(tasks: readonly SetTask[], job: ApplyJob): Promise<ReadonlyArray<Message | null>> {
	const added = await job.ports.journal.add(
		tasks.map(({set}) => set),
		{id: job.entry, run: job.run, providerId: await job.ensureProvider(), operator: job.operator},
	);
	job.entry = added.entry;
	return tasks.map((task, index) => {
		const row = added.rows[index]!;
		if (isMessage(row)) return row;
		task.rowId = row;
		return null;
	});
}
