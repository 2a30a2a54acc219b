import * as v from 'valibot';
import {scalarText, parseRecord, type ParsedRecord} from '../record-fields.ts';
import type {BillingChannelUsage, ChannelLimits} from '../../billing/channels.ts';
import {message} from '../../i18n/translator.ts';
import type {Message} from '../../i18n/message.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isStorableText} from '../../normalize/storable-text.ts';

/** A whole number, sent as text or number. MySQL sends no larger one. */
const wholeNumber = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform(String),
	v.regex(/^\d{1,9}$/, 'no whole number'),
	v.transform(Number),
);

const channelSchema = v.object({
	id: v.pipe(wholeNumber, v.minValue(1, 'no id')),
	name: v.pipe(
		scalarText,
		v.transform(value => value ?? ''),
	),
	number: v.pipe(
		v.optional(v.nullable(wholeNumber), null),
		v.transform(value => value ?? 0),
	),
	base_ch: scalarText,
	hd: scalarText,
	enable_monitoring: scalarText,
	url: scalarText,
});

/**
One record of `GET itv` (REST API v1, *itv*), under the API's own field names.

Only `id` must be there. `number` is the channel number on the remote control, 0 where there is none; several channels may have one name
or one number. `url` is the address that the portal's monitoring checks.
*/
export type StalkerChannel = v.InferOutput<typeof channelSchema>;

/** Parses a record. */
export function parseChannel(raw: unknown): ParsedRecord<StalkerChannel> {
	return parseRecord(channelSchema, raw);
}

/** A channel in the form that billing can store. */
export type StorableChannel = {readonly name: string; readonly num: number};

/** Why billing cannot store a channel; `null` where it can. */
export function unstorableReason({id, name}: StalkerChannel, limits: ChannelLimits): Message | null {
	if (id > limits.number) return message('channel-id-large', {id, most: limits.number});
	if (name.length > limits.name) return message('channel-too-long', {id, most: limits.name});
	return isStorableText(name) ? null : message('channel-unstorable', {id});
}

/**
Stalker's channels in the form that billing can store, by id; without those that it cannot. Pure.

Where names and numbers are unique, as in an ABillS, the channel with the smallest id has them as they are. Another one of the same name
gets its id appended; one whose number is 0, too large or taken gets its id as number, or else the next free one.
*/
export function toStorableChannels(
	items: readonly StalkerChannel[],
	channels: readonly BillingChannelUsage[],
	limits: ChannelLimits,
): ReadonlyMap<number, StorableChannel> {
	const storable = items
		.filter(item => unstorableReason(item, limits) === null)
		.toSorted((one, other) => one.id - other.id);
	if (!limits.isUnique) return new Map(storable.map(({id, name, number}) => [id, {name, num: number}]));
	const ids = new Set(storable.map(({id}) => id));
	const listed = new Set(items.map(({id}) => id));
	// For a channel that cannot be stored, billing's record stays as it is.
	const staying = channels.filter(({id}) => listed.has(id) && !ids.has(id));
	const names = uniqueNames(storable, new Set(staying.map(({name}) => compareKey(name))), limits);
	const numbers = uniqueNumbers(storable, new Set(staying.map(({num}) => num)), limits);
	return new Map(storable.map(({id}) => [id, {name: names.get(id)!, num: numbers.get(id)!}]));
}

function uniqueNames(
	items: readonly StalkerChannel[],
	taken: Set<string>,
	limits: ChannelLimits,
): ReadonlyMap<number, string> {
	const names = new Map<number, string>();
	for (const {id, name} of items) {
		if (taken.has(compareKey(name))) continue;
		taken.add(compareKey(name));
		names.set(id, name);
	}

	for (const {id, name} of items) {
		if (names.has(id)) continue;
		let suffix = ` [${id}]`;
		const named = () => `${name.slice(0, limits.name - suffix.length)}${suffix}`;
		while (taken.has(compareKey(named()))) suffix = `${suffix}*`;
		taken.add(compareKey(named()));
		names.set(id, named());
	}

	return names;
}

function uniqueNumbers(
	items: readonly StalkerChannel[],
	taken: Set<number>,
	limits: ChannelLimits,
): ReadonlyMap<number, number> {
	const numbers = new Map<number, number>();
	const take = (id: number, number: number): void => {
		taken.add(number);
		numbers.set(id, number);
	};
	for (const {id, number} of items)
		if (number > 0 && number <= limits.number && !taken.has(number)) take(id, number);
	let next = 1;
	for (const {id} of items) {
		if (numbers.has(id)) continue;
		while (taken.has(next)) next++;
		take(id, taken.has(id) ? next : id);
	}

	return numbers;
}
