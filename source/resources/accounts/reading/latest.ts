import type {Stalker} from '../../../stalker/client.ts';
import {oncePer} from '../../../sync/once.ts';
import {readRecords} from '../../../sync/reading.ts';
import {readAccount} from '../account.ts';
import type {AccountsReading} from '../compare.ts';

/**
The accounts as this run read them last, or reads them now: for what is a part of an account, and can be shown without. `null` where the portal does not
give them; they take thirty times as long as any of their parts.
*/
export async function latestAccounts(
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<AccountsReading | null> {
	try {
		return asReading(await stalker.latest('accounts', signal ? {signal} : {}));
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof Error && 'code' in error) return null;
		throw error;
	}
}

const asReading = oncePer((results: readonly unknown[]): AccountsReading => ({
	...readRecords(results, readAccount),
	warnings: [],
	defaultPlan: null,
}));
