import * as v from 'valibot';
import {nullableText, strictFlag, optionalText, parseRecord, type ParsedRecord} from '../record-fields.ts';

const boxSchema = v.object({
	mac: v.pipe(
		v.nullable(v.union([v.string(), v.number()])),
		v.transform(value => String(value ?? '')),
	),
	login: optionalText,
	ls: optionalText,
	status: strictFlag,
	online: strictFlag,
	ip: optionalText,
	version: optionalText,
	last_active: nullableText,
	account_balance: optionalText,
	additional_services_on: strictFlag,
	end_date: v.optional(optionalText),
});

/**
One record of `GET stb` (REST API v1, *stb*), under the API's own field names.

Only `mac` must be there; it is empty where an account has no box. `ls` is the account number; `status` `"1"` is on,
`online` `"1"` is watching; `last_active` is `YYYY-MM-DD hh:mm:ss` in the portal's own time zone. `stb_type` and
`stb_sn` are the account's (*accounts*); `null` until they are known.
*/
export type Box = v.InferOutput<typeof boxSchema> & {
	readonly stb_type: string | null;
	readonly stb_sn: string | null;
};

/** Parses a record. */
export function parseBox(raw: unknown): ParsedRecord<Box> {
	const read = parseRecord(boxSchema, raw);
	return 'reason' in read ? read : {item: {...read.item, stb_type: null, stb_sn: null}};
}
