import type {Database} from './database.ts';
import type {Context} from './journaled.ts';
import {claimUndo, type Claim, type UndoOrder} from './undo.ts';

export {staleAfterSeconds as patience} from './lease.ts';
export type {Obstacle} from './undo.ts';

/** The undo of what has no rows in the journal. */
export type Undoing = {
	/**
	Begin an undoing that billing has no rows for, so that no two do it at once. One that was begun `patience` seconds ago and never ended was
	broken off, and is replaced.
	*/
	claim(order: UndoOrder, context: Context & {readonly patience: number}): Promise<Claim>;
};

export const undoingOf = ({database}: {readonly database: Database}): Undoing => ({
	claim: async (order, context) => claimUndo(database, order, context),
});
