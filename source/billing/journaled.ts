import type {JournalOperator} from '../sync/journal.ts';
import type {Database} from './database.ts';
import {isRolledBack} from './errors.ts';
import type {Journal} from './journal.ts';

/** The operator and the run of the program, for the journal. */
export type Context = {readonly operator: JournalOperator; readonly run: string};

/** What every write to billing works with. */
export type Deps = {readonly database: Database; readonly journal: Journal};

/** Entries that were begun are closed as failed when the database itself refused; after a broken connection they stay open, for nobody knows. */
export async function journaled<Result>(
	journal: Journal,
	ids: readonly string[],
	work: (ids: readonly string[]) => Promise<Result>,
): Promise<Result> {
	try {
		return await work(ids);
	} catch (error) {
		if (isRolledBack(error)) await journal.finish(ids, {state: 'failed', error: (error as Error).message});
		throw error;
	}
}
