import type {SqlRow} from '../query.ts';

/** Executes one statement, with texts in place of its placeholders, which are those of the driver. */
export type Execute = (sql: string, texts?: readonly string[]) => Promise<readonly SqlRow[]>;

/** A database through its driver alone. Errors are those of the driver. */
export type Driver = {
	readonly execute: Execute;
	/** Executes one statement and passes on each row as it arrives: the rows are never all in memory. `take` must not throw. */
	forEachRow(sql: string, texts: readonly string[], take: (row: SqlRow) => void): Promise<void>;
	/** Lends a connection for a transaction. `release` gives it back, or closes it where it is broken. */
	lend(): Promise<{readonly execute: Execute; release(isBroken: boolean): void}>;
	/** Whether a transaction in which a statement failed refuses all that follow: then they may be sent before that one has ended. */
	readonly refusesAfterFailure: boolean;
	close(): Promise<void>;
};
