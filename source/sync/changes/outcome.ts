import {message} from '../../i18n/translator.ts';
import type {Outcome} from '../action.ts';
import {errorMessage} from '../../i18n/message.ts';
import type {ActionMessages} from './action-messages.ts';
import {isDone, type ChangeResult, type ChangeSet, type SetResult} from './change.ts';

/** What became of a set, for the operator: by its action's sentences where it has them. */
export function outcomeOf(
	key: string,
	set: ChangeSet,
	result: SetResult,
	messages: Pick<ActionMessages, 'done' | 'unchanged' | 'notDone'>,
): Outcome {
	const {results, journal, cause, unlogged} = result;
	const own = {key, ...freshOf(set, results), ...(journal !== null && {journal})};
	if (unlogged !== undefined) {
		const said = message('done-unlogged', {journal: journal!, message: errorMessage(unlogged)});
		return {...own, is: 'failed', said, cause: unlogged};
	}

	const index = results.findIndex((one, place) => !isDone(one) && !set.changes[place]!.isOptional);
	if (index < 0) {
		const changed = results.some(({is}) => is === 'applied');
		const say = changed ? messages.done : (messages.unchanged ?? messages.done);
		return {...own, is: 'done', changed, said: say(set, results)};
	}

	const {is, why = message('not-tried')} = results[index]!;
	const isBegun = results.some(one => one.is === 'applied' || one.is === 'unknown');
	const reason = cause === undefined ? why : message('failed', {message: why});
	const said = messages.notDone?.(set, result) ?? reason;
	if (is === 'stale' && !isBegun) return {is: 'refused', key, said, ...freshOf(set, results)};
	const {journal: entry, ...rest} = own;
	return {
		...rest,
		is: 'failed',
		said,
		...(cause !== undefined && {cause}),
		...(isBegun && entry !== undefined && {journal: entry}),
	};
}

/** The records that were read, for whoever shows them. */
function freshOf({changes}: ChangeSet, results: readonly ChangeResult[]): Pick<Outcome, 'fresh'> {
	const fresh = changes.flatMap(({on, record, key}, index) => {
		const {is, fresh: fields} = results[index]!;
		return fields !== null || is === 'applied' ? [{on, record, key, fields}] : [];
	});
	return fresh.length === 0 ? {} : {fresh};
}
