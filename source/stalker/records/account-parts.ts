import {isDeepStrictEqual} from 'node:util';
import {message} from '../../i18n/translator.ts';
import type {Fields, StalkerRecord, Value} from '../../sync/changes/change.ts';
import type {StalkerClient} from '../client.ts';
import {findAccount, identifiersIn, labelOf} from '../find-account.ts';
import {type Form, isMistakenForMac} from '../safe-request.ts';
import type {StalkerRecordType} from './record.ts';
import {StalkerRefused} from '../errors.ts';

/**
Data of an account that is in a separate resource, and the fields that a PUT writes there (`test/demo/recordings/` 198, 237, 247, 265, 310,
320).
*/
type AccountPart = {
	readonly record: StalkerRecord;
	readonly resource: 'itv_subscription' | 'account_subscription' | 'stb_modules' | 'stb';
	readonly fields: readonly string[];
};

/** In the order in which they are restored. A PUT of `subscribed_id` adds to what is there. */
export const accountParts: readonly AccountPart[] = [
	{record: 'subscription', resource: 'itv_subscription', fields: ['sub_ch']},
	{record: 'packages', resource: 'account_subscription', fields: ['subscribed_id']},
	{record: 'modules', resource: 'stb_modules', fields: ['disabled', 'restricted']},
	{record: 'additional-services', resource: 'stb', fields: ['additional_services_on']},
];

/**
The fields of a part in its resource's answer: texts, and lists in the order of their texts. `null`: a list that is not there, or that the
portal cannot read. Without a row of this account all are.
*/
export function partFields({fields}: AccountPart, results: unknown, account: Fields): Fields {
	// `stb_modules` sends one record without a name; `itv_subscription` may send those of others, too.
	const row = Array.isArray(results) ? results.find(one => isOf(one, account)) : results;
	const record = (typeof row === 'object' && row !== null ? row : {}) as Readonly<Record<string, unknown>>;
	return Object.fromEntries(fields.map(field => [field, valueOf(record[field])]));
}

/** PHP sends `false` for a list that cannot be read, and an object where its array has gaps. */
function valueOf(value: unknown): Value {
	if (typeof value === 'string') return value;
	if (typeof value !== 'object' || value === null) return null;
	return Object.values(value)
		.flatMap(item => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []))
		.filter(item => item !== '')
		.toSorted();
}

/** Each part as a record that changes write. Key: the account's, see `records/account.ts`. */
export const accountPartTypes: readonly StalkerRecordType[] = accountParts.map((part): StalkerRecordType => ({
	record: part.record,

	async find({key}, client, signal) {
		const {now: account, address, reason} = await findAccount(identifiersIn(key), client, signal);
		const target = {id: address?.id ?? null, resource: part.resource};
		const names = {login: labelOf(key)};
		if (account === null) return {...target, now: null, reason: reason ?? message('gone-meanwhile', names)};
		// These resources cannot be addressed by login.
		if (address === null || address.is === 'login')
			return {...target, now: null, reason: reason ?? message('unaddressable', names)};
		return {...target, now: await read(part, address.id, account, client, signal), reason: null};
	},

	async write({after}, {now, id, resource}, client) {
		await client.write('PUT', resource, id, changedValues(after!, now!));
	},

	readBack: async ({key}, {id}, client) => ({now: await read(part, id!, key, client)}),
}));

async function read(
	part: AccountPart,
	id: string,
	account: Fields,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<Fields> {
	const {results} = await client.read(part.resource, [id], {signal});
	return partFields(part, results, account);
}

/** The fields that are sent: those with another value. */
const changedValues = (after: Fields, now: Fields): Form =>
	Object.fromEntries(
		Object.entries(after).filter(([field, value]) => !isDeepStrictEqual(value, now[field])),
	) as Form;

/**
The answers of these resources for one account, by their names, as the portal sent them: only records of this account. Of a resource that
the portal refuses for it, the refusal is kept. `null` where they do not understand the identifier: they take any of twelve characters for a
MAC.
*/
export async function snapshotOf(
	account: Fields,
	id: string,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<Fields | null> {
	if (isMistakenForMac('stb', id)) return null;
	const taken: Record<string, unknown> = {};
	for (const {resource} of accountParts) {
		try {
			const {results} = await client.read(resource, [id], {signal});
			taken[resource] = Array.isArray(results) ? results.filter(row => isOf(row, account)) : results;
		} catch (error) {
			if (!(error instanceof StalkerRefused)) throw error;
			taken[resource] = {refused: error.reason};
		}
	}

	return taken as Fields;
}

/** `itv_subscription/UNKNOWN` answers with everybody's rows; `account_subscription` says only whose MAC it is. */
function isOf(row: unknown, {stb_mac, account_number}: Fields): boolean {
	if (typeof row !== 'object' || row === null) return false;
	const {mac, ls = account_number} = row as Readonly<Record<string, unknown>>;
	return (mac ?? '') === stb_mac && ls === account_number;
}
