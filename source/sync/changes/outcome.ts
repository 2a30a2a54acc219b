import type {SetResult} from './ports.ts';
import {errorMessage, errorText} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import type {ActionMessages, Outcome} from '../action.ts';
import {isSettled, isStoredOtherwise, type ChangeResult, type ChangeSet} from './change.ts';

/** The outcome of a set, as a message for the operator: the action's own, or a general one. */
export function outcomeOf(
	key: string,
	set: ChangeSet,
	result: SetResult,
	messages: Pick<ActionMessages, 'done' | 'unchanged' | 'notDone' | 'related'>,
): Outcome {
	const {results, journal, cause, unlogged, isUndone, isBegun} = result;
	const own = {key, ...currentRecordsOf(set, results), ...(journal !== null && {journal})};
	const left = results.flatMap((one, place) => (isSettled(set.changes[place]!, one) ? [] : [place]));
	const index = left.find(place => results[place]!.is !== 'skipped') ?? left[0] ?? -1;
	const changed = results.some(({is}) => is === 'applied');
	const say = changed ? messages.done : (messages.unchanged ?? messages.done);
	if (index < 0 && unlogged !== undefined) {
		const values = {done: say(set, results), journal: journal!, message: errorMessage(unlogged)};
		return {...own, is: 'failed', message: message('done-unlogged', values), cause: unlogged};
	}

	const otherwise = results.find(isStoredOtherwise);
	if (index < 0 && !isUndone && otherwise) return {...own, is: 'failed', message: otherwise.reason!};
	if (index < 0 && !isUndone) return {...own, is: 'done', changed, message: say(set, results)};

	const {is, reason = message('not-tried')} = results[Math.max(index, 0)]!;
	const explanation = cause === undefined ? reason : message('failed', {message: reason});
	const reported =
		messages.notDone?.(set, result) ?? (isUndone ? message('undone-meanwhile', {key}) : explanation);
	if (is === 'stale' && !isBegun && !isUndone) {
		const related = messages.related?.(set);
		return {
			is: 'refused',
			key,
			message: reported,
			...(related && {related}),
			...currentRecordsOf(set, results),
		};
	}

	const {journal: entry, ...rest} = own;
	const failure = unlogged === undefined ? cause : new AggregateError([cause, unlogged], errorText(unlogged));
	return {
		...rest,
		is: 'failed',
		message: reported,
		...(failure !== undefined && {cause: failure}),
		...(isBegun && !isUndone && entry !== undefined && {journal: entry}),
	};
}

/** The records that were read back, to be shown. A record that is gone is `null`; a check that no record has a number gives none. */
function currentRecordsOf({changes}: ChangeSet, results: readonly ChangeResult[]): Pick<Outcome, 'current'> {
	const current = changes.flatMap(({system, record, operation, key, before}, index) => {
		const {is, reason, current: fields} = results[index]!;
		const isGone = fields === null && (is === 'applied' || reason?.code === 'gone-meanwhile');
		const isOwn = before !== null || operation === 'create';
		return isOwn && (fields !== null || isGone) ? [{system, record, key, fields}] : [];
	});
	return current.length === 0 ? {} : {current};
}

/** Whether an error would hit every other row, too: the system is unreachable, refuses the login, or cannot be written to. */
export const isSystemFailure = (error: unknown): boolean =>
	error instanceof AggregateError
		? error.errors.some(isSystemFailure)
		: error instanceof Error &&
			'code' in error &&
			/_(UNREACHABLE|TIMEOUT|UNAUTHORIZED|DISABLED|LOCKED|UNPREPARED|REFUSED_WRITE)$/.test(
				String(error.code),
			);
