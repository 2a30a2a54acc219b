import type {Message} from '../../i18n/message.ts';
import type {JournalOperator} from '../journal.ts';
import type {RecordState} from './compare.ts';
import type {Change, ChangeResult, ChangeSet, Fields, Reserved, RowId} from './change.ts';

/** A set in the journal. `null`: the change was not tried yet. */
export type JournaledSet = RowId & {
	readonly set: ChangeSet;
	readonly results: ReadonlyArray<ChangeResult | null>;
};

/** A row of a journal entry as it stands. */
export type JournalRow = JournaledSet & {
	/** `unknown`: an event whose answer was lost. */
	readonly state: 'open' | 'done' | 'unchanged' | 'failed' | 'undone' | 'unknown';
	/** Why it did not succeed, in English. */
	readonly error: string | null;
};

/** A row that has no end, and by whom it was begun. */
export type OpenRow = JournalRow & {readonly run: string; readonly osUser: string};

/** How a row stands after an attempt. */
export type RowEnd = JournaledSet & Pick<JournalRow, 'state' | 'error'>;

/** A record as it is now, compared with the change, and what else forbids the change; nothing is written or locked for it. */
export type Inspection = {
	readonly now: Fields | null;
	readonly state: RecordState;
	readonly conflict: Message | null;
};

/** Writes to billing, and nothing else does. */
export type BillingExecutor = {
	/**
	Billing's changes of these sets, in one transaction: lock, read, compare, allot, write, read back, and the rows of the journal with it. A set is written whole or not at
	all. Results in the order of the rows, for billing's changes in their order.

	Throws where the transaction failed. The rows of a definite no are then failed; after a broken connection they stay open or are not there yet, for nobody knows.
	*/
	apply(
		rows: readonly JournaledSet[],
		options: {
			readonly portal: number;
			readonly operator: JournalOperator;
			readonly reserved: Reserved;
			/** Where it is refused, the rows have failed; else they are tried again one by one. */
			readonly isLast: boolean;
		},
	): Promise<ReadonlyArray<readonly ChangeResult[]>>;
	inspect(changes: readonly Change[], portal: number): Promise<readonly Inspection[]>;
};

/** A result, and what was thrown. */
export type TriedResult = ChangeResult & {readonly cause?: unknown};

/** Writes to the portal, and nothing else does. Each of its writes hits exactly one account, or is not sent. */
export type StalkerExecutor = {
	/**
	Whether the records are as the changes' `before` says: few are asked for one by one, many are looked for in one list read now. `cause`: what was thrown for one of them. Throws what
	concerns all.
	*/
	check(changes: readonly Change[], signal?: AbortSignal): Promise<readonly TriedResult[]>;
	/**
	Find the one account, compare, write once, read back. `mayWrite` is asked right before the write, with what a deletion takes away. Never throws: `cause` is what was thrown. The signal ends it only before the write.
	*/
	apply(
		change: Change,
		mayWrite: (previous: Fields | null) => Promise<Message | null>,
		signal?: AbortSignal,
	): Promise<TriedResult>;
	/** Throws what the portal throws. */
	inspect(change: Change, signal?: AbortSignal): Promise<Inspection>;
	/** What brings a deleted record back, from what was read of it before; a message where nothing does. Throws what the portal throws. */
	restore(previous: Fields, signal?: AbortSignal): Promise<Restoration | Message>;
};

/** The changes that bring a deleted record back, and what must be said of them. */
export type Restoration = {readonly changes: readonly Change[]; readonly questions: readonly Message[]};

/** What is begun, what became of it, and who is working on it. */
export type ChangeJournal = {
	/**
	The rows of sets, before anything of them is written, in one transaction; of an undo only while no other undo of the row is running. Of sets that are journaled with billing's
	part (`isJournaledByBilling`) only their numbers: the entry is open until their rows are there.
	*/
	add(
		sets: readonly ChangeSet[],
		entry: {
			/** `null`: begin one. */
			readonly id: string | null;
			readonly run: string;
			readonly portal: number;
			readonly operator: JournalOperator;
		},
	): Promise<{readonly entry: string | null; readonly rows: ReadonlyArray<JournaledSet | Message>}>;
	/** Right before a write to the portal: this process is working on the row now. A message where nothing must be written for it any more. */
	acquireLease(rowId: RowId, operator: JournalOperator): Promise<Message | null>;
	/** Rows as they stand, and with them the states of their entries; an undo that is done makes its row undone. False where a row was undone meanwhile, and stays so. */
	record(ends: readonly RowEnd[]): Promise<boolean>;
	rows(entry: string): Promise<readonly JournalRow[]>;
	/** Closes an entry of which no row is open. */
	close(entry: string): Promise<void>;
	/** Open rows of the portal with these keys, the newest first. */
	openRows(portal: number, resource: string, keys: readonly string[]): Promise<readonly OpenRow[]>;
	/** The open undo of each of these rows. */
	openUndos(rows: readonly RowId[]): Promise<ReadonlyArray<OpenUndo | null>>;
};

/** An undo that has not ended. `running`: why it must not be continued by others, where its process may still be at it. */
export type OpenUndo = JournalRow & {readonly running: Message | null};

/** Everything through which changes are applied. */
export type ChangePorts = {
	readonly billing: BillingExecutor;
	readonly stalker: StalkerExecutor;
	readonly journal: ChangeJournal;
};
