import {collate} from '../../../naming/collation.ts';
import {normaliseMac} from '../../../naming/mac.ts';
import type {Stalker} from '../../../stalker/client.ts';
import {isSafeIdentifier} from '../../../stalker/identifier.ts';
import {readRecords} from '../../../sync/reading.ts';
import {nameable, readAccount, type Account} from '../account.ts';
import {accountsAt} from '../address.ts';
import {macName, type NameField} from '../keys.ts';

/**
The accounts that have a name now. The portal is asked by that name where it understands it, else its whole list is read, which takes minutes
on a large one. Of several with one login the portal shows the first.
*/
export async function whoHas(
	field: NameField,
	value: string,
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<readonly Account[]> {
	if (value === '') return [];
	if (isAskable(field, value))
		return accountsAt({resource: field === 'login' ? 'users' : 'accounts', id: value}, stalker, signal);
	const {results} = await stalker.list('accounts', signal ? {signal} : {});
	const {items, bad} = readRecords(results, readAccount);
	const form = field === 'stb_mac' ? macName : collate;
	return [...items, ...bad.map(({raw}) => nameable(raw))].filter(
		account => form(account[field]) === form(value),
	);
}

/** Whether the account has the MAC and the number that were sent, neither where none was. */
export const hasNames = (
	{stb_mac: mac, account_number: number}: Account,
	sent: Readonly<Record<string, string>>,
): boolean =>
	macName(mac) === macName(sent['stb_mac'] ?? '') &&
	collate(number) === collate(sent['account_number'] ?? '');

/** In front of a colon everything is taken for a MAC. */
const isAskable = (field: NameField, value: string): boolean =>
	field === 'stb_mac' ? normaliseMac(value) === value : isSafeIdentifier(value) && !value.includes(':');
