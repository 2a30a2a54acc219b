import os from 'node:os';
import {processOf} from '../operator.ts';
import {patience} from '../billing/undoing.ts';
import {StalkerGarbled} from '../stalker/errors.ts';
import type {Ending, OpenEntry} from '../sync/action.ts';
import {concernsAll} from '../sync/job.ts';
import {sayingOf, type Saying} from '../sync/saying.ts';
import {say} from '../words/words.ts';
import type {World} from '../world.ts';
import {resources} from './index.ts';

/** A deed of another run that has no end in the journal, and what a look at both systems made of it. */
type BrokenOff = Ending & {readonly entry: OpenEntry};

/** What a start finds of earlier ones. */
export type LookBack = {
	/** The deeds that were looked at, the newest first. */
	readonly found: readonly BrokenOff[];
	/** Sentences on those that could not be seen, and that are more than one start looks at. */
	readonly rest: readonly Saying[];
	/** How many there are in all. */
	readonly count: number;
};

/** Entries that one start looks at: each may be a request to the portal. */
const most = 100;

/**
Look at every deed that was begun on this portal and never ended: what has come to an end by itself is closed, and nothing else is written anywhere. What may
still be under way, on this machine or another, is only told. A portal that is gone is asked once.
*/
export async function settleBrokenOff(world: World, signal?: AbortSignal): Promise<LookBack> {
	const {journal} = world.billing;
	const {entries, count} = await journal.unfinished({portal: world.portal, run: world.run, limit: most});
	const found: BrokenOff[] = [];
	const unseen: OpenEntry[] = [];
	let gone: {readonly error: unknown; readonly signal: AbortSignal} | null = null;
	for (const entry of entries) {
		const ending: Ending | Unseen = await endingOf(entry, world, gone?.signal ?? signal);
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
			!world.readOnly &&
			(await journal.settle(entry.id, {state, ...(state === 'failed' && {error: 'broken off'})}));
		found.push({entry, said, state: isClosed ? state : 'open'});
	}

	const more = count - entries.length;
	const rest = [
		...(gone ? [tellUnseen(unseen, gone.error)] : []),
		...(more > 0 ? [say('broken-more', {n: more})] : []),
	];
	return {found, rest, count};
}

/** The portal could not be asked, and the next deed would fare no better. */
type Unseen = {readonly state: 'unseen'; readonly error: unknown};

function tellUnseen(entries: readonly OpenEntry[], error: unknown): Saying {
	const [{action, subject}] = entries as readonly [OpenEntry];
	const message = sayingOf(error);
	return entries.length === 1
		? say('broken-unseen', {action, subject, message})
		: say('broken-unseen-several', {n: entries.length, message});
}

/** Whether the whole portal is gone, or the server in front of it says so. */
const isGone = (error: unknown): boolean =>
	concernsAll(error) || (error instanceof StalkerGarbled && [502, 503, 504].includes(error.status));

async function endingOf(
	entry: OpenEntry,
	world: World,
	signal: AbortSignal | undefined,
): Promise<Ending | Unseen> {
	const {id, resource, action: name, subject, age, intent} = entry;
	if (mayLive(entry)) return {state: 'open', said: say('may-be-under-way', {action: name, subject, age})};
	if (name === 'undo') {
		const {undoes = id} = (intent ?? {}) as {readonly undoes?: string};
		return {state: 'open', said: say('broken-undo', {subject, entry: undoes})};
	}

	const action = resources.find(tab => tab.name === resource)?.actions.find(({name: own}) => own === name);
	if (!action?.settle) return {state: 'failed', said: say('broken-before', {action: name, subject})};
	try {
		return await action.settle(entry, world, signal);
	} catch (error) {
		if (isGone(error)) return {state: 'unseen', error};
		return {
			state: 'open',
			said: say('broken-unseen', {action: name, subject, message: sayingOf(error)}),
		};
	}
}

/** Where only its number is known, a process is taken for the one that had it then for so long: numbers are given anew. */
const aDay = 86_400;

/**
An attempt that has ended says how. Of a process on this machine it is known whether it lives, however long it has been at work; of any other, only that nothing
takes that long.
*/
function mayLive({operator, age, error}: OpenEntry): boolean {
	if (error !== null) return false;
	const {host, pid, process: began} = operator.hand?.pid === undefined ? operator : operator.hand;
	if (host !== os.hostname() || pid === undefined) return age < patience;
	if (began) return processOf(pid) === began;
	if (age >= aDay) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (failure) {
		return (failure as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}
