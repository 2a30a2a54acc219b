import type {Message} from '../../i18n/message.ts';
import type {JournalOperator} from '../journal.ts';
import type {Change, ChangeResult, ChangeSet, Fields, RowId, RecordState, BillingRecord} from './change.ts';

/** A set in the journal. `null`: the change was not tried yet. */
export type JournaledSet = RowId & {
	readonly set: ChangeSet;
	readonly results: ReadonlyArray<ChangeResult | null>;
};

/** A row of a journal entry, with its current state. */
export type JournalRow = JournaledSet & {
	/** `unknown`: an event whose answer was lost. */
	readonly state: 'open' | 'done' | 'unchanged' | 'failed' | 'undone' | 'unknown';
	/** Why it did not succeed, in English. */
	readonly error: string | null;
};

/** An open row, and who began it. */
export type OpenRow = JournalRow & {readonly run: string; readonly osUser: string};

/** A record as it is now, compared with the change, and what else forbids the change; nothing is written or locked for it. */
export type Inspection = {
	readonly now: Fields | null;
	readonly state: RecordState;
	readonly conflict: Message | null;
};

/** The only place that writes to billing. */
export type BillingExecutor = {
	/**
	Billing's changes of these sets, in one transaction: lock, read, compare, allot, write, read back, and the rows of the journal with it.
	A set is written whole or not at all. Results in the order of the rows, for billing's changes in their order.

	Throws where the transaction failed. The rows of a refusal are then failed; after a broken connection they stay open or are not there
	yet, because it is not known whether the database committed.
	*/
	apply(
		rows: readonly JournaledSet[],
		options: {
			readonly providerId: number;
			readonly operator: JournalOperator;
			readonly reserved: Reserved;
			/** Where it is refused, the rows have failed; else they are tried again one by one. */
			readonly isLast: boolean;
		},
	): Promise<ReadonlyArray<readonly ChangeResult[]>>;
	inspect(changes: readonly Change[], providerId: number): Promise<readonly Inspection[]>;
};

/** A result, and what was thrown. */
export type TriedResult = ChangeResult & {readonly cause?: unknown};

/** The only place that writes to the portal. Each of its writes hits exactly one account, or is not sent. */
export type StalkerExecutor = {
	/**
	Whether the records are as the changes' `before` says: few are asked for one by one, many are looked for in one list read now. `cause`:
	what was thrown for one of them. Throws what concerns all.
	*/
	check(changes: readonly Change[], signal?: AbortSignal): Promise<readonly TriedResult[]>;
	/**
	Find the one account, compare, write once, read back. `mayWrite` is called right before the write, with what a deletion removes. Never
	throws: `cause` is what was thrown. The signal stops it only before the write.
	*/
	apply(
		change: Change,
		mayWrite: (previous: Fields | null) => Promise<Message | null>,
		signal?: AbortSignal,
	): Promise<TriedResult>;
	/** Many are read in a few requests. Throws what the portal throws. */
	inspect(changes: readonly Change[], signal?: AbortSignal): Promise<readonly Inspection[]>;
	/**
	For each deleted record the changes that restore it, from what was read of it before; a message where nothing can. Throws what the
	portal throws.
	*/
	restore(previous: readonly Fields[], signal?: AbortSignal): Promise<ReadonlyArray<Restoration | Message>>;
};

/** The changes that restore a deleted record, and the questions about them. */
export type Restoration = {readonly changes: readonly Change[]; readonly questions: readonly Message[]};

/** The journal: what was begun, with which result, and which process is working on it. */
export type ChangeJournal = {
	/**
	The rows of sets, before anything of them is written, in one transaction; of an undo only while no other undo of the row is running. Of
	sets that are journaled with billing's part (`isJournaledByBilling`) only their numbers: the entry is open until their rows are there.
	*/
	add(
		sets: readonly ChangeSet[],
		entry: {
			/** `null`: begin one. */
			readonly id: string | null;
			readonly run: string;
			readonly providerId: number;
			readonly operator: JournalOperator;
		},
	): Promise<{readonly entry: string | null; readonly rows: ReadonlyArray<JournaledSet | Message>}>;
	/**
	Called right before a write to the portal: marks the row as in work by this process. Returns a message where nothing must be written for
	it any more.
	*/
	acquireLease(rowId: RowId, operator: JournalOperator): Promise<Message | null>;
	/**
	Stores rows and the states of their entries; an undo that is done makes the row that it undoes `undone`. Returns false where a row was
	undone meanwhile, which stays so.
	*/
	record(ends: readonly JournalRow[]): Promise<boolean>;
	rows(entry: string): Promise<readonly JournalRow[]>;
	/** Closes an entry of which no row is open. */
	close(entry: string): Promise<void>;
	/** Open rows of the portal with these keys, the newest first. */
	openRows(providerId: number, resource: string, keys: readonly string[]): Promise<readonly OpenRow[]>;
	/** The open undo of each of these rows. */
	openUndos(rows: readonly RowId[]): Promise<ReadonlyArray<OpenUndo | null>>;
};

/** An undo that has not ended. `running`: why others must not continue it, where its process may still be running. */
export type OpenUndo = JournalRow & {readonly running: Message | null};

/** The executors of both systems, and the journal. */
export type ChangePorts = {
	readonly billing: BillingExecutor;
	readonly stalker: StalkerExecutor;
	readonly journal: ChangeJournal;
};

/** Dependencies of applying change sets: the executors, the operator, this run, and the portal's provider in billing. */
export type ApplyContext = {
	readonly ports: ChangePorts;
	readonly operator: JournalOperator;
	/** This run of the program. */
	readonly run: string;
	/** The portal's row of `iptv_services`, made where billing has none yet. */
	ensureProvider(): Promise<number>;
};

/** The result of a set: a result for each of its changes. */
export type SetResult = {
	readonly results: readonly ChangeResult[];
	/** The error that was thrown, if any. */
	readonly cause?: unknown;
	/** The error with which the journal could not be written after the portal had accepted the change. */
	readonly unlogged?: unknown;
	/** Somebody undid it while it was applied. */
	readonly isUndone?: boolean;
	/** Something was written, now or by the attempt that is continued, or may have been. */
	readonly isBegun: boolean;
	/** The entry of the journal; `null` where nothing was to be written. */
	readonly journal: string | null;
};

/** Numbers that the portal's records have, by billing's record: none of them is allotted. */
export type Reserved = {readonly [record in BillingRecord]?: readonly number[]};

export type ApplyOptions = {
	readonly reserved?: Reserved;
	/** Called after each batch, and after each set that writes to the portal, with the number of sets that are finished. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
	/** After an abort nothing more is begun; the outcomes of the remaining sets are “not tried”. */
	readonly signal?: AbortSignal | undefined;
};

/** The state of one call of `applySets`. */
export type ApplyJob = ApplyContext & {
	readonly reserved: Reserved;
	readonly signal: AbortSignal | undefined;
	/** The entry that was begun for these sets. */
	entry: string | null;
	/** Ends when the rows that are being added to the journal are there: one call makes the entry. */
	added: Promise<unknown>;
	/** The failure of a whole system, after which nothing more is tried. */
	halted: unknown;
};
