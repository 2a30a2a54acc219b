import type {FreshRecord} from '../../sync/changes/change.ts';
import {patchedAccounts, patchCustomers} from '../accounts/patch.ts';
import {replaceIn} from '../accounts/replace-accounts.ts';
import {compareBoxes, type BoxComparison} from './compare.ts';

/** The boxes with what an action wrote into billing, and into their accounts. */
export function patchBoxes(comparison: BoxComparison, fresh: readonly FreshRecord[]): BoxComparison {
	const {stalker, short} = comparison;
	const billing = patchCustomers(comparison.billing, fresh);
	const {accounts} = stalker;
	const now = accounts
		? {...stalker, accounts: replaceIn(accounts, patchedAccounts(accounts.items, fresh))}
		: stalker;
	return {stalker: now, billing, short, rows: compareBoxes(now, billing, short !== null)};
}
