import {isDeepStrictEqual} from 'node:util';
import {isAllotted, isReference, type Change, type Fields, type Value} from './change.ts';

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
	isReference(expected) || isAllotted(expected) || isDeepStrictEqual(expected, value);
