import {isDeepStrictEqual} from 'node:util';
import type {Message} from '../../i18n/message.ts';

/** Records of billing that changes write. `tariff`: a row of `tarif_plans`. */
const billingRecords = ['customer', 'service', 'tariff', 'channel', 'choice'] as const;

export type BillingRecord = (typeof billingRecords)[number];

/** Records of the portal. `subscription` to `additional-services`: what an account has in resources of their own. `box`: whom events are sent to. `channels`, the
whole list, and `choices`, the channels that an account has chosen, are only read. */
export type StalkerRecord =
	| 'account'
	| 'subscription'
	| 'packages'
	| 'modules'
	| 'additional-services'
	| 'box'
	| 'channels'
	| 'choices';

/** A value that is known once an earlier change of the set is written: `{ref: 'service.id'}`. */
export type Reference = {readonly ref: string};

/** A number that billing chooses under its lock: this one where it is free, else the next free one. */
type Allotted = {readonly allot: number | null};

export type Value = string | number | null | readonly Value[] | Fields | Reference | Allotted;

/** Fields of one record. Billing's are in ABillS' shape: 0 is none, flags are small integers, money and dates are text. */
export type Fields = {readonly [field: string]: Value};

/** One write to one record of one system. Plain data: it is shown, journaled, resumed and inverted. */
export type Change = {
	readonly system: 'billing' | 'stalker';
	readonly record: BillingRecord | StalkerRecord;
	/**
	`send`: an event, which has no inverse, but may be sent again. `check`: nothing is written; `before` is what must be there when the set
	is applied, `after` what must be there when it is undone.
	*/
	readonly operation: 'create' | 'update' | 'delete' | 'send' | 'check';
	/** The fields that identify the record: see the record's own file. */
	readonly key: Fields;
	/** The fields that are compared right before the write. `null`: the record must not exist. */
	readonly before: Fields | null;
	/** The fields that are written. `null`: the record is gone. */
	readonly after: Fields | null;
	/** What an inverse cannot restore: shown in the question, and again when it is undone. */
	readonly loses?: readonly Message[];
	/** A failure of it does not fail the set, and is reported: what an undo restores besides the record itself. */
	readonly isOptional?: true;
	/** An event that an undo sends again: it makes a box read what was written. */
	readonly isRepeatable?: true;
	/** When it is refused, the record stays as it is, and the set is done. Without an answer it is still to be written. */
	readonly mayStay?: true;
};

type Key = Change['key'];

/** A change of this record, which belongs to one of the systems alone. */
const changeOf = (record: Change['record'], rest: Omit<Change, 'system' | 'record'>): Change => ({
	system: billingRecords.some(name => name === record) ? 'billing' : 'stalker',
	record,
	...rest,
});

/** A record that must not exist yet is made. */
export const creation = (record: Change['record'], key: Key, after: Fields): Change =>
	changeOf(record, {operation: 'create', key, before: null, after});

/** Fields of a record are written, while it is as it was seen. */
export const update = (record: Change['record'], key: Key, before: Fields, after: Fields): Change =>
	changeOf(record, {operation: 'update', key, before, after});

/** Nothing is written: the record must be as it was seen. `null`: there must be none. */
export const assertion = (record: Change['record'], key: Key, seen: Fields | null): Change =>
	changeOf(record, {operation: 'update', key, before: seen, after: seen});

/** A record is removed, while it is as it was seen. */
export const deletion = (record: Change['record'], key: Key, before: Fields): Change =>
	changeOf(record, {operation: 'delete', key, before, after: null});

/** A row of a journal entry. */
export type RowId = {readonly entry: string; readonly position: number};

/**
All writes of one action on one row: billing's in one transaction, then the portal's, one request each, in order.

Without changes there is nothing to do, which is a success.
*/
export type ChangeSet = {
	readonly resource: string;
	/** The row's key; the resource's name where the action is on the whole list. */
	readonly rowKey: string;
	readonly action: string;
	readonly changes: readonly Change[];
	/** What the operator must agree to beyond the action itself. */
	readonly questions: readonly Message[];
	/** Values for the action's own messages, e.g. a login. No executor reads them. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Of an undo: the row that becomes undone, in the transaction that undoes billing's part. */
	readonly undoes?: RowId;
};

/**
The result of one change.

`applied`: written and read back; with a reason where the portal stores something else than was sent, which is in `current`. `unchanged`: it
was already so. `stale`: the record is neither as before nor as after, or something else forbids the write; nothing was written. `failed`:
it was refused, nothing was written. `unknown`: there was no answer. `skipped`: a change before it did not succeed.
*/
export type ChangeResult = {
	readonly is: 'applied' | 'unchanged' | 'stale' | 'failed' | 'unknown' | 'skipped';
	/** The record as it is now, as far as it was read. */
	readonly current: Fields | null;
	/** The record before the write, where the executor read more of it than `before` names: an inverse restores from it. */
	readonly previous?: Fields;
	readonly reason?: Message;
};

/** A record as it is now, to be shown; `fields: null`: it is gone. */
export type CurrentRecord = Pick<Change, 'system' | 'record' | 'key'> & {readonly fields: Fields | null};

