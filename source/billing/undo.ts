import type {JournalEntry} from '../sync/journal.ts';
import {lockRows} from './lock-rows.ts';
import type {Database} from './database.ts';
import {beginEntries, closeEntries, findOpenUndo} from './journal.ts';
import {staleAfterSeconds} from './lease.ts';
import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import {logActions, type LoggedAction} from './admin-log.ts';
import {journaled, type Context, type Deps} from './journaled.ts';

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
export type Reference =
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

/** `journal`: the undoing's own entry. */
export type TakenBack = {readonly is: 'undone'; readonly journal: string} | Obstacle;

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

/** What a removal did: what its entry keeps, and what ABillS' own log says of it. */
export type Removal = {
	readonly is: 'removed';
	readonly after: unknown;
	readonly actions: readonly LoggedAction[];
};

/**
Undoes an action in billing, in one transaction with the entries of both: the action's becomes `undone`, the undo's `done`, or stays `open`
while a number must still be written to the portal.

The entry of the undo is committed first. Of two operators one undoes it, and the other finds the entry `undone`.
*/
export async function takeBack(
	{database, journal}: Deps,
	order: UndoOrder,
	locks: readonly number[],
	context: Context,
	remove: (query: Query) => Promise<Removal | Obstacle>,
): Promise<TakenBack> {
	const claim = await claimUndo(database, order, {...context, patience: 0});
	if (claim.is === 'clash') return claim;
	const {journal: id} = claim;
	return journaled(journal, [id], async () =>
		database.transaction(async query => {
			await lockRows(query, database.dialect, locks);
			const result = (await lockEntry(query, database.dialect, order.of.id)) ?? (await remove(query));
			if (result.is === 'clash') {
				await closeEntries(query, [{id, state: 'failed', error: `clash: ${result.with}`}]);
				return result;
			}

			await logActions(query, result.actions, context.operator);
			await closeEntries(query, [
				{id: order.of.id, state: 'undone'},
				{id, state: order.writeBack ? 'open' : 'done', after: result.after, error: null},
			]);
			return {is: 'undone', journal: id};
		}),
	);
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

/** The columns whose values are not the expected ones. Columns that are not named do not count. */
export function differing(
	row: Readonly<Record<string, unknown>>,
	expected: Readonly<Record<string, unknown>>,
): readonly string[] {
	return Object.keys(expected).filter(column => row[column] !== expected[column]);
}
