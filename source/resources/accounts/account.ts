import * as v from 'valibot';
import {
	flag,
	requiredText,
	nullableText,
	optionalText,
	parseRecord,
	type ParsedRecord,
} from '../record-fields.ts';
import {compareKey} from '../../normalize/collation.ts';
import {cutGraphemes} from '../../normalize/cut-graphemes.ts';

/** 1 on, 0 off, sent as number, text or boolean; `null` where the portal does not send it. */
const status = v.pipe(
	v.optional(v.nullable(v.union([v.number(), v.picklist(['', '0', '1']), v.boolean()])), null),
	v.transform(value => (value === null || value === '' ? null : Number(value))),
);

/** A list of names; PHP sends `false` for none, or an object where the array has gaps. */
const textList = v.pipe(
	v.optional(
		v.nullable(v.union([v.array(requiredText), v.record(v.string(), requiredText), v.literal(false)])),
		[],
	),
	v.transform((value): readonly string[] => (value ? Object.values(value) : [])),
);

const accountSchema = v.object({
	login: requiredText,
	full_name: optionalText,
	phone: optionalText,
	account_number: optionalText,
	tariff_plan: nullableText,
	stb_sn: optionalText,
	stb_mac: optionalText,
	stb_type: optionalText,
	status,
	online: flag,
	ip: optionalText,
	version: optionalText,
	comment: nullableText,
	account_balance: optionalText,
	last_active: nullableText,
	subscribed: textList,
	end_date: v.optional(optionalText),
	id: v.optional(optionalText),
});

/**
One record of `GET accounts`, under the API's own field names (REST API v1, *accounts*).

Only `login` must be there; what a portal leaves out is blank. `status` 1 is on; `online` is `"1"`, `"0"` or `null`; `tariff_plan` is the
plan's external id; `last_active` and `end_date` are `YYYY-MM-DD hh:mm:ss` in the portal's own time zone, zero dates included.
*/
export type Account = v.InferOutput<typeof accountSchema>;

const textFields = [
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
const nullableTextFields = ['tariff_plan', 'online', 'comment', 'last_active'];

/** Parses a record. One that already has the promised types is returned as it is: a hundred thousand take 20 ms, not 300. */
export function parseAccount(raw: unknown): ParsedRecord<Account> {
	if (isAccount(raw)) return {item: raw};
	return parseRecord(accountSchema, raw);
}

function isAccount(raw: unknown): raw is Account {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
	const record = raw as Record<string, unknown>;
	for (const key of textFields) if (typeof record[key] !== 'string') return false;
	for (const key of nullableTextFields)
		if (record[key] !== null && typeof record[key] !== 'string') return false;
	return (
		typeof record['status'] === 'number' &&
		Array.isArray(record['subscribed']) &&
		record['subscribed'].every(item => typeof item === 'string') &&
		(record['end_date'] === undefined || typeof record['end_date'] === 'string') &&
		(record['id'] === undefined || typeof record['id'] === 'string')
	);
}

/** The identifiers of an invalid record, all other fields blank: it counts where duplicates are looked for. */
export function parseIdentifiers(raw: unknown): Account {
	const {login, stb_mac, account_number} = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<
		Record<string, unknown>
	>;
	return {
		...v.parse(accountSchema, {login: ''}),
		login: toText(login),
		stb_mac: toText(stb_mac),
		account_number: toText(account_number),
	};
}

const toText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Label of an account: its login, or its MAC or number where it has none; `?` where it has no identifier. */
export const accountLabel = ({login, stb_mac, account_number}: Account): string =>
	[login, stb_mac, account_number].find(name => name.trim() !== '') ?? '?';

/** The compared form of a name: case, accents and extra spaces do not count. */
export const foldName = (name: string): string => compareKey(name.trim().replaceAll(/\s+/g, ' '));

/** The portal's column holds 64 characters of a name, and cuts a longer one silently. */
const maxNameLength = 64;

/** A name of billing as the portal can hold it. */
export const portalName = (name: string): string =>
	name.length <= maxNameLength ? name.trimEnd() : cutGraphemes(name, maxNameLength).trimEnd();

/** Whether the account has the name of billing, or as much of it as the portal can hold. */
export const isSameName = (name: string, fio: string): boolean =>
	foldName(name) === foldName(fio) ||
	(fio.length > maxNameLength &&
		[portalName(fio), [...fio].slice(0, maxNameLength).join('')].some(
			cut => foldName(name) === foldName(cut),
		));

export const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '');

/** Whether a balance is maintained: an empty or zero one is not. */
export const isAmount = (balance: string): boolean =>
	/^-?\d+(\.\d+)?$/.test(balance) && Number(balance) !== 0;

/** The day of an `end_date`; `null` for the zero date, and for what is no day. */
export const dayOf = (date: string): string | null => {
	const day = date.slice(0, 10);
	const time = /^\d{4}-\d\d-\d\d$/.test(day) && !day.startsWith('0000') ? Date.parse(day) : Number.NaN;
	// `Date` takes February 30 for March 2.
	return Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day.slice(8)) ? null : day;
};

/** Whether an `end_date` is neither a day nor the zero date: a portal that is not strict about dates stores days such as `2027-00-00`. */
export const isUnreadableDate = (date: string): boolean =>
	date.trim() !== '' && !date.startsWith('0000-00-00') && dayOf(date) === null;
