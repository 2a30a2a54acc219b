import {isDeepStrictEqual} from 'node:util';
import {message} from '../../i18n/translator.ts';
import {
	textOf,
	type Change,
	type ChangeResult,
	type Fields,
	type StalkerRecord,
	recordStateOf,
	type RecordState,
	type Value,
} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import type {StalkerClient} from '../client.ts';

/** The state of the portal for a change. */
export type Target = {
	/** The record as it is now; `null` where there is none. */
	readonly now: Fields | null;
	/** Why it must not be written to: no identifier addresses it alone, or the portal cannot be asked whether it exists. */
	readonly reason: Message | null;
	/** The identifier by which it is written to; `null` where there is none, or none is needed. */
	readonly id: string | null;
	/** The resource that is written to. */
	readonly resource: string;
};

/**
How one record of the portal is found, written and read back. One file each. A record that is only checked has no `write`, an event no
`readBack`.
*/
export type StalkerRecordType = {
	readonly record: StalkerRecord;
	/** The record that the change means, read now. */
	find(change: Change, client: StalkerClient, signal?: AbortSignal): Promise<Target>;
	/** Why else the change must not be written: another record already has an identifier that it would write. */
	conflict?(
		change: Change,
		target: Target,
		client: StalkerClient,
		signal?: AbortSignal,
	): Promise<Message | null>;
	/** Further data that an undo of the deletion needs; `null` where none can be read. */
	snapshot?(target: Target, client: StalkerClient, signal?: AbortSignal): Promise<Fields | null>;
	/** Sends the write: one request. */
	write?(change: Change, target: Target, client: StalkerClient): Promise<void>;
	/** The record after the write. `reason`: what is wrong although the fields are as wanted. */
	readBack?(
		change: Change,
		target: Target,
		client: StalkerClient,
		signal?: AbortSignal,
	): Promise<{readonly now: Fields | null; readonly reason?: Message}>;
	/**
	How each of these assertions is checked: by default its record is found. An error thrown here fails all, an error of one check only that
	one.
	*/
	prepareChecks?(
		changes: readonly Change[],
		client: StalkerClient,
		signal?: AbortSignal,
	): Promise<(change: Change) => ChangeResult | Promise<ChangeResult>>;
};

/**
Compares the record with the change. What is there already is what was to be created: what the portal makes of its other fields, a date or a
name that is too long, is its own.
*/
export function standingIn(change: Change, {now, reason}: Pick<Target, 'now' | 'reason'>): RecordState {
	// A record that could not be asked for does not count as missing.
	if (now === null && reason) return {is: 'other', fields: []};
	if (change.operation === 'create' && now) return {is: 'after'};
	return recordStateOf(change, now);
}

/** The result of an assertion. */
export function checked(change: Change, target: Pick<Target, 'now' | 'reason'>): ChangeResult {
	const state = standingIn(change, target);
	if (state.is === 'before' && change.operation === 'check') return {is: 'unchanged', current: null};
	if (state.is === 'after') return {is: 'unchanged', current: target.now};
	return {
		is: 'stale',
		current: target.now,
		reason: target.reason ?? staleMessage(change, target.now, state),
	};
}

/** Why a record that is neither as before nor as after is not written to. */
export function staleMessage({record, key}: Change, now: Fields | null, state: RecordState): Message {
	if (now === null) return message('gone-meanwhile', {login: textOf(key['login'] || key['mac'])});
	const fields = state.is === 'other' ? state.fields : [];
	return message('changed-meanwhile', {field: fields.join(', ') || record});
}

/** The result of an update that the portal has confirmed, and of which it shows other values. What it has written can be undone. */
export function storedOtherwise(sent: Fields, before: Fields, now: Fields): ChangeResult {
	const isWritten = Object.keys(sent).some(field => !isDeepStrictEqual(now[field], before[field]));
	const values = Object.keys(sent)
		.filter(field => !isDeepStrictEqual(now[field], sent[field]))
		.map(field => ({field, sent: shownValue(sent[field]), stored: shownValue(now[field])}));
	return isWritten
		? {is: 'applied', current: now, reason: message('stored-otherwise', {values})}
		: {is: 'failed', current: now, reason: message('not-stored', {values})};
}

const shownValue = (value: Value | undefined): string =>
	Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value);
