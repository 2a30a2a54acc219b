import {accountFields} from '../../stalker/records/account-fields.ts';
import type {Fields} from '../../sync/changes/change.ts';
import type {Account} from './account.ts';

/** The key of an account in changes: its identifiers as the portal sent them. */
export const accountKey = ({login, stb_mac, account_number}: Account): Fields => ({
	login,
	stb_mac,
	account_number,
});

/** The `before` of a change that must not be made if any field of the account has changed since it was shown; without the balance, which billing updates. */
export function watchedFields(account: Account): Fields {
	const {account_balance: _, ...fields} = accountFields(account);
	return fields;
}
