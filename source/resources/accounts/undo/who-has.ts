import {compareKey} from '../../../normalize/collation.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {isSafeIdentifier} from '../../../stalker/identifier.ts';
import {parseRecords} from '../../../sync/parse-records.ts';
import {parseIdentifiers, parseAccount, type Account} from '../account.ts';
import {readAccountsAt} from '../write-address.ts';
import {normalizeMacOrText, type IdentifierField} from '../account-index.ts';

/**
The accounts that have a name now. The portal is asked by that name where it understands it, else its whole list is read, which takes minutes
on a large one. Of several with one login the portal shows the first.
*/
export async function whoHas(
	field: IdentifierField,
	value: string,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<readonly Account[]> {
	if (value === '') return [];
	if (isAskable(field, value))
		return readAccountsAt({resource: field === 'login' ? 'users' : 'accounts', id: value}, stalker, signal);
	const {results} = await stalker.list('accounts', signal ? {signal} : {});
	const {items, invalid} = parseRecords(results, parseAccount);
	const form = field === 'stb_mac' ? normalizeMacOrText : compareKey;
	return [...items, ...invalid.map(({raw}) => parseIdentifiers(raw))].filter(
		account => form(account[field]) === form(value),
	);
}

/** Whether the account has the MAC and the number that were sent, neither where none was. */
export const hasNames = (
	{stb_mac: mac, account_number: number}: Account,
	sent: Readonly<Record<string, string>>,
): boolean =>
	normalizeMacOrText(mac) === normalizeMacOrText(sent['stb_mac'] ?? '') &&
	compareKey(number) === compareKey(sent['account_number'] ?? '');

/** In front of a colon everything is taken for a MAC. */
const isAskable = (field: IdentifierField, value: string): boolean =>
	field === 'stb_mac' ? normalizeMac(value) === value : isSafeIdentifier(value) && !value.includes(':');
