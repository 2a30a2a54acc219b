import * as v from 'valibot';
import {flag, requiredText, optionalText, parseRecord, type ParsedRecord} from '../record-fields.ts';

/** Ids of channels. PHP sends `false` for a list that cannot be read or does not exist, and an object where the list has gaps. */
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

`sub_ch` are ids of channels, each once; `null` is unknown, which is never an empty list. `login` is the account's
(*accounts*), `''` until it is known; `subscribed` are the external ids of its packages (*account_subscription*),
`null` until they were loaded.
*/
export type Subscription = v.InferOutput<typeof schema> & {
	readonly login: string;
	/** Whether its account is watching, from the list of accounts. */
	readonly online: boolean;
	/** Labels of the chosen channels, in the order of `sub_ch`. */
	readonly names: readonly string[];
	readonly subscribed: readonly string[] | null;
};

/** Parses a record. */
export function parseSubscription(raw: unknown): ParsedRecord<Subscription> {
	const read = parseRecord(schema, raw);
	return 'reason' in read
		? read
		: {item: {...read.item, login: '', online: false, names: [], subscribed: null}};
}
