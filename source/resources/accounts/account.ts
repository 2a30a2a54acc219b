import * as v from 'valibot';
import {flag, name, nullableText, text, readAs, type ReadRecord} from '../fields.ts';

/** 1 on, 0 off, also as text or boolean; `null` where the portal does not say. */
const status = v.pipe(
	v.optional(v.nullable(v.union([v.number(), v.picklist(['', '0', '1']), v.boolean()])), null),
	v.transform(value => (value === null || value === '' ? null : Number(value))),
);

/** A list of names; PHP sends `false` for none, or an object where the array has gaps. */
const names = v.pipe(
	v.optional(v.nullable(v.union([v.array(name), v.record(v.string(), name), v.literal(false)])), []),
	v.transform((value): readonly string[] => (value ? Object.values(value) : [])),
);

const accountSchema = v.object({
	login: name,
	full_name: text,
	phone: text,
	account_number: text,
	tariff_plan: nullableText,
	stb_sn: text,
	stb_mac: text,
	stb_type: text,
	status,
	online: flag,
	ip: text,
	version: text,
	comment: nullableText,
	account_balance: text,
	last_active: nullableText,
	subscribed: names,
	end_date: v.optional(text),
	id: v.optional(text),
});

/**
One record of `GET accounts`, under the API's own field names (REST API v1, *accounts*).

Only `login` must be there; what a portal leaves out is blank. `status` 1 is on; `online` is `"1"`, `"0"` or `null`; `tariff_plan` is the plan's
external id; `last_active` and `end_date` are `YYYY-MM-DD hh:mm:ss` in the portal's own time zone, zero dates included.
*/
export type Account = v.InferOutput<typeof accountSchema>;

const texts = [
	'login',
	'full_name',
	'phone',
	'account_number',
	'stb_sn',
	'stb_mac',
	'stb_type',
	'ip',
	'version',
	'account_balance',
];
const nullableTexts = ['tariff_plan', 'online', 'comment', 'last_active'];

/** The record, or why it is none. A record that already has the promised types is taken as it is: a hundred thousand cost 20 ms, not 300. */
export function readAccount(raw: unknown): ReadRecord<Account> {
	if (isAsPromised(raw)) return {item: raw};
	return readAs(accountSchema, raw);
}

function isAsPromised(raw: unknown): raw is Account {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
	const record = raw as Record<string, unknown>;
	for (const key of texts) if (typeof record[key] !== 'string') return false;
	for (const key of nullableTexts) if (record[key] !== null && typeof record[key] !== 'string') return false;
	return (
		typeof record['status'] === 'number' &&
		Array.isArray(record['subscribed']) &&
		record['subscribed'].every(item => typeof item === 'string') &&
		(record['end_date'] === undefined || typeof record['end_date'] === 'string') &&
		(record['id'] === undefined || typeof record['id'] === 'string')
	);
}

/** As much of a record that could not be read as names an account: whoever looks for doubles must count it. */
export function nameable(raw: unknown): Account {
	const {login, stb_mac, account_number} = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<
		Record<string, unknown>
	>;
	return {
		...v.parse(accountSchema, {login: ''}),
		login: textOf(login),
		stb_mac: textOf(stb_mac),
		account_number: textOf(account_number),
	};
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
