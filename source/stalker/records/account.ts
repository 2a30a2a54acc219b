import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {textOf, type Change, type ChangeResult, type Fields} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import type {StalkerClient} from '../client.ts';
import {
	findAccount,
	identifiersIn,
	isAccount,
	labelOf,
	readAccounts,
	accountFieldNames,
	accountRecord,
} from '../find-account.ts';
import {isSafeIdentifier} from '../safe-request.ts';
import {snapshotOf} from './account-parts.ts';
import {checked, type StalkerRecordType} from './record.ts';

/** Identifiers that a write may give to an account. */
const identifierFields = ['login', 'stb_mac', 'account_number'] as const;

/** Up to so many assertions are a request each, whatever the size of the list. */
const minChecksByList = 20;

/** So many accounts of a list take the portal as long as one request for an account: five queries each. */
const accountsPerRequest = 20;

/**
An account (REST API v1, *accounts*). Key: `login`, `stb_mac`, `account_number`, as the portal sent them, or as a new one will have them;
fields as texts, see `accountFields`.

No account may have an identifier that the change gives; the portal is asked right before the write: the portal itself compares login and
MAC when it creates one, and never the number.
*/
export const account: StalkerRecordType = {
	record: 'account',

	async find({operation, key}, client, signal) {
		const identifiers = identifiersIn(key);
		if (operation === 'create') {
			const found = await accountsWith('login', identifiers.login, client, signal);
			return {
				now: found.find(one => isAccount(one, identifiers)) ?? null,
				...{reason: null, id: null, resource: 'accounts'},
			};
		}

		const {now, address, reason} = await findAccount(identifiers, client, signal);
		return {now, reason, id: address?.id ?? null, resource: address?.resource ?? 'accounts'};
	},

	async conflict({operation, after}, {now}, client, signal) {
		if (operation === 'delete' || after === null) return null;
		// The portal takes no empty plan: an account that had none keeps the one that it was given.
		if (operation === 'update' && after['tariff_plan'] === '' && textOf(now?.['tariff_plan']) !== '')
			return message('plan-not-emptied', {login: labelOf(now!)});
		for (const field of identifierFields) {
			const value = textOf(after[field]);
			if (value === '' || value === now?.[field]) continue;
			// It may have the new identifier already: another console has just written the same.
			const own = now === null ? [] : [now, {...now, ...after}].map(identifiersIn);
			const others = (await accountsWith(field, value, client, signal)).filter(
				other => !own.some(identifiers => isAccount(other, identifiers)),
			);
			if (others.length > 0)
				return operation === 'create'
					? message('taken-in-stalker', {field, value, others: others.map(labelOf)})
					: takenMessage(field, value, others);
		}

		return null;
	},

	snapshot: async ({now, id, resource}, client, signal) =>
		resource === 'users' ? null : snapshotOf(now!, id!, client, signal),

	async write({operation, after}, {now, id, resource}, client) {
		if (operation === 'create') await client.write('POST', 'accounts', null, formOf(after!));
		else if (operation === 'delete') await client.write('DELETE', resource, id);
		else await client.write('PUT', resource, id, formOf(after!, now!));
	},

	async readBack({operation, key, after}, {id, resource}, client) {
		const identifiers = identifiersIn({...key, ...after});
		const isOwn = (one: Fields) => isAccount(one, identifiers);
		if (operation === 'delete')
			return {
				now: (await readAccounts({resource: resource as 'accounts' | 'users', id: id!}, client))[0] ?? null,
			};
		if (operation === 'create')
			return {now: (await accountsWith('login', identifiers.login, client)).find(isOwn) ?? null};
		const number = after!['account_number'];
		if (number === undefined || !isAskableNumber(textOf(number)))
			return {now: (await findAccount(identifiers, client)).now};
		const numberOwners = await accountsWith('account_number', textOf(number), client);
		const others = numberOwners.filter(owner => !isOwn(owner));
		return {
			now: numberOwners.find(isOwn) ?? null,
			...(others.length > 0 && {reason: takenMessage('account_number', textOf(number), others)}),
		};
	},

	async prepareChecks(changes, client, signal) {
		const isFew =
			changes.length <= minChecksByList ||
			changes.length <= (client.lastListSize('accounts') ?? 0) / accountsPerRequest;
		if (isFew) return async change => checkOne(change, client, signal);

		const accounts = (await client.list('accounts', {signal})).results.map(accountRecord);
		const byLogin = Map.groupBy(accounts, ({login}) => login);
		const byNumber = Map.groupBy(accounts, one => compareKey(textOf(one['account_number'])));
		return change => {
			const identifiers = identifiersIn(change.key);
			if (change.before === null)
				return checkNumberIsFree(change, byNumber.get(compareKey(identifiers.account_number)) ?? []);
			const own = (byLogin.get(identifiers.login) ?? []).filter(one => isAccount(one, identifiers));
			const number = textOf(change.before?.['account_number']);
			return number === ''
				? checkAccount(change, own)
				: checkAccount(change, own, byNumber.get(compareKey(number)) ?? []);
		};
	},
};

