import type {FreshRecord} from '../../sync/changes/change.ts';
import {patchedAccounts, patchCustomers} from '../accounts/patch.ts';
import {compareBoxes, type BoxComparison} from './compare.ts';

/** The boxes with what an action wrote into billing, and into their accounts. */
export function patchBoxes(comparison: BoxComparison, fresh: readonly FreshRecord[]): BoxComparison {
	const {stalker, short} = comparison;
	const billing = patchCustomers(comparison.billing, fresh);
	const {accounts} = stalker;
	const changed = accounts && patchedAccounts(accounts.items, fresh).became;
	const now =
		changed && changed.size > 0
			? {
					...stalker,
					accounts: {
						...accounts,
						items: accounts.items.flatMap(account => {
							const patched = changed.get(account);
							return patched === undefined ? account : (patched ?? []);
						}),
					},
				}
			: stalker;
	return {stalker: now, billing, short, rows: compareBoxes(now, billing, short !== null)};
}
