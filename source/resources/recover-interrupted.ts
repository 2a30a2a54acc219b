import type {ResourceContext} from './context.ts';
import type {OpenJournalEntry} from '../sync/journal.ts';
import {isRunning, staleAfterSeconds} from '../billing/lease.ts';
import {StalkerInvalidResponse} from '../stalker/errors.ts';
import type {Recovery} from '../sync/action.ts';
import {isSystemFailure} from '../sync/changes/outcome.ts';
import {errorMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import {findAction} from './find-undo.ts';
import type {JournalRow} from '../sync/changes/ports.ts';
import {needsPortal, recoverRow} from '../sync/changes/recover.ts';

/** An action of another run that is open in the journal, and its state as both systems show it. */
type InterruptedAction = Recovery & {readonly entry: OpenJournalEntry};

/** The interrupted actions of earlier runs, as a start finds them. */
type RecoveryReport = {
	/** The actions that were checked, the newest first. */
	readonly found: readonly InterruptedAction[];
	/** Messages about the actions that could not be checked, and about how many there are beyond `maxEntries`. */
	readonly rest: readonly Message[];
	/** How many there are in all. */
	readonly count: number;
};

/**
Maximum number of entries that one start checks, and of rows of one entry for which it asks the portal: each may need a request. The others
are checked at the next start.
*/
const maxEntries = 100;

/**
Checks every open entry of this portal. If its action is complete, the entry is closed; nothing else is written. An action that may still be
running, on this machine or another, is only reported. An unreachable portal gets one request only.
*/
export async function recoverInterrupted(
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<RecoveryReport> {
	const {journal} = context.billing;
	const {entries, count} = await journal.unfinished({
		providerId: context.providerId,
		run: context.runId,
		limit: maxEntries,
	});
	const found: InterruptedAction[] = [];
	const uncheckedEntries: OpenJournalEntry[] = [];
	let gone: {readonly error: unknown; readonly signal: AbortSignal} | null = null;
	for (const entry of entries) {
		const ending: Recovery | Unchecked = await recoveryOf(entry, context, gone?.signal ?? signal);
		signal?.throwIfAborted();
		if (ending.state === 'unchecked') {
			const {error} = ending;
			uncheckedEntries.push(entry);
			// The next request to the portal fails at once with the same error; entries that need no request are still checked.
			gone ??= {error, signal: AbortSignal.abort(error)};
			continue;
		}

		found.push({entry, message: ending.message, state: context.readOnly ? 'open' : ending.state});
	}

	const more = count - entries.length;
	const rest = [
		...(gone ? [uncheckedMessage(uncheckedEntries, gone.error)] : []),
		...(more > 0 ? [message('interrupted-more', {n: more})] : []),
	];
	return {found, rest, count};
}

/** The portal could not be asked; the next request would fail as well. */
type Unchecked = {readonly state: 'unchecked'; readonly error: unknown};

function uncheckedMessage(entries: readonly OpenJournalEntry[], error: unknown): Message {
	const [{action, subject}] = entries as readonly [OpenJournalEntry];
	const reason = errorMessage(error);
	return entries.length === 1
		? message('interrupted-unread', {action, subject, message: reason})
		: message('interrupted-unread-several', {n: entries.length, message: reason});
}

/** Whether the whole portal is unreachable. An error page of the web server in front of it counts, too. */
const isPortalFailure = (error: unknown): boolean =>
	isSystemFailure(error) ||
	(error instanceof StalkerInvalidResponse && [502, 503, 504].includes(error.status));

async function recoveryOf(
	entry: OpenJournalEntry,
	context: ResourceContext,
	signal: AbortSignal | undefined,
): Promise<Recovery | Unchecked> {
	const {action: name, subject, age} = entry;
	const {host = null, pid = null, process = null} = entry.operator;
	try {
		return await recoverRows(entry, isRunning({host, pid, process, age}), context, signal);
	} catch (error) {
		if (isPortalFailure(error)) return {state: 'unchecked', error};
		return {
			state: 'open',
			message: message('interrupted-unread', {action: name, subject, message: errorMessage(error)}),
		};
	}
}

/** The message of a start about a row in this state. */
const recoveryStates = {
	done: 'done',
	unchanged: 'done',
	open: 'open',
	failed: 'failed',
	undone: 'failed',
	unknown: 'failed',
} as const satisfies Readonly<Record<JournalRow['state'], Recovery['state']>>;

/** The rows of an entry that are still open, after finished ones were closed. */
async function recoverRows(
	entry: OpenJournalEntry,
	running: boolean,
	context: ResourceContext,
	signal: AbortSignal | undefined,
): Promise<Recovery> {
	const {ports} = context.changes;
	const {action: name, age} = entry;
	const rows = await ports.journal.rows(entry.id);
	const open = rows.filter(({state}) => state === 'open');
	const recoveries: Recovery[] = [];
	// After a finished attempt the row has its error.
	const isBusy = running && (open.length === 0 || open.some(({error}) => error === null));
	if (isBusy)
		return {state: 'open', message: message('may-be-under-way', {action: name, subject: entry.subject, age})};
	let rowsAsked = 0;
	for (const row of open) {
		const {set} = row;
		if (needsPortal(row) && ++rowsAsked > maxEntries) {
			const values = {action: name, subject: set.rowKey, entry: set.undoes?.entry ?? entry.id};
			recoveries.push({state: 'open', message: message('interrupted-left', values)});
			continue;
		}

		const end = await recoverRow(row, ports, signal);
		// The portal may still be processing a request that was sent a moment ago.
		const isEarly =
			end.state === 'failed' &&
			!end.isSent &&
			age < staleAfterSeconds &&
			set.changes.every(({system}) => system === 'stalker');
		if (isEarly) {
			recoveries.push({
				state: 'open',
				message: message('may-be-under-way', {action: name, subject: set.rowKey, age}),
			});
			continue;
		}

		if (!context.readOnly) await ports.journal.record([end]);
		const state = recoveryStates[end.state];
		const own = findAction(set)?.recovered?.(set, state, entry.id, end.results);
		const values = {action: name, subject: set.rowKey, entry: set.undoes?.entry ?? entry.id};
		const sentences = {
			done: message('interrupted-done', values),
			failed: message(
				end.isSent ? 'interrupted-sent' : set.undoes ? 'interrupted-undo' : 'interrupted-before',
				values,
			),
			open: message(set.undoes ? 'interrupted-undo' : 'interrupted-left', values),
		};
		recoveries.push({state, message: own ?? sentences[state]});
	}

	if (open.length === 0) return closeEntry(entry, rows, context);
	if (recoveries.length === 1) return recoveries[0]!;
	const count = (of: Recovery['state']) => recoveries.filter(({state}) => state === of).length;
	return stateOfRows(entry, {done: count('done'), failed: count('failed'), open: count('open')});
}

/** For missing rows nothing was written: billing writes a row together with its changes. */
async function closeEntry(
	entry: OpenJournalEntry,
	rows: readonly JournalRow[],
	context: ResourceContext,
): Promise<Recovery> {
	if (!context.readOnly) await context.changes.ports.journal.close(entry.id);
	const {action, subject, row_count: all} = entry;
	const done = rows.filter(({state}) => recoveryStates[state] === 'done').length;
	return all > 1
		? stateOfRows(entry, {done, failed: all - done, open: 0})
		: {
				state: done === 1 ? 'done' : 'failed',
				message: message(done === 1 ? 'interrupted-done' : 'interrupted-before', {action, subject}),
			};
}

/** For an action on several rows. */
function stateOfRows(
	{action, id}: OpenJournalEntry,
	counts: {readonly done: number; readonly failed: number; readonly open: number},
): Recovery {
	return {
		state: counts.open > 0 ? 'open' : counts.done > 0 ? 'done' : 'failed',
		message: message('interrupted-rows', {action, entry: id, ...counts}),
	};
}
