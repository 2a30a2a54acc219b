import {message} from '../i18n/translator.ts';
import type {Change, ChangeResult, Fields} from '../sync/changes/change.ts';
import {type Message, errorMessage} from '../i18n/message.ts';
import type {Inspection, Restoration, StalkerExecutor, TriedResult} from '../sync/changes/ports.ts';
import {isSystemFailure} from '../sync/changes/outcome.ts';
import type {StalkerClient} from './client.ts';
import {labelOf} from './find-account.ts';
import {createPlanningClient, withListsOnce} from './planning-client.ts';
import {
	checked,
	staleMessage,
	standingIn,
	storedOtherwise,
	type StalkerRecordType,
	type Target,
} from './records/record.ts';
import {restoreAccount} from './restore-account.ts';
import {isNotSent, isOver, isRefused} from './errors.ts';
import {account} from './records/account.ts';
import {accountPartTypes} from './records/account-parts.ts';
import {box} from './records/box.ts';
import {channels} from './records/channels.ts';
import {choices} from './records/choices.ts';

/** Writes changes to the portal: find the one record, compare, write once, read back. A write is never sent again. */
export function createStalkerExecutor(client: StalkerClient): StalkerExecutor {
	return {
		async check(changes, signal) {
			const results = new Map<Change, TriedResult>();
			for (const [type, own] of Map.groupBy(changes, typeOf)) {
				const checkPrepared = (await type.prepareChecks?.(own, client, signal)) ?? null;
				for (const change of own)
					results.set(
						change,
						await tried(signal, async () =>
							checkPrepared
								? checkPrepared(change)
								: checked(change, await type.find(change, client, signal)),
						),
					);
			}

			return changes.map(change => results.get(change)!);
		},

		async inspect(changes, signal) {
			const reader = await createPlanningClient(changes, client, signal);
			const inspections: Inspection[] = [];
			for (const change of changes) {
				signal?.throwIfAborted();
				inspections.push(await inspectOne(change, reader, signal));
			}

			return inspections;
		},

		async restore(previous, signal) {
			const reader = withListsOnce(client);
			const restorations: Array<Restoration | Message> = [];
			for (const record of previous) restorations.push(await restoreAccount(record, reader, signal));
			return restorations;
		},

		async apply(change, mayWrite, signal) {
			const type = typeOf(change);
			let target: Target;
			let previous: Fields | null;
			try {
				target = await type.find(change, client, signal);
				let end = await endWithoutWrite(type, change, target, client, signal);
				if (end) return end;
				const kept = change.operation === 'delete' && (await type.snapshot?.(target, client, signal));
				if (kept) {
					// The snapshot takes its time: the identifier may have been given to others meanwhile.
					const {id, resource} = target;
					target = await type.find(change, client, signal);
					end = await endWithoutWrite(type, change, target, client, signal);
					if (end) return end;
					if (target.id !== id || target.resource !== resource)
						return {
							is: 'stale',
							current: target.now,
							reason: message('names-others', {login: labelOf(change.key)}),
						};
				}

				previous = target.now && {...target.now, ...kept};
				const conflict = await mayWrite(change.operation === 'delete' ? previous : null);
				if (conflict) return {is: 'stale', current: target.now, reason: conflict};
			} catch (cause) {
				// Nothing was sent.
				return {is: 'failed', current: null, reason: errorMessage(cause), cause};
			}

			const result = await writeOnce(type, change, target, client);
			if (change.record === 'account') replaceInList(client, target, result);
			return {...result, ...(previous && {previous})};
		},
	};
}

async function inspectOne(change: Change, client: StalkerClient, signal?: AbortSignal): Promise<Inspection> {
	const type = typeOf(change);
	const target = await type.find(change, client, signal);
	const state = standingIn(change, target);
	// A record that is already as wanted may meanwhile be another account's as well.
	const conflict =
		state.is !== 'after'
			? (target.reason ?? (await type.conflict?.(change, target, client, signal)) ?? null)
			: change.operation === 'update'
				? ((await type.readBack!(change, target, client)).reason ?? null)
				: null;
	return {now: target.now, state, conflict};
}

