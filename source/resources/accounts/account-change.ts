import {accountFields} from '../../stalker/records/account-fields.ts';
import type {Fields} from '../../sync/changes/change.ts';
import type {Account} from './account.ts';

/** The key of an account in changes: its identifiers as the portal sent them. */
export const accountKey = ({login, stb_mac, account_number}: Account): Fields => ({
	login,
	stb_mac,
	account_number,
});

/** The `before` of a change that must not be made once anything that an operator sees of the account was changed. The balance is pushed by billing. */
export function watchedFields(account: Account): Fields {
	const {account_balance: _, ...fields} = accountFields(account);
	return fields;
}
