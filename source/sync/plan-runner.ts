import type {Action, ActionInput, ListAction, Outcome, Planned, RowAction} from './action.ts';
import type {Row, Comparison} from './row.ts';
import {errorMessage} from '../i18n/message.ts';
import {isRefusal, type Refusal} from './refusal.ts';
import {isSystemFailure} from './system-failure.ts';
import type {SyncContext} from './context.ts';

/** A planned action: the intents, and the rows that it refuses with the reason. */
export type Plan = {
	readonly action: Action;
	readonly planned: readonly Planned[];
	readonly refused: readonly Outcome[];
};

/** Plans the action for each row by itself; the action does not know how many rows there are. */
export function planRows(
	action: RowAction,
	rows: readonly Row[],
	comparison: Comparison,
	input: ActionInput = {},
): Plan {
	const planned: Planned[] = [];
	const refused: Outcome[] = [];
	for (const row of rows) {
		const intent = action.plan(row, comparison, input);
		if (isRefusal(intent)) refused.push(refusedOutcome(row.key, intent));
		else planned.push({key: row.key, intent});
	}

	return {action, planned, refused};
}

/** The one intent of an action on the whole list, under the resource's name, and what it leaves out. */
export function planList(action: ListAction, resource: string, comparison: Comparison): Plan {
	const intent = action.plan(comparison);
	if (isRefusal(intent)) return {action, planned: [], refused: [refusedOutcome(resource, intent)]};
	const leftOut = action.leftOut?.(comparison) ?? [];
	return {
		action,
		planned: [{key: resource, intent}],
		refused: leftOut.map(refusal => refusedOutcome(refusal.key, refusal)),
	};
}

const refusedOutcome = (key: string, {refused: said, related}: Refusal): Outcome => ({
	is: 'refused',
	key,
	said,
	...(related && {leads: related}),
});

/** Plans an action for these rows, or for the whole list. */
export const planAction = (
	action: Action,
	resource: string,
	rows: readonly Row[],
	comparison: Comparison,
	input: ActionInput = {},
): Plan =>
	action.on === 'list' ? planList(action, resource, comparison) : planRows(action, rows, comparison, input);

/** The number that must be typed to confirm; `null` where a yes is enough. */
export function confirmationCount({action, planned}: Plan): number | null {
	if (action.on === 'list') return planned[0] ? action.count(planned[0].intent) : null;
	return action.guard === 'count' && planned.length > 0 ? planned.length : null;
}

/** Whether an action on the whole list would change nothing: then nothing needs to be confirmed. */
export const isNoop = ({action, planned}: Plan): boolean =>
	action.on === 'list' && planned.length > 0 && planned.every(({intent}) => !action.changes(intent));

/** Rows in one transaction: enough for set-based SQL to be worth it, few enough to stop soon. */
const maxBatchRows = 1000;

type RunOptions = {
	/** Called after each batch with the number of rows that are finished. */
	readonly onProgress?: (done: number, of: number) => void;
	/** Stops after the current batch; the other rows are reported as not tried. */
	readonly signal?: AbortSignal;
};

/**
Runs a plan, batch by batch, with an outcome for every row.

A batch that fails is run again row by row, so that one bad row does not fail a thousand. Actions check before they
write: a row whose first attempt did succeed is found done.
*/
export async function runPlan(
	{action, planned, refused}: Plan,
	comparison: Comparison,
	context: SyncContext,
	{onProgress, signal}: RunOptions = {},
): Promise<readonly Outcome[]> {
	if (action.apply)
		return [...refused, ...(await action.apply(planned, comparison, context, {onProgress, signal}))];
	const size = (action.on === 'rows' && action.size) || maxBatchRows;
	const outcomes: Outcome[] = [...refused];
	let halted: unknown;
	for (let from = 0; from < planned.length; from += size) {
		const batch = planned.slice(from, from + size);
		if (halted !== undefined || signal?.aborted) {
			outcomes.push(...batch.map(({key}) => notTriedOutcome(key)));
			continue;
		}

		try {
			const done = await action.run(batch, comparison, context, signal);
			outcomes.push(...done);
			halted = done
				.map(outcome => (outcome.is === 'failed' ? outcome.cause : undefined))
				.find(isSystemFailure);
		} catch (error) {
			const retried = await runOneByOne(action, batch, comparison, context, {first: error, signal});
			outcomes.push(...retried.outcomes);
			halted = retried.halted;
		}

		onProgress?.(Math.min(from + size, planned.length), planned.length);
	}

	return outcomes;
}

async function runOneByOne(
	action: Action,
	batch: readonly Planned[],
	comparison: Comparison,
	context: SyncContext,
	{first, signal}: {readonly first: unknown; readonly signal: AbortSignal | undefined},
): Promise<{readonly outcomes: readonly Outcome[]; readonly halted: unknown}> {
	// When a system is unreachable, the result of the batch is unknown: all of it may have been written.
	if (isSystemFailure(first))
		return {outcomes: batch.map(({key}) => failedOutcome(key, first)), halted: first};
	if (batch.length === 1) return {outcomes: [failedOutcome(batch[0]!.key, first)], halted: undefined};
	const outcomes: Outcome[] = [];
	let halted: unknown;
	for (const planned of batch) {
		if (halted !== undefined || signal?.aborted) {
			outcomes.push(notTriedOutcome(planned.key));
			continue;
		}

		try {
			outcomes.push(...(await action.run!([planned], comparison, context, signal)));
		} catch (error) {
			outcomes.push(failedOutcome(planned.key, error));
			if (isSystemFailure(error)) halted = error;
		}
	}

	return {outcomes, halted};
}

const failedOutcome = (key: string, cause: unknown): Outcome => ({
	is: 'failed',
	key,
	said: {code: 'failed', values: {message: errorMessage(cause)}},
	cause,
});

const notTriedOutcome = (key: string): Outcome => ({
	is: 'failed',
	key,
	said: {code: 'not-tried', values: {}},
});
