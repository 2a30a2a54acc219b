import type {StalkerClient} from '../../../stalker/client.ts';
import {memoizeWeak} from '../../../sync/memoize-weak.ts';
import type {AccountsReading} from '../compare.ts';
import {parseAccounts} from './parse-accounts.ts';

/**
The accounts as this run read them last, or reads them now: for what is a part of an account, and can be shown without. `null` where the portal does not
give them; they take thirty times as long as any of their parts.
*/
export async function latestAccounts(
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<AccountsReading | null> {
	try {
		const records = await stalker.latestList('accounts', signal ? {signal} : {});
		return accountListOf(parseAccounts(stalker, records));
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof Error && 'code' in error) return null;
		throw error;
	}
}

/** One value for each list, as what is made of it is made once for each value. */
const accountListOf = memoizeWeak((reading: ReturnType<typeof parseAccounts>): AccountsReading => ({
	...reading,
	warnings: [],
	defaultPlan: null,
}));
