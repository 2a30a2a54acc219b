import {isDeepStrictEqual} from 'node:util';
import type {Outcome} from './action.ts';
import {textOf, type Change, type ChangeSet, type Fields, type Value} from './changes/change.ts';
import {fixesOf, type ListPlan, type PlannedFix} from './list-plan.ts';
import type {Row} from './row.ts';

/** What one call has written so far. */
type Written = {
	/** The fields that were written of an account or a service, by each of its names. */
	readonly byName: Map<string, Fields>;
	/** Ids of channels that were created or deleted: lists of channels change with them. */
	readonly ids: Set<string>;
};

export const createWritten = (): Written => ({byName: new Map(), ids: new Set()});

/** Adds what a set has written. */
export function addWritten({byName, ids}: Written, set: ChangeSet, outcome: Outcome): void {
	if (outcome.is !== 'done' || !outcome.changed) return;
	const names = namesIn(set);
	for (const {operation, key, after} of writesOf(set)) {
		for (const name of names) byName.set(name, {...byName.get(name), ...after});
		if (operation === 'create' || operation === 'delete') ids.add(textOf(key['id']));
	}
}

/**
The logins, MACs and TV ids in the keys of a set's changes. An account is recognised by them in other lists, where its row has another key.
*/
const namesIn = (set: ChangeSet): ReadonlySet<string> =>
	new Set(
		writesOf(set).flatMap(({record, key}) =>
			[
				['login', key['login']] as const,
				['mac', key['stb_mac'] ?? key['mac']] as const,
				['service', key['tvId'] ?? (record === 'service' ? key['id'] : '')] as const,
			].flatMap(([kind, value]) => (textOf(value) === '' ? [] : [`${kind} ${textOf(value)}`])),
		),
	);

/**
Returns whether a fix that was planned anew is the one that the operator has confirmed: its values are those that were shown to him. Of a
row that had to wait for another list no values were shown: its records must be as they were then. In both cases a value may differ where
this call itself has written it. `list`: the plan that was confirmed. `comparison`: the list as it is now.
*/
export function createConfirmedCheck(
	list: ListPlan,
	{comparison}: Pick<ListPlan, 'comparison'>,
	written: Written,
): (fresh: PlannedFix) => boolean {
	const shown = new Map(fixesOf(list).map(({row, set}) => [row, set]));
	const rowsThen = new Map(list.comparison.rows.map(row => [row.key, row]));
	const rowsNow = new Map(comparison.rows.map(row => [row.key, row]));
	return ({row: key, set}) => {
		if (set.changes.length === 0) return true;
		const isOwn: IsOwn = (name, value, before) => isWritten(written, namesIn(set), name, value, before);
		const own = shown.get(key);
		if (own) return isSameSet(own, set, isOwn);
		const [then, now] = [rowsThen.get(key), rowsNow.get(key)];
		return then !== undefined && now !== undefined && isSameRow(then, now, set, isOwn);
	};
}

/** Whether this call has changed a field from one value to the other. */
type IsOwn = (name: string, value: Value | undefined, before: Value | undefined) => boolean;

/** A box has the identifiers of its account under other names. */
const accountFieldOf: Readonly<Record<string, string>> = {ls: 'account_number', mac: 'stb_mac'};

function isWritten(
	{byName, ids}: Written,
	names: ReadonlySet<string>,
	field: string,
	value: Value | undefined,
	before: Value | undefined,
): boolean {
	if (Array.isArray(value) && Array.isArray(before)) {
		const [now, then] = [value.map(String), before.map(String)];
		return [...now, ...then].every(id => ids.has(id) || (now.includes(id) && then.includes(id)));
	}

	return [...names].some(name => {
		const own = byName.get(name)?.[accountFieldOf[field] ?? field];
		return own !== undefined && isDeepStrictEqual(own, value);
	});
}

/** The changes that write data: an event only makes a box read what was written. */
const writesOf = ({changes}: ChangeSet): readonly Change[] =>
	changes.filter(({operation}) => operation !== 'send');

function isSameSet(shown: ChangeSet, fresh: ChangeSet, isOwn: IsOwn): boolean {
	const [before, now] = [writesOf(shown), writesOf(fresh)];
	return (
		before.length === now.length &&
		now.every((change, index) => {
			const one = before[index]!;
			return (
				one.system === change.system &&
				one.record === change.record &&
				one.operation === change.operation &&
				(['key', 'before', 'after'] as const).every(part => areSameFields(one[part], change[part], isOwn))
			);
		})
	);
}

function areSameFields(before: Fields | null, now: Fields | null, isOwn: IsOwn): boolean {
	if (before === null || now === null) return before === now;
	return Object.keys({...before, ...now}).every(
		name => isDeepStrictEqual(before[name], now[name]) || isOwn(name, now[name], before[name]),
	);
}

/**
Whether the records of a row that was read then have the values that a set of it compares now. Fields that the row does not have are
compared when they are written.
*/
function isSameRow(then: Row, now: Row, fresh: ChangeSet, isOwn: IsOwn): boolean {
	if ((then.stalker === null) !== (now.stalker === null)) return false;
	if ((then.billing === null) !== (now.billing === null)) return false;
	const [account, customer] = [recordOf(then.stalker), recordOf(then.billing)];
	const service = {...customer, ...recordOf(customer['service'])};
	return writesOf(fresh).every(({system, record, key, before}) => {
		const known = system === 'stalker' ? account : record === 'customer' ? customer : service;
		return Object.entries({...key, ...before}).every(
			([name, value]) =>
				!(name in known) || isSameValue(known[name], value) || isOwn(name, value, known[name]),
		);
	});
}

const recordOf = (record: unknown): Fields =>
	(typeof record === 'object' && record !== null ? record : {}) as Fields;

/** Whether a value of a row is the value of a change, which has a number as text, a flag as `1` or `0`, and `0` where a row has nothing. */
function isSameValue(then: unknown, now: Value): boolean {
	const textIn = (value: unknown) =>
		value === true
			? '1'
			: typeof value === 'string' || typeof value === 'number'
				? String(value) || '0'
				: '0';
	return isDeepStrictEqual(then, now) || (!isList(then) && !isList(now) && textIn(then) === textIn(now));
}

const isList = (value: unknown): boolean => typeof value === 'object' && value !== null;
