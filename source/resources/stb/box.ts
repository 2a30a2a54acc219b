import * as v from 'valibot';

const text = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), ''),
	v.transform(value => (value === null ? '' : String(value))),
);

const nullableText = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform(value => (value === null ? null : String(value))),
);

const flag = v.pipe(
	v.optional(v.nullable(v.union([v.number(), v.picklist(['', '0', '1']), v.boolean()])), null),
	v.transform(value => (value === null || value === '' ? null : String(Number(value)))),
);

const boxSchema = v.object({
	mac: v.pipe(
		v.nullable(v.union([v.string(), v.number()])),
		v.transform(value => String(value ?? '')),
	),
	login: text,
	ls: text,
	status: flag,
	online: flag,
	ip: text,
	version: text,
	last_active: nullableText,
	account_balance: text,
	additional_services_on: flag,
	end_date: v.optional(text),
});

/**
One record of `GET stb` (REST API v1, *stb*), under the API's own field names.

Only `mac` must be there, and is empty where an account has no box. `ls` is the account number; `status` 1 is on, `online` 1 watches; `last_active` is
`YYYY-MM-DD hh:mm:ss` in the portal's own time zone. `stb_type` and `stb_sn` are what *accounts* says of the box; `null` until it is known.
*/
export type Box = v.InferOutput<typeof boxSchema> & {
	readonly stb_type: string | null;
	readonly stb_sn: string | null;
};

/** The record, or why it is none. */
export function readBox(raw: unknown): {readonly item: Box} | {readonly why: string} {
	const result = v.safeParse(boxSchema, raw);
	if (result.success) return {item: {...result.output, stb_type: null, stb_sn: null}};
	const [issue] = result.issues;
	return {why: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`};
}
