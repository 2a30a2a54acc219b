import {billingLockId} from './lock-rows.ts';
import type {Database} from './database.ts';
import type {Journal} from './journal.ts';
import type {AddedService} from './added-service.ts';
import {obstacleToRemove, removeService} from './remove-service.ts';
import type {Context} from './journaled.ts';
import {claimUndo, takeBack, type Claim, type Obstacle, type TakenBack, type UndoOrder} from './undo.ts';
import {obstacleToUnlink, unlinkService, type LinkedService} from './unlink-service.ts';

export type {AddedService, LinkedService};
export {staleAfterSeconds as patience} from './lease.ts';
export type {Obstacle, UndoOrder} from './undo.ts';

/** One kind of action that can be undone. */
export type Reversal<Done> = {
	/** What forbids it now, or `null`. Writes nothing and locks nothing. */
	obstacle(serviceId: number, done: Done): Promise<Obstacle | null>;
	/** Checks once more and undoes it, in one transaction with the entries of both. Throws as the action itself. */
	run(serviceId: number, done: Done, order: UndoOrder, context: Context): Promise<TakenBack>;
};

/** Undoes exactly what an action wrote, and only while nothing has changed since. */
export type Undoing = {
	readonly addition: Reversal<AddedService>;
	readonly link: Reversal<LinkedService>;
	/**
	Begin an undoing that billing has no rows for, so that no two do it at once. One that was begun `patience` seconds ago and never ended was
	broken off, and is replaced.
	*/
	claim(order: UndoOrder, context: Context & {readonly patience: number}): Promise<Claim>;
};

export function undoingOf(deps: {readonly database: Database; readonly journal: Journal}): Undoing {
	const {database} = deps;
	const {query} = database;
	return {
		addition: {
			obstacle: async (serviceId, added) => obstacleToRemove(query, serviceId, added),
			run: async (serviceId, added, order, context) =>
				takeBack(deps, order, [billingLockId, serviceId], context, async inside =>
					removeService(inside, serviceId, added),
				),
		},
		link: {
			obstacle: async (serviceId, linked) => obstacleToUnlink(query, serviceId, linked),
			run: async (serviceId, linked, order, context) =>
				takeBack(deps, order, [billingLockId, serviceId], context, async inside =>
					unlinkService(inside, serviceId, linked),
				),
		},
		claim: async (order, context) => claimUndo(database, order, context),
	};
}
