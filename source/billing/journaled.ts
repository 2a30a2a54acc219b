import type {JournalOperator} from '../sync/journal.ts';

/** The operator and the run of the program, for the journal. */
export type Context = {readonly operator: JournalOperator; readonly run: string};
