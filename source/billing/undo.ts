import type {JournalEntry} from '../sync/journal.ts';
import type {Database} from './database.ts';
import {beginEntries, closeEntries, findOpenUndo} from './journal.ts';
import {staleAfterSeconds} from './lease.ts';
import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import type {Context} from './journaled.ts';

/** The entry that is taken back, and what its undoing will write. */
export type UndoOrder = {
	readonly of: Pick<JournalEntry, 'id' | 'service_id' | 'resource' | 'subject'>;
	readonly intent: object;
	readonly before: unknown;
	/** Something must still reach the portal: the undoing's own entry stays open. */
	readonly writeBack: boolean;
};

/** Why an action is not undone; nothing was written. */
export type Obstacle = {readonly is: 'clash'} & (
	| {readonly with: 'entry'; readonly state: JournalEntry['state'] | null}
	/** Another undoing of it was begun, and is not known to have ended. `age` in seconds. */
	| {readonly with: 'under-way'; readonly journal: string; readonly age: number}
	/** Rows are not what the action wrote: `table.column`, or the table alone whose row is gone. */
	| {readonly with: 'changed'; readonly fields: readonly string[]}
	/** Money as exact text. */
	| {readonly with: 'deposit'; readonly deposit: string}
	| {readonly with: 'referred'; readonly by: readonly Reference[]}
	/** What is to be given back belongs to another service now. */
	| {readonly with: 'login' | 'mac'; readonly tvIds: readonly number[]}
);

/** What refers to a row that would go. `log`: other entries about the customer in ABillS' own log. */
type Reference =
	| 'services'
	| 'subscribers'
	| 'channels'
	| 'bills'
	| 'customers'
	| 'log'
	| 'plans'
	| 'intervals';

/** An undoing's entry, or why there is none. */
export type Claim = {readonly is: 'claimed'; readonly journal: string} | Obstacle;

/** The states of an entry that can be taken back. `open`: billing has it, the portal may not. */
const undoable: ReadonlySet<unknown> = new Set(['done', 'open']);

/**
Begin the undoing of an entry, unless it was undone or another undoing is under way. One that was begun `patience` seconds ago and never
ended was broken off, and this one replaces it.
*/
export async function claimUndo(
	database: Database,
	{of, intent, before}: UndoOrder,
	{patience, ...context}: Context & {readonly patience: number},
): Promise<Claim> {
	return database.transaction(async (query, insert) => {
		const obstacle = await lockEntry(query, database.dialect, of.id);
		if (obstacle) return obstacle;
		const left = await findOpenUndo(query, database.dialect, of.id);
		if (left && left.age < patience) return {is: 'clash', with: 'under-way', journal: left.id, age: left.age};
		if (left)
			await closeEntries(query, [{id: left.id, state: 'failed', error: 'broken off, and begun again'}]);
		const {service_id, resource, subject} = of;
		const entry = {
			...context,
			service_id,
			resource,
			action: 'undo',
			subject,
			intent,
			before,
			undoes: of.id,
		};
		const [journal] = await beginEntries(query, insert, [entry]);
		return {is: 'claimed', journal: journal!};
	});
}

/** Until the transaction ends nobody else takes the entry back. */
async function lockEntry(query: Query, {secondsSince}: Dialect, id: string): Promise<Obstacle | null> {
	// An attempt that has ended says how; one without a word may still write the number.
	const [entry] = await query<{state: JournalEntry['state']; error: string | null; age: number}>(
		`select state, error, ${secondsSince('leased_at')} as age from stalker_journal where id = ? for update`,
		[Number(id)],
	);
	const state = entry?.state ?? null;
	const isActing = entry?.state === 'open' && entry.error === null && entry.age < staleAfterSeconds;
	return undoable.has(state) && !isActing ? null : {is: 'clash', with: 'entry', state};
}
