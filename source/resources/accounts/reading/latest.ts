import type {Stalker} from '../../../stalker/client.ts';
import {oncePer} from '../../../sync/once.ts';
import type {AccountsReading} from '../compare.ts';
import {asReading} from './as-reading.ts';

/**
The accounts as this run read them last, or reads them now: for what is a part of an account, and can be shown without. `null` where the portal does not
give them; they take thirty times as long as any of their parts.
*/
export async function latestAccounts(
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<AccountsReading | null> {
	try {
		const records = await stalker.latest('accounts', signal ? {signal} : {});
		return readingOf(asReading(stalker, records));
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof Error && 'code' in error) return null;
		throw error;
	}
}

/** One value for each list, as what is made of it is made once for each value. */
const readingOf = oncePer((reading: ReturnType<typeof asReading>): AccountsReading => ({
	...reading,
	warnings: [],
	defaultPlan: null,
}));
