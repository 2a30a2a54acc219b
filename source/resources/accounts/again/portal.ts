import {normalizeMac} from '../../../normalize/mac.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import type {Account} from '../account.ts';
import type {AccountRow, AccountList} from '../compare.ts';
import {parseTvId} from '../account-index.ts';
import {lookupIn} from './lookup.ts';
import {parseMacs} from '../match.ts';

/** What became of some accounts of a list. An unchanged record is the very same object. */
export type Fate = {
	/** The record as it is now; `null`: the account is gone. */
	readonly became: ReadonlyMap<Account, Account | null>;
	/** Accounts that the list did not have. */
	readonly appeared: readonly Account[];
};

/**
Look the accounts of these rows up in the portal, one after another: by the address of each; whoever carries a number that may become a TV id; and
for services without account, whoever carries their number or MAC.

`null` when only the whole list can tell: an account without an address, one known by its login alone (`users/` hides doubles), or records that
cannot be told apart or read.
*/
export async function lookUpRows(
	rows: readonly AccountRow[],
	reading: AccountList,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<Fate | null> {
	const lookup = lookupIn(reading, stalker, signal);
	for (const {stalker: theirs} of rows) if (theirs && !(await lookup.account(theirs))) return null;
	const fresh = (account: Account | null) => account && (lookup.became.get(account) ?? null);
	const ids = new Set(rows.flatMap(row => numbersOf(row, fresh(row.stalker))));
	for (const id of ids) if (!(await lookup.number(String(id)))) return null;
	const boxes = rows.flatMap(({stalker, billing}) => (stalker ? [] : parseMacs(billing?.service?.cid ?? '')));
	for (const mac of boxes) if (normalizeMac(mac) === mac && !(await lookup.mac(mac))) return null;
	return {became: lookup.became, appeared: [...lookup.appeared.values()]};
}

/** Numbers that a deed on this row would make a TV id, or a TV id that would become the number. */
function numbersOf(row: AccountRow, fresh: Account | null): readonly number[] {
	const own = [row.stalker, fresh].map(account => account && parseTvId(account.account_number));
	const due =
		row.stalker === null || row.differences.some(({code}) => code === 'A5') ? row.billing?.service?.id : null;
	return [...(row.mark === '=' || row.mark === '~' ? [] : own), due].filter(id => typeof id === 'number');
}
