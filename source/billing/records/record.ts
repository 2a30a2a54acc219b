import type {BillingRecord, Change, Fields, Reserved} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import type {LoggedAction} from '../admin-log.ts';
import type {Insert} from '../sql-ports.ts';
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
	readonly portal: number;
	readonly reserved: Reserved;
	/** Lock the rows that are read until the transaction ends. */
	readonly isLocking: boolean;
	/** The changes are an undo: messages are worded accordingly. */
	readonly isUndo: boolean;
	/** Every change of the batch, of other records too: rows that one deletes do not forbid another. */
	readonly all: readonly Change[];
};

/**
How one record of billing is read, checked and written; on an ABillS with all that its own code would write beside it, so that its pages, reports and charging stay right. One file each, and nothing else writes its tables. */
export type RecordType = {
	readonly record: BillingRecord;
	/** Whose lock rows are taken: billing's own, the portal's, or both. */
	readonly locks: 'billing' | 'portal' | 'both';
	/** Reads all rows that these changes can depend on, however many they are. */
	open(context: RecordContext, changes: readonly Change[]): Promise<ChangeBatch>;
};

/** The changes of one batch on one record: checked one after another, then written at once. */
export type ChangeBatch = {
	/** The record as it is now, with every column; as the changes that were accepted before leave it. `null`: there is none. */
	current(change: Change): Fields | null;
	/** Whether a record that is there already is what was to be created, whatever else it holds. By default all fields of `after` must be so. */
	isCreated?(change: Change, now: Fields): boolean;
	/** What forbids the change beyond `before`: another record has the name, something refers to it, money is on it. */
	conflict(change: Change): Message | null;
	/** Accepts the change and returns it with the numbers that billing chose. The next change finds these numbers taken. */
	accept(change: Change): Change;
	/** Write what was accepted, references resolved; one statement for each kind of change. Returns the records after the write, in the order of the changes. */
	write(changes: readonly Change[], insert: Insert): Promise<ReadonlyArray<Fields | null>>;
	/** The lines about a change for ABillS' own log. */
	log(change: Change, record: Fields | null): readonly LoggedAction[];
};
