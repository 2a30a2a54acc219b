import type {Action, ActionInput, ListAction, Outcome, Planned, RowAction} from './action.ts';
import type {Row, Comparison} from './row.ts';
import {errorMessage} from '../i18n/message.ts';
import {isRefusal} from './refusal.ts';
import type {SyncContext} from './context.ts';

/** What an action would do to some rows: the intents, and the rows that it refuses with the reason. */
export type Plan = {
	readonly action: Action;
	readonly planned: readonly Planned[];
	readonly refused: readonly Outcome[];
};

/** Ask the action about each row on its own; it never learns that the row was one of many. */
export function planRows(
	action: RowAction,
	rows: readonly Row[],
	sheet: Comparison,
	answers: ActionInput = {},
): Plan {
	const planned: Planned[] = [];
	const refused: Outcome[] = [];
	for (const row of rows) {
		const intent = action.plan(row, sheet, answers);
		if (isRefusal(intent))
			refused.push({
				is: 'refused',
				key: row.key,
				said: intent.refused,
				...(intent.related && {leads: intent.related}),
			});
		else planned.push({key: row.key, intent});
	}

	return {action, planned, refused};
}

/** The one intent of a deed on the whole list, under the tab's name. */
export function planList(action: ListAction, tab: string, sheet: Comparison): Plan {
	const intent = action.plan(sheet);
	return isRefusal(intent)
		? {
				action,
				planned: [],
				refused: [
					{is: 'refused', key: tab, said: intent.refused, ...(intent.related && {leads: intent.related})},
				],
			}
		: {action, planned: [{key: tab, intent}], refused: []};
}

/** What an action would do: to these rows, or to the whole list. */
export const planAction = (
	action: Action,
	tab: string,
	rows: readonly Row[],
	sheet: Comparison,
	answers: ActionInput = {},
): Plan => (action.on === 'list' ? planList(action, tab, sheet) : planRows(action, rows, sheet, answers));

/** The number that must be typed to agree; `null` where a yes is enough. */
export function confirmationCount({action, planned}: Plan): number | null {
	if (action.on === 'list') return planned[0] ? action.count(planned[0].intent) : null;
	return action.guard === 'count' && planned.length > 0 ? planned.length : null;
}

/** Whether a deed on the whole list finds all as it is to be: there is nothing to agree to. */
export const isNoop = ({action, planned}: Plan): boolean =>
	action.on === 'list' && planned.length > 0 && planned.every(({intent}) => !action.changes(intent));

/** Rows in one transaction: large enough for set-based SQL to pay, small enough to stop after one. */
const maxBatchRows = 1000;

type RunOptions = {
	/** After each chunk: how many rows are through. */
	readonly onProgress?: (done: number, of: number) => void;
	/** Stops after the current chunk; the rest is reported as not done. */
	readonly signal?: AbortSignal;
};

/**
Carry a plan out, chunk by chunk, with a result for every row.

A chunk that fails is redone row by row, so that one bad row cannot take a thousand with it. Actions look before they write, so redoing a
row whose first attempt did arrive finds it there.
*/
export async function runPlan(
	{action, planned, refused}: Plan,
	sheet: Comparison,
	context: SyncContext,
	{onProgress, signal}: RunOptions = {},
): Promise<readonly Outcome[]> {
	const size = (action.on === 'rows' && action.size) || maxBatchRows;
	const outcomes: Outcome[] = [...refused];
	let halted: unknown;
	for (let from = 0; from < planned.length; from += size) {
		const chunk = planned.slice(from, from + size);
		if (halted !== undefined || signal?.aborted) {
			outcomes.push(...chunk.map(({key}) => notTriedOutcome(key)));
			continue;
		}

		try {
			const done = await action.run(chunk, sheet, context, signal);
			outcomes.push(...done);
			halted = done
				.map(outcome => (outcome.is === 'failed' ? outcome.cause : undefined))
				.find(isSystemFailure);
		} catch (error) {
			const redone = await runOneByOne(action, chunk, sheet, context, {first: error, signal});
			outcomes.push(...redone.outcomes);
			halted = redone.halted;
		}

		onProgress?.(Math.min(from + size, planned.length), planned.length);
	}

	return outcomes;
}

async function runOneByOne(
	action: Action,
	chunk: readonly Planned[],
	sheet: Comparison,
	context: SyncContext,
	{first, signal}: {readonly first: unknown; readonly signal: AbortSignal | undefined},
): Promise<{readonly outcomes: readonly Outcome[]; readonly halted: unknown}> {
	// Of a system that is gone, what became of the chunk is not known: it may all have arrived.
	if (isSystemFailure(first))
		return {outcomes: chunk.map(({key}) => failedOutcome(key, first)), halted: first};
	if (chunk.length === 1) return {outcomes: [failedOutcome(chunk[0]!.key, first)], halted: undefined};
	const outcomes: Outcome[] = [];
	let halted: unknown;
	for (const planned of chunk) {
		if (halted !== undefined || signal?.aborted) {
			outcomes.push(notTriedOutcome(planned.key));
			continue;
		}

		try {
			outcomes.push(...(await action.run([planned], sheet, context, signal)));
		} catch (error) {
			outcomes.push(failedOutcome(planned.key, error));
			if (isSystemFailure(error)) halted = error;
		}
	}

	return {outcomes, halted};
}

/** A system that is gone, or that lets us in no more, will not do better with the next row. */
export const isSystemFailure = (error: unknown): boolean =>
	error instanceof AggregateError
		? error.errors.some(isSystemFailure)
		: error instanceof Error &&
			'code' in error &&
			/_(UNREACHABLE|TIMEOUT|UNAUTHORIZED|DISABLED|LOCKED|UNPREPARED|REFUSED_WRITE)$/.test(
				String(error.code),
			);

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
