import {createHash} from 'node:crypto';
import {assertStorable} from './statements.ts';
import type {RowValues} from './dialects/dialect.ts';
import {
	isAllotted,
	isReference,
	type Change,
	type ChangeResult,
	type ChangeSet,
	type Fields,
	type Value,
} from '../sync/changes/change.ts';

/** Characters of a key in the journal: what an index of MariaDB holds. */
export const maxKeyLength = 190;

/**
The key of a row as the journal stores and finds it. A longer one is cut, and ends with the hash of the whole; the change set has it in
full.
*/
export function toStorableKey(key: string): string {
	const text = toStorableText(key);
	if (text.length <= maxKeyLength) return text;
	const hash = createHash('sha256').update(text).digest('hex');
	return `${text.slice(0, maxKeyLength - hash.length - 1).toWellFormed()}…${hash}`;
}

/** JSON as a database's text can hold it, keys and texts. */
export function toStorableJson(value: unknown): string {
	const json = JSON.stringify(value);
	return mayBeUnstorable(json) ? JSON.stringify(withStorableTexts(JSON.parse(json))) : json;
}

/**
Rows as one JSON text. Objects in them are JSON of the journal, and become storable. Throws `ERR_BILLING_REFUSED` where another text is not.
*/
export function toJsonOfRows(rows: readonly RowValues[]): string {
	const json = JSON.stringify(rows);
	if (!mayBeUnstorable(json)) return json;
	for (const row of rows)
		for (const value of Object.values(row)) if (typeof value === 'string') assertStorable(value);
	return JSON.stringify(withStorableTexts(JSON.parse(json)));
}

/** Whether JSON may have an escaped NUL or unpaired surrogate; a false alarm is possible after a backslash. */
const mayBeUnstorable = (json: string): boolean => /\\u(?:0000|d[89a-f])/.test(json);

const withStorableTexts = (value: unknown): unknown => {
	if (typeof value === 'string') return toStorableText(value);
	if (typeof value !== 'object' || value === null) return value;
	return Array.isArray(value)
		? value.map(withStorableTexts)
		: Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [toStorableText(name), withStorableTexts(inner)]),
			);
};

/** A text as a database can store it: a NUL becomes `␀`, an unpaired surrogate the replacement character. */
export const toStorableText = (text: string): string => text.replaceAll('\0', '␀').toWellFormed();

/**
What of a record that billing has just created the journal leaves out, by a name that is stored instead: columns that nearly all new records
have alike. Rows of the journal refer to these names, so none may ever change: other defaults need another name.
*/
const commonFields: Readonly<Record<string, Fields>> = {
	'customer-1': {
		domain_id: 0,
		gid: 0,
		company_id: 0,
		disable: 0,
		credit: '0.00',
		credit_date: null,
		reduction: '0.00',
		reduction_date: null,
		activate: null,
		expire: null,
		deleted: 0,
		'users_pi.email': '',
		'users_pi.address_street': '',
		'users_pi.address_build': '',
		'users_pi.address_flat': '',
		'users_pi.contract_id': '',
		'users_pi.comments': '',
		'bills.company_id': 0,
		'bills.deposit': '0.000000',
	},
	'service-1': {
		tp_id: 0,
		disable: 0,
		activate: null,
		expire: null,
		subscribe_id: '',
		filter_id: '',
		email: '',
		vod: 0,
	},
	'channel-1': {comments: '', filter_id: '', disable: 0, stream: '', state: 0, genre_id: 0},
};

/**
A result as the journal stores it. A new record is not in `current` but in `created`, without the fields that have the value that the change
(`after`) or the common fields named `common` say. A version of this program that does not know this form finds no record there, and refuses
to undo the row.

A record that was there before is in `previous`, and in `changed` only its fields that have another value now. A version that does not know
this form takes the change's `after` for the record as it is.
*/
export type StoredResult = ChangeResult & {
	readonly created?: Fields;
	readonly common?: string;
	readonly changed?: Fields;
};

type Results = ReadonlyArray<ChangeResult | null>;

/**
The results of a set as the journal stores them: a third as long for new records, which are most of a large journal, and half as long for
changed ones.
*/
export const toStoredResults = (
	{changes}: Pick<ChangeSet, 'changes'>,
	results: Results,
): ReadonlyArray<StoredResult | null> =>
	results.map((result, index) => {
		const {system, record, operation} = changes[index]!;
		if (!result?.current || system !== 'billing') return result;
		if (result.previous) {
			const changed = changedFields(result.previous, result.current);
			return changed === null ? result : {...result, current: null, changed};
		}

		const common = `${record}-1`;
		if (operation !== 'create' || !(common in commonFields)) return result;
		const base = {...commonFields[common]!, ...writtenFields(changes[index]!)};
		const created = changedFields(base, result.current);
		return created === null ? result : {...result, current: null, created, common};
	});

/** The results as they were stored, with whole records; a record whose common fields this version does not know stays `null`. */
export const fromStoredResults = (
	{changes}: Pick<ChangeSet, 'changes'>,
	stored: ReadonlyArray<StoredResult | null>,
): Results =>
	stored.map((result, index) => {
		if (result?.changed) {
			const {changed, ...rest} = result;
			return {...rest, current: {...rest.previous, ...changed}};
		}

		if (result?.common === undefined) return result;
		const {common, created, ...rest} = result;
		const known = commonFields[common];
		return {...rest, current: known ? {...known, ...writtenFields(changes[index]!), ...created} : null};
	});

/** The fields of a record that are not as in `base`; `null` where it lacks a field of `base`, which it would have when it is read back. */
function changedFields(base: Fields, record: Fields): Fields | null {
	for (const name in base) if (!(name in record)) return null;
	const changed: Record<string, Value> = {};
	for (const name in record) if (record[name] !== base[name]) changed[name] = record[name]!;
	return changed;
}

/** The fields of a change whose value is known before it is written. */
const writtenFields = ({after}: Pick<Change, 'after'>): Fields =>
	Object.fromEntries(Object.entries(after ?? {}).filter(([, value]) => isWritten(value)));

const isWritten = (value: Value | undefined): value is Value =>
	value !== undefined && !isReference(value) && !isAllotted(value);
