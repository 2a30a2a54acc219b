import * as v from 'valibot';
import {flag, requiredText, optionalText, parseRecord, type ParsedRecord} from '../schema-fields.ts';

/** PHP sends `false` for a list that cannot be read or was never made, and an object where the list has gaps. */
const channels = v.pipe(
	v.optional(
		v.nullable(v.union([v.array(requiredText), v.record(v.string(), requiredText), v.literal(false)])),
		null,
	),
	v.transform((value): readonly string[] | null => (value ? [...new Set(Object.values(value))] : null)),
);

const schema = v.object({
	mac: optionalText,
	ls: optionalText,
	sub_ch: channels,
	additional_services_on: flag,
});

/**
One record of `GET itv_subscription` (REST API v1, *itv_subscription*), under the API's own field names.

`sub_ch` are ids of channels, each once; `null` is not known, which is never an empty list. `login` is the account's (*accounts*), `''` until it is known;
`subscribed` are the external ids of its packages (*account_subscription*), `null` until they were asked for.
*/
export type Subscription = v.InferOutput<typeof schema> & {
	readonly login: string;
	/** The chosen channels as a person knows them, in the order of `sub_ch`. */
	readonly names: readonly string[];
	readonly subscribed: readonly string[] | null;
};

/** The record, or why it is none. */
export function parseSubscription(raw: unknown): ParsedRecord<Subscription> {
	const read = parseRecord(schema, raw);
	return 'why' in read ? read : {item: {...read.item, login: '', names: [], subscribed: null}};
}
