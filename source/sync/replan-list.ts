import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Outcome} from './action.ts';
import {chooseFixes, fixesOf, plannedKeys, type ListPlan, type PlannedFix} from './list-plan.ts';
import type {Row} from './row.ts';

/** What has become of the plan of a list, after the list was read again. */
type ReplannedList = {
	/** What is still to be written. */
	readonly due: ListPlan;
	readonly refused: readonly Outcome[];
	/** Keys of rows that are already in the state that their fix leads to. */
	readonly fixed: readonly string[];
	/** How many fixes of rows that the plan does not have could be written now. */
	readonly more: number;
};

/**
Compares a plan with the plan of the same list as it is now (`fresh`). `isConfirmed`: whether the operator has confirmed a fix of it; `null`
where nobody saw the values of the plan.
*/
export function replanList(
	list: ListPlan,
	fresh: ListPlan,
	isConfirmed: ((fix: PlannedFix) => boolean) | null,
): ReplannedList {
	const keys = new Set(plannedKeys(list));
	const planned = chooseFixes(fresh, ({row}) => keys.has(row));
	const due = isConfirmed ? chooseFixes(planned, isConfirmed) : planned;
	const dueFixes = new Set(fixesOf(due));
	const changed = fixesOf(planned).filter(fix => !dueFixes.has(fix));
	const refused = fresh.refused.filter(({key}) => keys.has(key));
	const known = new Set([...fixesOf(planned).map(({row}) => row), ...refused.map(({key}) => key)]);
	const unplanned = [...keys].filter(key => !known.has(key));
	const rowsBefore = new Map(list.comparison.rows.map(row => [row.key, row]));
	const rowsNow = new Map(fresh.comparison.rows.map(row => [row.key, row]));
	const isDone = (key: string) =>
		key === list.resource.name || isFixed(rowsBefore.get(key), rowsNow.get(key));
	return {
		due,
		refused: [
			...refused,
			...changed.map(({row}) => refusedAsChanged(row)),
			...unplanned
				.filter(key => !isDone(key))
				.map(key =>
					isConfirmed ? refusedAsChanged(key) : refusedAs(key, message('gone-meanwhile', {login: key})),
				),
		],
		fixed: unplanned.filter(isDone),
		more: fixesOf(fresh).length - fixesOf(planned).length,
	};
}

/**
Whether a row that needs no fix any more is in the state that its fix leads to: a row that only billing had may be gone, any other has both
records.
*/
const isFixed = (before: Row | undefined, now: Row | undefined): boolean =>
	now ? now.mark === '=' || now.mark === '~' : before?.mark === '-';

const refusedAs = (key: string, reason: Message): Outcome => ({is: 'refused', key, message: reason});

const refusedAsChanged = (key: string): Outcome =>
	refusedAs(key, message('changed-since-asked', {label: key}));
