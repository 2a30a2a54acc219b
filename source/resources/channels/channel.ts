import * as v from 'valibot';
import {scalarText, parseRecord, type ParsedRecord} from '../record-fields.ts';

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
