import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {textOf, type Change, type Fields} from '../../sync/changes/change.ts';
import type {Message} from '../../i18n/message.ts';
import {readRecordsAt, type AccountIdentifiers} from '../account-address.ts';
import type {StalkerClient} from '../client.ts';
import {findAccount} from '../find-account.ts';
import {isSafeIdentifier} from '../identifier.ts';
import {accountFieldNames, accountFields} from './account-fields.ts';
import type {StalkerRecordType, Target} from './record.ts';

/** Identifiers that a write may give to an account. */
const identifierFields = ['login', 'stb_mac', 'account_number'] as const;

/**
An account (REST API v1, *accounts*). Key: `login`, `stb_mac`, `account_number`, as the portal sent them; fields as texts, see `accountFields`.

An identifier that the change gives must be nobody's, as the portal says right before the write: it looks at login and MAC when it creates one, and never at the number.
*/
export const account: StalkerRecordType = {
	record: 'account',

	async find(change, client, signal) {
		// Who is to get this number as TV id: the answer by it tells everybody who carries it.
		const first = change.before && 'account_number' in change.before ? 'number' : undefined;
		const {now, address, why} = await findAccount(identifiersIn(change.key), client, {
			...(first && isAssertionOnly(change) && {first}),
			signal,
		});
		return {now, why, id: address?.id ?? null, resource: address?.resource ?? 'accounts'};
	},

	async obstacle({operation, key, after, before}, {now}, client, signal) {
		if (operation === 'delete' || after === null) return null;
		for (const field of identifierFields) {
			const value = textOf(after[field]);
			if (value === '' || value === now?.[field] || value === before?.[field]) continue;
			const others = (await accountsWith(field, value, client, signal)).filter(
				other =>
					operation === 'create' || other['login'] !== key['login'] || other['stb_mac'] !== key['stb_mac'],
			);
			if (others.length > 0) return takenMessage(field, value, others);
		}

		return null;
	},

	async write({operation, after}, {id, resource}, client, signal) {
		const options = signal ? {signal} : {};
		if (operation === 'create') await client.write('POST', 'accounts', null, formOf(after!), options);
		else if (operation === 'delete') await client.write('DELETE', resource, id, undefined, options);
		else await client.write('PUT', resource, id, formOf(after!), options);
	},

	async readBack({operation, key, after}, target, client) {
		if (operation === 'delete') {
			const rows = (await readRecordsAt(targetName(target), client)).map(accountFields);
			return {now: rows[0] ?? null};
		}

		const identifiers = identifiersIn({...key, ...after});
		const number = after!['account_number'];
		if (number === undefined || !isAskableNumber(textOf(number)))
			return {now: (await findAccount(identifiers, client)).now};
		const carriers = await accountsWith('account_number', textOf(number), client);
		const isOwn = (one: Fields) =>
			one['login'] === identifiers.login && one['stb_mac'] === identifiers.stb_mac;
		const others = carriers.filter(carrier => !isOwn(carrier));
		return {
			now: carriers.find(isOwn) ?? null,
			...(others.length > 0 && {
				why: message('number-shared', {number: textOf(number), others: others.map(labelOf)}),
			}),
		};
	},
};

const isAssertionOnly = ({operation, after, before}: Change): boolean =>
	operation === 'update' && JSON.stringify(after) === JSON.stringify(before);

const targetName = ({resource, id}: Target) => ({resource: resource as 'accounts' | 'users', id: id!});

const identifiersIn = (fields: Fields): AccountIdentifiers => ({
	login: textOf(fields['login']),
	stb_mac: textOf(fields['stb_mac']),
	account_number: textOf(fields['account_number']),
});

/** Only fields of an account are ever sent. */
const formOf = (fields: Fields): Readonly<Record<string, string>> =>
	Object.fromEntries(
		accountFieldNames.flatMap(name => (name in fields ? [[name, textOf(fields[name])]] : [])),
	);

/** The accounts that have an identifier now: asked for by it where the portal understands it, else looked for in its whole list, which takes minutes on a large one. */
async function accountsWith(
	field: (typeof identifierFields)[number],
	value: string,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<readonly Fields[]> {
	const isAskable = field === 'stb_mac' ? normalizeMac(value) === value : isAskableNumber(value);
	const resource = field === 'login' ? 'users' : 'accounts';
	if (isAskable) return (await readRecordsAt({resource, id: value}, client, signal)).map(accountFields);
	const {results} = await client.list('accounts', signal ? {signal} : {});
	const form = (text: string) =>
		field === 'stb_mac' ? (normalizeMac(text) ?? compareKey(text)) : compareKey(text);
	return results.map(accountFields).filter(one => form(textOf(one[field])) === form(value));
}

/** In front of a colon everything is taken for a MAC. */
const isAskableNumber = (value: string): boolean => isSafeIdentifier(value) && !value.includes(':');

const takenMessage = (field: string, value: string, others: readonly Fields[]): Message =>
	field === 'account_number'
		? message('number-shared', {number: value, others: others.map(labelOf)})
		: message('taken-in-stalker', {field, value, others: others.map(labelOf)});

const labelOf = (one: Fields): string => textOf(one['login'] || one['stb_mac'] || one['account_number']);
