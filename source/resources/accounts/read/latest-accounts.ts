import type {StalkerClient} from '../../../stalker/client.ts';
import {memoizeWeak} from '../../../sync/memoize-weak.ts';
import type {AccountList} from '../compare.ts';
import {parseAccounts} from './parse-accounts.ts';

/**
The accounts as last read in this run, or read now: for lists that belong to accounts and can be shown without them.
`null` where the portal does not return them: they take thirty times as long as the lists themselves.
*/
export async function latestAccounts(
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<AccountList | null> {
	try {
		const records = await stalker.latestList('accounts', {signal});
		return accountListOf(parseAccounts(stalker, records));
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof Error && 'code' in error) return null;
		throw error;
	}
}

/** One object for each list: what is derived from it is cached by that object. */
const accountListOf = memoizeWeak((parsed: ReturnType<typeof parseAccounts>): AccountList => ({
	...parsed,
	warnings: [],
	defaultPlan: null,
	planIds: [],
}));
