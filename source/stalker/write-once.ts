import {errorMessage} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Change, ChangeResult} from '../sync/changes/change.ts';
import type {TriedResult} from '../sync/changes/ports.ts';
import type {StalkerClient} from './client.ts';
import {isNotSent, isOver, isRefused} from './errors.ts';
import {standingIn, type StalkerRecordType, type Target} from './records/record.ts';

/** Sends the write of a change once, and reads its record back. Takes no signal: an aborted write may have been carried out. */
export async function writeOnce(
	type: StalkerRecordType,
	change: Change,
	target: Target,
	client: StalkerClient,
): Promise<TriedResult> {
	let cause: unknown;
	try {
		await type.write(change, target, client);
	} catch (error) {
		cause = error;
	}

	const failure = cause === undefined ? {} : {cause};
	if (change.operation === 'send') return {...sent(cause), ...failure};
	if (isNotSent(cause)) return {is: 'failed', current: target.now, reason: errorMessage(cause), cause};
	const back = await type.readBack(change, target, client).catch((error: unknown) => ({error}) as const);
	if ('error' in back)
		return {
			is: 'unknown',
			current: null,
			reason: errorMessage(cause ?? back.error),
			cause: cause ?? back.error,
		};
	const {now, reason} = back;
	if (standingIn(type, change, {now, reason: null}).is === 'after')
		return reason ? {is: 'unknown', current: now, reason} : {is: 'applied', current: now};
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