/** Puts an account that was written into the last list of accounts, in which other lists look accounts up. */
function replaceInList(client: StalkerClient, target: Target, {is, current}: ChangeResult): void {
	const [before, now] = [target.now?.['record'] ?? null, current?.['record'] ?? null];
	if (now !== null || (is === 'applied' && before !== null)) client.replaceAccount(before, now);
}

/** The result where nothing is to be written, or nothing may be; else `null`. */
async function endWithoutWrite(
	type: StalkerRecordType,
	change: Change,
	target: Target,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<ChangeResult | null> {
	const {now} = target;
	const state = standingIn(change, target);
	if (change.operation !== 'send' && state.is === 'after') return {is: 'unchanged', current: now};
	const reason = target.reason ?? (await type.conflict?.(change, target, client, signal));
	if (reason) return {is: 'stale', current: now, reason};
	if (change.operation === 'send' || state.is === 'before') return null;
	return {is: 'stale', current: now, reason: staleMessage(change, now, state)};
}

/** An error about one record alone becomes its result; an unreachable portal, or an abort, ends all. */
async function tried(
	signal: AbortSignal | undefined,
	check: () => ChangeResult | Promise<ChangeResult>,
): Promise<TriedResult> {
	try {
		return await check();
	} catch (cause) {
		if (signal?.aborted || isSystemFailure(cause)) throw cause;
		return {is: 'failed', current: null, reason: errorMessage(cause), cause};
	}
}

const typeOf = ({record}: Change): StalkerRecordType =>
	stalkerRecordTypes.find(type => type.record === record)!;

/** Sends the write of a change once, and reads its record back. Takes no signal: an aborted write may have been carried out. */
async function writeOnce(
	type: StalkerRecordType,
	change: Change,
	target: Target,
	client: StalkerClient,
): Promise<TriedResult> {
	let cause: unknown;
	try {
		await type.write!(change, target, client);
	} catch (error) {
		cause = error;
	}

	const failure = cause === undefined ? {} : {cause};
	if (change.operation === 'send') return {...sent(cause), ...failure};
	if (isNotSent(cause)) return {is: 'failed', current: target.now, reason: errorMessage(cause), cause};
	const back = await type.readBack!(change, target, client).catch((error: unknown) => ({error}) as const);
	if ('error' in back)
		return {
			is: 'unknown',
			current: null,
			reason: errorMessage(cause ?? back.error),
			cause: cause ?? back.error,
		};
	const {now, reason} = back;
	if (standingIn(change, {now, reason: null}).is === 'after')
		return reason ? {is: 'unknown', current: now, reason} : {is: 'applied', current: now};
	if (cause === undefined && change.operation === 'update' && now !== null)
		return storedOtherwise(change.after!, target.now!, now);
	// A refused request has ended. One without a response, or a confirmed one whose effect cannot be read yet, may still be processed.
	const isEnded = cause === undefined ? change.operation !== 'create' : isOver(cause);
	return {
		is: isEnded ? 'failed' : 'unknown',
		current: now,
		reason: cause === undefined ? message('read-back-differs') : errorMessage(cause),
		...failure,
	};
}

/** An event leaves nothing to be read back: only a definite refusal shows that it was not sent. */
function sent(cause: unknown): ChangeResult {
	if (cause === undefined) return {is: 'applied', current: null};
	return {is: isRefused(cause) ? 'failed' : 'unknown', current: null, reason: errorMessage(cause)};
}

/** Every record of the portal that changes write. */
const stalkerRecordTypes: readonly StalkerRecordType[] = [
	account,
	...accountPartTypes,
	box,
	channels,
	choices,
];
