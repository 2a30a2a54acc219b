import {compareKey} from '../../normalize/collation.ts';
import {findAccountAddress, type AccountAddress} from '../../stalker/account-address.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Account} from './account.ts';
import {accountIndexOf, normalizeIdentifiers} from './account-index.ts';

/**
The address that writes to this account and to no other of the list; `null` where there is none. Cheap where the index
of the list exists.
*/
export function findWriteAddress(account: Account, accounts: readonly Account[]): AccountAddress | null {
	const name = findAccountAddress(account, accountsSharingIdentifiers(account, accounts));
	// The list alone decides whether a login is unique, and a record without identifiers could be its duplicate.
	return name.is === 'none' || (name.is === 'login' && hasUnidentified(accounts)) ? null : name;
}

const hasUnidentified = memoizeWeak((accounts: readonly Account[]): boolean =>
	accounts.some(
		({login, stb_mac, account_number}) => login === '' && stb_mac === '' && account_number === '',
	),
);

/**
The account and those that share an identifier with it: of each identifier at most two, since thousands may have the
same number.
*/
function accountsSharingIdentifiers(account: Account, accounts: readonly Account[]): readonly Account[] {
	const {logins, macs, numbers} = accountIndexOf(accounts);
	const {login, mac, number} = normalizeIdentifiers(account);
	const writtenMac = compareKey(account.stb_mac);
	const sameMac: number[] = [];
	// The portal finds a MAC as it is written; the index knows it in any notation.
	for (const index of macs.get(mac)) {
		if (compareKey(accounts[index]!.stb_mac) === writtenMac) sameMac.push(index);
		if (sameMac.length > 1) break;
	}

	const indices = new Set([...sameMac, ...numbers.get(number).slice(0, 2), ...logins.get(login).slice(0, 2)]);
	return [...indices].map(index => accounts[index]!);
}
