import * as v from 'valibot';

const text = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform(value => (value === null ? '' : String(value))),
);

const channel = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** PHP sends `false` for a list that cannot be read or was never made, and an object where the list has gaps. */
const channels = v.pipe(
	v.optional(v.nullable(v.union([v.array(channel), v.record(v.string(), channel), v.literal(false)])), null),
	v.transform((value): readonly string[] | null => (value ? [...new Set(Object.values(value))] : null)),
);

const flag = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean()])), null),
	v.transform(value => (value === null ? null : String(Number(value)))),
);

const schema = v.object({mac: text, ls: text, sub_ch: channels, additional_services_on: flag});

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
export function readSubscription(raw: unknown): {readonly item: Subscription} | {readonly why: string} {
	const result = v.safeParse(schema, raw);
	if (result.success) return {item: {...result.output, login: '', names: [], subscribed: null}};
	const [issue] = result.issues;
	return {why: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`};
}
