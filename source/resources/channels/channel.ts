import * as v from 'valibot';
import {word, readAs, type ReadRecord} from '../fields.ts';

/** A whole number, as text or not. MySQL sends none that is larger. */
const whole = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform(String),
	v.regex(/^\d{1,9}$/, 'no whole number'),
	v.transform(Number),
);

const channelSchema = v.object({
	id: v.pipe(whole, v.minValue(1, 'no id')),
	name: v.pipe(
		word,
		v.transform(value => value ?? ''),
	),
	number: v.pipe(
		v.optional(v.nullable(whole), null),
		v.transform(value => value ?? 0),
	),
	base_ch: word,
	hd: word,
	enable_monitoring: word,
	url: word,
});

/**
One record of `GET itv` (REST API v1, *itv*), under the API's own field names.

Only `id` must be there. `number` is what the viewer types, 0 where he cannot; several channels may have one name or one number. `url` is where the portal's
monitoring looks.
*/
export type Channel = v.InferOutput<typeof channelSchema>;

/** The record, or why it is none. */
export function readChannel(raw: unknown): ReadRecord<Channel> {
	return readAs(channelSchema, raw);
}
