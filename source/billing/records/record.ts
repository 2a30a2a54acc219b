import type {Reserved} from '../../sync/changes/ports.ts';
import {type BillingRecord, type Change, type Fields, textOf, type Value} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import type {LoggedAction} from '../admin-log.ts';
import type {Dialect} from '../dialects/dialect.ts';
import type {Query} from '../query.ts';
import type {Shape} from '../shape.ts';
import {message} from '../../i18n/translator.ts';

/** Where a record is read and written. */
export type RecordContext = {
	readonly query: Query;
	readonly dialect: Dialect;
	readonly shape: Shape;
	/** The portal's row of `iptv_services`. */
	readonly providerId: number;
	/** Numbers that records of the portal have, so that billing does not choose them. */
	readonly reserved: Reserved;
	/** Lock the rows that are read until the transaction ends. */
	readonly isLocking: boolean;
	/** The changes are an undo: messages are worded accordingly. */
	readonly isUndo: boolean;
	/** Every change that is written in this transaction, to records of any type: a row that one of them deletes does not forbid another. */
	readonly allChanges: readonly Change[];
};

/**
How one type of record of billing is read, checked and written. On an ABillS it also writes what ABillS' own code would, so that its pages,
reports and charging stay correct. Each type has a file of its own, and only that file writes its tables.
*/
export type RecordType = {
	readonly record: BillingRecord;
	/** Whose lock rows are taken: billing's own, or the portal's, too. */
	readonly locks: 'billing' | 'both';
	/** Reads all rows that these changes can depend on, however many they are. */
	open(context: RecordContext, changes: readonly Change[]): Promise<ChangeBatch>;
};

/** The changes of one transaction on one record: all are checked one after another, then written. */
export type ChangeBatch = {
	/**
	The record with every column, as it is after the changes that were accepted before this one. `null`: there is none. For a creation: the
	record that is there already under its login, MAC or number, whatever its other fields are.
	*/
	current(change: Change): Fields | null;
	/** What forbids the change beyond `before`: another record has the name, something refers to it, money is on it. */
	conflict(change: Change): Message | null;
	/** Accepts the change and returns it with the numbers that billing chose. The next change finds these numbers taken. */
	accept(change: Change): Change;
	/**
	Writes accepted changes, a part of them at a time and after their references are resolved, with one statement for each kind of change.
	Called when all are accepted. Returns the records after the write, in the order of the changes.
	*/
	write(changes: readonly Change[]): Promise<ReadonlyArray<Fields | null>>;
	/** The lines about a change for ABillS' own log. */
	log(change: Change, record: Fields | null): readonly LoggedAction[];
};

/** The numbers of the records that are to be deleted. `field`: where their keys have them. */
export const deletedIds = (changes: readonly Change[], field: string): readonly number[] =>
	changes.flatMap(({operation, key}) => (operation === 'delete' ? [Number(key[field])] : []));

/** That something (`referrer`) refers to the record with this number. */
export type ReferenceRow = {readonly id: number; readonly referrer: string};

/** What refers to each record, by its number. */
export const referrersOf = (rows: readonly ReferenceRow[]): ReadonlyMap<number, readonly string[]> =>
	new Map(
		[...Map.groupBy(rows, ({id}) => id)].map(([id, own]) => [
			id,
			own.map(({referrer}) => referrer).toSorted(),
		]),
	);

/**
The columns that must store a text unchanged, by the portal's field. If one were cut, its account would not be found, or the row would stay
different.
*/
const exactColumns = {
	login: ['users', 'id'],
	iptv_login: ['iptv_main', 'iptv_login'],
	stb_mac: ['iptv_main', 'cid'],
	full_name: ['users_pi', 'fio'],
	phone: ['users_pi', 'phone'],
} as const;

/** Why the column cannot store the whole text; `null`: it can. */
export function storageConflict(
	{limit, isAbills}: Shape,
	name: keyof typeof exactColumns,
	value: Value,
): Message | null {
	const text = textOf(value);
	const [table, column] = exactColumns[name];
	const maxLength = limit(table, column);
	const field = name === 'iptv_login' ? 'login' : name;
	if (text.length > maxLength) return message('too-long', {field, most: maxLength});
	return isAbills && beyondFirstPlane.test(text) ? message('unstorable', {field}) : null;
}

/**
Shortens a text to what its column can hold; only for texts by which no record is found. An ABillS cannot store characters of four bytes
(beyond the first plane of Unicode), so they become `?`. A database of this program has no such limits.
*/
export function storableText(
	{limit, isAbills}: Shape,
	[table, column]: readonly [table: string, column: string],
	value: Value,
): string {
	if (!isAbills) return textOf(value);
	return textOf(value)
		.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?')
		.slice(0, limit(table, column));
}

const beyondFirstPlane = /[\u{10000}-\u{10FFFF}]/u;

const report = 'iptv_monthly_active_users_report';

/** The columns that an update of a record writes, by its field. */
const columnsOf: Readonly<Record<string, (field: string) => readonly string[]>> = {
	service: field =>
		field === 'disable' || field === 'tp_id'
			? [`iptv_main.${field}`, `${report}.expire`]
			: [`iptv_main.${field}`],
	customer: field => [field === 'users_contacts' ? 'users_contacts.value' : field],
	tariff: field => [`tarif_plans.${field}`],
};

/** Why the database's user may not write an update; `null`: he may. */
export function rightConflict(
	{record, operation, after}: Change,
	{shape}: Pick<RecordContext, 'shape'>,
): Message | null {
	if (operation !== 'update' || after === null) return null;
	const denied = Object.keys(after)
		.flatMap(field => columnsOf[record]?.(field) ?? [])
		.find(place => {
			const [table = '', column = ''] = place.split('.');
			return !shape.mayUpdate(table, column);
		});
	if (denied === undefined) return null;
	const [table = '', column = ''] = denied.split('.');
	return message('abills-no-right', {right: `update (${column}) on ${table}`});
}