/** Whether a set writes anything; if not, its summary says so, and nothing is confirmed. */
export const changesAnything = ({changes}: ChangeSet): boolean =>
	changes.some(({operation}) => operation !== 'check');

/** What the operator must agree to beyond the summary of a set. */
export const questionsOf = ({questions, changes}: ChangeSet): readonly Message[] => [
	...questions,
	...changes.flatMap(({loses = []}) => loses),
];

/**
Whether a change of the portal only checks that a record is as it was seen: right before billing's transaction, for a set that writes to
billing alone.
*/
export const isAssertion = ({system, operation, before, after}: Change): boolean =>
	system === 'stalker' &&
	(operation === 'check' || (operation === 'update' && isDeepStrictEqual(before, after)));

/**
Whether billing's transaction writes the row of the journal together with what the set writes: a set that writes to billing alone. Without
the row nothing was written. An undo has its row before, so that two do not begin at once.
*/
export const isJournaledByBilling = ({changes, undoes}: ChangeSet): boolean =>
	undoes === undefined && changes.length > 0 && changes.every(({system}) => system === 'billing');

export const isReference = (value: Value | undefined): value is Reference =>
	typeof value === 'object' && value !== null && 'ref' in value;

export const isAllotted = (value: Value | undefined): value is Allotted =>
	typeof value === 'object' && value !== null && 'allot' in value;

/** Whether billing chooses a number for this set. */
export const allotsNumber = ({changes}: Pick<ChangeSet, 'changes'>): boolean =>
	changes.some(({after}) => Object.values(after ?? {}).some(isAllotted));

/** A field as text; `''` for what is absent, or no text or number. */
export const textOf = (value: Value | undefined): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Those of these fields that a record has. */
export const pickFields = (record: Fields, names: readonly string[]): Fields =>
	Object.fromEntries(names.flatMap(name => (name in record ? [[name, record[name]!]] : [])));

/** Whether nothing is left to be done for a change. */
export const isSettled = ({isOptional, mayStay}: Change, result: ChangeResult | null): boolean =>
	isDone(result) ||
	(isOptional === true && result !== null) ||
	(mayStay === true && (result?.is === 'stale' || result?.is === 'failed'));

/** The change is as its `after` says. */
export const isDone = (result: ChangeResult | null): boolean =>
	result?.is === 'applied' || result?.is === 'unchanged';

/** The portal has confirmed the change, and stores something else. */
export const isStoredOtherwise = (result: ChangeResult | null): boolean =>
	result?.is === 'applied' && result.reason !== undefined;

/** Whether a record that was just read is as `before` or as `after` of a change says. */
export type RecordState =
	| {readonly is: 'before'}
	| {readonly is: 'after'}
	/** Neither. `fields` are those that are not as before; none where the record is gone, or there is one that must not be. */
	| {readonly is: 'other'; readonly fields: readonly string[]};

/** Compares a record as it is now with a change: the “compare” of compare-and-set. Pure. `now`: `null` where there is none. */
export function recordStateOf(
	{operation, before, after}: Pick<Change, 'before' | 'after'> & Partial<Pick<Change, 'operation'>>,
	now: Fields | null,
): RecordState {
	if (operation !== 'check' && isAs(after, now)) return {is: 'after'};
	if (isAs(before, now)) return {is: 'before'};
	return {is: 'other', fields: before && now ? differingFields(before, now) : []};
}

/** Whether the record has these values in these fields; `null`: whether there is no record. */
const isAs = (fields: Fields | null, now: Fields | null): boolean =>
	fields === null || now === null ? fields === now : differingFields(fields, now).length === 0;

/** The fields that have another value. What billing chooses or an earlier change gives is equal to anything. */
const differingFields = (expected: Fields, now: Fields): readonly string[] =>
	Object.keys(expected).filter(field => !isEqual(expected[field]!, now[field]));

const isEqual = (expected: Value, value: Value | undefined): boolean =>
	Object.is(expected, value) ||
	isReference(expected) ||
	isAllotted(expected) ||
	isDeepStrictEqual(expected, value);

/** The change with the values that earlier changes returned. A value that is not known yet stays a reference. */
export function resolvedChange(
	change: Change,
	{changes}: Pick<ChangeSet, 'changes'>,
	results: ReadonlyArray<ChangeResult | null>,
): Change {
	const {key, before, after} = change;
	if (!hasReference(key) && !hasReference(before) && !hasReference(after)) return change;
	if (results.every(result => !result?.current)) return change;
	const valueOf = (value: Value): Value => {
		if (!isReference(value)) return value;
		const [record, field] = value.ref.split('.') as [string, string];
		const index = changes.findIndex((other, place) => other.record === record && results[place]?.current);
		const known = results[index]?.current?.[field];
		if (known === undefined) return value;
		// The portal's fields are texts.
		return change.system === 'stalker' ? textOf(known) : known;
	};
	const resolved = (fields: Fields | null) =>
		!hasReference(fields)
			? fields
			: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueOf(value)]));
	return {...change, key: resolved(key)!, before: resolved(before), after: resolved(after)};
}

function hasReference(fields: Fields | null): fields is Fields {
	for (const name in fields) if (isReference(fields[name])) return true;
	return false;
}
