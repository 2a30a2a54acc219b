import type {StalkerClient} from '../../../stalker/client.ts';
import type {AmongAll} from '../../../sync/resource.ts';
import type {ResourceContext} from '../../context.ts';
import {parseIdentifiers, type Account} from '../account.ts';
import type {AccountComparison, AccountList} from '../compare.ts';
import {readAgain} from '../refresh-rows.ts';
import {replaceAccounts} from '../patch.ts';
import {isIdentified, listIdentifiers} from '../../../stalker/accounts-by-identifier.ts';
import {readPlans} from './read-accounts.ts';
import {dependsOnDefaultPlan} from './read-row.ts';

/**
One account among the identifiers of all, by two requests: `GET stb`, then the account by its MAC or number; a third one where the portal's default plan decides about a difference. It tells who else has an identifier, which `users/` hides, which numbers are taken, and
whether the list is short.
*/
export const accountAmongAll: AmongAll<AccountComparison> = {
	async list({stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		const identifiers = await listIdentifiers(stalker, {signal});
		return identifiers?.every(isIdentified) ? identifiedAccounts(identifiers) : null;
	},
	async complete({stalker: account}, comparison, {stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		const current = await readWhole(account!, stalker, signal);
		if (!current) return null;
		const withAccount = (plans: Pick<AccountList, 'planIds' | 'defaultPlan'> | null) => {
			const before = {...comparison, stalker: {...comparison.stalker, ...plans}};
			return replaceAccounts(before, {replaced: new Map([[account!, current]]), added: []}, before.billing);
		};
		const completed = withAccount(null);
		const row = completed.rows.find(one => one.stalker === current);
		return row && dependsOnDefaultPlan(row) ? withAccount(await readPlans(stalker, signal)) : completed;
	},
};

/** A list of accounts of which nothing but the identifiers is known. */
export const identifiedAccounts = (identifiers: readonly unknown[]): AccountList => ({
	items: identifiers.map(parseIdentifiers),
	...{invalid: [], warnings: [], defaultPlan: null, planIds: []},
});

/** The whole record of an account; `null` where it is not found by MAC or number. */
export const readWhole = async (
	account: Account,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<Account | null> => (await readAgain([account], stalker, signal)).get(account) ?? null;
