import {message} from '../i18n/translator.ts';
import {textOf, type Change, type ChangeResult, type Fields} from '../sync/changes/change.ts';
import {standingOf} from '../sync/changes/compare.ts';
import type {StalkerExecutor} from '../sync/changes/ports.ts';
import {errorMessage, type Message} from '../i18n/message.ts';
import type {StalkerClient} from './client.ts';
import {isNotSent, isOver, isRefused} from './errors.ts';
import type {StalkerRecordType, Target} from './records/record.ts';
import {stalkerRecordTypes} from './records/records.ts';

/** Writes changes to the portal: find the one record, compare, write once, read back. A write is never sent again. */
export function createStalkerExecutor(client: StalkerClient): StalkerExecutor {
	return {
		async check(changes, signal) {
			const results: ChangeResult[] = [];
			const [first] = changes;
			const type = first && typeOf(first);
			if (type?.check && changes.length > 1) return type.check(changes, client, signal);
			for (const change of changes) {
				const target = await typeOf(change).find(change, client, signal);
				results.push(checked(change, target));
			}

			return results;
		},

		async look(change, signal) {
			const type = typeOf(change);
			const target = await type.find(change, client, signal);
			const isAfter = standingOf(change, target.now).is === 'after';
			return {
				now: target.now,
				obstacle: isAfter ? null : (target.why ?? (await type.obstacle(change, target, client, signal))),
			};
		},

		async apply(change, mayWrite, signal) {
			const type = typeOf(change);
			let target: Target;
			let was: Fields | undefined;
			try {
				target = await type.find(change, client, signal);
				const checkedNow = checked(change, target);
				if (change.operation !== 'send' && standingOf(change, target.now).is !== 'before') return checkedNow;
				const why = target.why ?? (await type.obstacle(change, target, client, signal));
				if (why) return {is: 'stale', fresh: target.now, why};
				was = {...target.now, ...(await type.snapshot?.(target, client, signal))};
				const barred = await mayWrite();
				if (barred) return {is: 'stale', fresh: target.now, why: barred};
			} catch (cause) {
				// Nothing was sent.
				return {is: 'failed', fresh: null, why: errorMessage(cause), cause};
			}

			return {...(await writeOnce(type, change, target, signal)), ...(target.now && {was})};
		},
	};

	async function writeOnce(type: StalkerRecordType, change: Change, target: Target, signal?: AbortSignal) {
		let cause: unknown;
		try {
			await type.write(change, target, client, signal);
		} catch (error) {
			cause = error;
		}

		const failure = cause === undefined ? {} : {cause};
		if (change.operation === 'send') return {...sent(cause), ...failure};
		if (isNotSent(cause)) return {is: 'failed' as const, fresh: target.now, why: errorMessage(cause), cause};
		const back = await type.readBack(change, target, client).catch((error: unknown) => ({error}) as const);
		if ('error' in back) {
			const why = errorMessage(cause ?? back.error);
			return {is: 'unknown' as const, fresh: null, why, cause: cause ?? back.error};
		}

		const {now, why} = back;
		if (standingOf(change, now).is === 'after')
			return why ? {is: 'unknown' as const, fresh: now, why} : {is: 'applied' as const, fresh: now};
		// A “no” is over. What was never answered may still be on its way.
		return {
			is: cause === undefined || isOver(cause) ? ('failed' as const) : ('unknown' as const),
			fresh: now,
			why: cause === undefined ? message('read-back-differs') : errorMessage(cause),
			...failure,
		};
	}
}

/** An event leaves nothing to be read back: only a definite “no” tells that it was not sent. */
function sent(cause: unknown): ChangeResult {
	if (cause === undefined) return {is: 'applied', fresh: null};
	return {is: isRefused(cause) ? 'failed' : 'unknown', fresh: null, why: errorMessage(cause)};
}

const typeOf = ({record}: Change): StalkerRecordType =>
	stalkerRecordTypes.find(type => type.record === record)!;

function checked(change: Change, {now, why}: Target): ChangeResult {
	const standing = standingOf(change, now);
	if (standing.is === 'after') return {is: 'unchanged', fresh: now};
	return {is: 'stale', fresh: now, why: why ?? staleMessage(change, now, standing)};
}

function staleMessage(
	{record, key}: Change,
	now: Fields | null,
	standing: ReturnType<typeof standingOf>,
): Message {
	if (now === null) return message('gone-meanwhile', {login: textOf(key['login'] ?? key['mac'])});
	const fields = standing.is === 'other' ? standing.fields : [];
	return message('changed-meanwhile', {field: fields.join(', ') || record});
}
