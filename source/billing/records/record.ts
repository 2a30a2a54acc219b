import type {BillingRecord, Change, Fields, Reserved} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import type {LoggedAction} from '../admin-log.ts';
import type {Dialect} from '../dialects/dialect.ts';
import type {Query} from '../query.ts';
import type {Shape} from '../shape.ts';

/** Where a record is read and written. */
export type RecordContext = {
	readonly query: Query;
	readonly dialect: Dialect;
	readonly shape: Shape;
	/** Whether the tables are this program's own, with its indexes of logins and MACs. */
	readonly isIndexed: boolean;
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
How one type of record of billing is read, checked and written. On an ABillS it also writes what ABillS' own code would, so that its pages, reports and charging stay correct. Each type has a file of its own, and only that
file writes its tables.
*/
export type RecordType = {
	readonly record: BillingRecord;
	/** Whose lock rows are taken: billing's own, the portal's, or both. */
	readonly locks: 'billing' | 'portal' | 'both';
	/** Reads all rows that these changes can depend on, however many they are. */
	open(context: RecordContext, changes: readonly Change[]): Promise<ChangeBatch>;
};

/** The changes of one transaction on one record: all are checked one after another, then written. */
export type ChangeBatch = {
	/** The record with every column, as it is after the changes that were accepted before this one. `null`: there is none. */
	current(change: Change): Fields | null;
	/** For a creation: whether the existing record `now` is the one that was to be created. Without this function it is only if it has all fields of `after`. */
	isCreated?(change: Change, now: Fields): boolean;
	/** What forbids the change beyond `before`: another record has the name, something refers to it, money is on it. */
	conflict(change: Change): Message | null;
	/** Accepts the change and returns it with the numbers that billing chose. The next change finds these numbers taken. */
	accept(change: Change): Change;
	/** Writes accepted changes, a part of them at a time and after their references are resolved, with one statement for each kind of change. Called when all are accepted. Returns the records after the write, in the order of the changes. */
	write(changes: readonly Change[]): Promise<ReadonlyArray<Fields | null>>;
	/** The lines about a change for ABillS' own log. */
	log(change: Change, record: Fields | null): readonly LoggedAction[];
};

/** The numbers of the records that are to be deleted. `field`: where their keys have them. */
export const deletedIds = (changes: readonly Change[], field: string): readonly number[] =>
	changes.flatMap(({operation, key}) => (operation === 'delete' ? [Number(key[field])] : []));