/** An account that gets its number as TV id is requested by that number: the answer lists all accounts that have it. */
async function checkOne(change: Change, client: StalkerClient, signal?: AbortSignal): Promise<ChangeResult> {
	const identifiers = identifiersIn(change.key);
	if (change.before === null)
		return checkNumberIsFree(
			change,
			await accountsWith('account_number', identifiers.account_number, client, signal),
		);
	const number = textOf(change.before['account_number']);
	if (isAskableNumber(number)) {
		const numberOwners = await accountsWith('account_number', number, client, signal);
		const own = numberOwners.filter(one => isAccount(one, identifiers));
		if (own.length > 0) return checkAccount(change, own, numberOwners);
	}

	const {now, reason} = await findAccount(identifiers, client, signal);
	return checked(change, {now, reason});
}

/** No account must have the number of the key. */
function checkNumberIsFree(change: Change, numberOwners: readonly Fields[]): ChangeResult {
	const [now = null] = numberOwners;
	const reason = now && takenMessage('account_number', textOf(change.key['account_number']), numberOwners);
	return checked(change, {now, reason});
}

/** `own`: the accounts with all three identifiers; `numberOwners`: those with the number that is asserted. */
function checkAccount(
	change: Change,
	own: readonly Fields[],
	numberOwners: readonly Fields[] = [],
): ChangeResult {
	const [now = null] = own;
	const others = numberOwners.filter(one => !own.includes(one));
	const reason =
		own.length > 1
			? message('names-others', {login: labelOf(change.key)})
			: others.length > 0
				? takenMessage('account_number', textOf(change.before!['account_number']), others)
				: null;
	return reason ? {is: 'stale', current: now, reason} : checked(change, {now, reason});
}

/** The fields that are sent: only those of an account, and only what changes. */
const formOf = (fields: Fields, now: Fields = {}): Readonly<Record<string, string>> =>
	Object.fromEntries(
		accountFieldNames.flatMap(name =>
			name in fields && textOf(fields[name]) !== now[name] ? [[name, textOf(fields[name])]] : [],
		),
	);

/**
The accounts that have an identifier now: asked for by it where the portal understands it, else looked for in its whole list, which takes
minutes on a large one.
*/
async function accountsWith(
	field: (typeof identifierFields)[number],
	value: string,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<readonly Fields[]> {
	const isAskable = field === 'stb_mac' ? normalizeMac(value) === value : isAskableNumber(value);
	const resource = field === 'login' ? 'users' : 'accounts';
	if (isAskable) return readAccounts({resource, id: value}, client, signal);
	const {results} = await client.list('accounts', {signal});
	const form = (text: string) =>
		field === 'stb_mac' ? (normalizeMac(text) ?? compareKey(text)) : compareKey(text);
	return results.map(accountRecord).filter(one => form(textOf(one[field])) === form(value));
}

/** Whether the portal reads it as a number in a path: a text with a colon is read as a MAC. */
const isAskableNumber = (value: string): boolean => isSafeIdentifier(value) && !value.includes(':');

const takenMessage = (field: string, value: string, others: readonly Fields[]): Message =>
	field === 'account_number'
		? message('number-shared', {number: value, others: others.map(labelOf)})
		: message('taken-in-stalker', {field, value, others: others.map(labelOf)});
