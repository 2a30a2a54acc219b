import os from 'node:os';
import {patience} from '../billing/undoing.ts';
import {StalkerInvalidResponse} from '../stalker/errors.ts';
import type {Recovery} from '../sync/action.ts';
import {isSystemFailure} from '../sync/plan-runner.ts';
import {message} from '../i18n/translator.ts';
import {resources} from './index.ts';
import {errorMessage, type Message} from '../i18n/message.ts';
import type {OpenJournalEntry} from '../sync/journal.ts';
import type {ResourceContext} from './context.ts';

/** A deed of another run that has no end in the journal, and what a look at both systems made of it. */
type InterruptedAction = Recovery & {readonly entry: OpenJournalEntry};

/** What a start finds of earlier ones. */
export type RecoveryReport = {
	/** The deeds that were looked at, the newest first. */
	readonly found: readonly InterruptedAction[];
	/** Sentences on those that could not be seen, and that are more than one start looks at. */
	readonly rest: readonly Message[];
	/** How many there are in all. */
	readonly count: number;
};

/** Entries that one start looks at: each may be a request to the portal. */
const maxEntries = 100;

/**
Look at every deed that was begun on this portal and never ended: what has come to an end by itself is closed, and nothing else is written anywhere. What may
still be under way, on this machine or another, is only told. A portal that is gone is asked once.
*/
export async function recoverInterrupted(
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<RecoveryReport> {
	const {journal} = context.billing;
	const {entries, count} = await journal.unfinished({
		portal: context.portalId,
		run: context.runId,
		limit: maxEntries,
	});
	const found: InterruptedAction[] = [];
	const unseen: OpenJournalEntry[] = [];
	let gone: {readonly error: unknown; readonly signal: AbortSignal} | null = null;
	for (const entry of entries) {
		const ending: Recovery | Unchecked = await recoveryOf(entry, context, gone?.signal ?? signal);
		signal?.throwIfAborted();
		if (ending.state === 'unseen') {
			const {error} = ending;
			unseen.push(entry);
			// Whoever asks the portal now is given the same error at once; what needs no look there still comes to its end.
			gone ??= {error, signal: AbortSignal.abort(error)};
			continue;
		}

		const {state, said} = ending;
		const isClosed =
			state !== 'open' &&
			!context.readOnly &&
			(await journal.settle(entry.id, {state, ...(state === 'failed' && {error: 'broken off'})}));
		found.push({entry, said, state: isClosed ? state : 'open'});
	}

	const more = count - entries.length;
	const rest = [
		...(gone ? [uncheckedMessage(unseen, gone.error)] : []),
		...(more > 0 ? [message('broken-more', {n: more})] : []),
	];
	return {found, rest, count};
}

/** The portal could not be asked, and the next deed would fare no better. */
type Unchecked = {readonly state: 'unseen'; readonly error: unknown};

function uncheckedMessage(entries: readonly OpenJournalEntry[], error: unknown): Message {
	const [{action, subject}] = entries as readonly [OpenJournalEntry];
	const reason = errorMessage(error);
	return entries.length === 1
		? message('broken-unseen', {action, subject, message: reason})
		: message('broken-unseen-several', {n: entries.length, message: reason});
}

/** Whether the whole portal is gone, or the server in front of it says so. */
const isPortalFailure = (error: unknown): boolean =>
	isSystemFailure(error) ||
	(error instanceof StalkerInvalidResponse && [502, 503, 504].includes(error.status));

async function recoveryOf(
	entry: OpenJournalEntry,
	context: ResourceContext,
	signal: AbortSignal | undefined,
): Promise<Recovery | Unchecked> {
	const {id, resource, action: name, subject, age, intent} = entry;
	if (mayBeRunning(entry, context))
		return {state: 'open', said: message('may-be-under-way', {action: name, subject, age})};
	if (name === 'undo') {
		const {undoes = id} = (intent ?? {}) as {readonly undoes?: string};
		return {state: 'open', said: message('broken-undo', {subject, entry: undoes})};
	}

	const action = resources.find(tab => tab.name === resource)?.actions.find(({name: own}) => own === name);
	if (!action?.recover) return {state: 'failed', said: message('broken-before', {action: name, subject})};
	try {
		return await action.recover(entry, context, signal);
	} catch (error) {
		if (isPortalFailure(error)) return {state: 'unseen', error};
		return {
			state: 'open',
			said: message('broken-unseen', {action: name, subject, message: errorMessage(error)}),
		};
	}
}

/** Where only its number is known, a process is taken for the one that had it then for so long: numbers are given anew. */
const maxAgeSeconds = 86_400;

/**
An attempt that has ended says how. Of a process on this machine it is known whether it lives, however long it has been at work; of any other, only that nothing
takes that long.
*/
function mayBeRunning(
	{operator, age, error}: OpenJournalEntry,
	{processIdentity}: Pick<ResourceContext, 'processIdentity'>,
): boolean {
	if (error !== null) return false;
	const {host, pid, process: began} = operator.hand?.pid === undefined ? operator : operator.hand;
	if (host !== os.hostname() || pid === undefined) return age < patience;
	if (began) return processIdentity(pid) === began;
	if (age >= maxAgeSeconds) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (failure) {
		return (failure as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}
