import type {Fields} from '../../sync/changes/change.ts';
import type {StalkerClient} from '../client.ts';
import {StalkerRefused} from '../errors.ts';
import {isMistakenForMac} from '../request-url.ts';

/** Data of an account outside its own record, each in a separate resource. */
const resources = ['stb', 'itv_subscription', 'account_subscription', 'stb_modules'] as const;

/**
The answers of these resources for one account, by their names, as the portal sent them: only records of this account. Of a resource that the portal refuses for it, the refusal is kept. `null` where they do not understand the identifier: they take any of twelve characters for a MAC.
*/
export async function snapshotOf(
	account: Fields,
	id: string,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<Fields | null> {
	if (isMistakenForMac('stb', id)) return null;
	const taken: Record<string, unknown> = {};
	for (const resource of resources) {
		try {
			const {results} = await client.read(resource, [id], {signal});
			taken[resource] = Array.isArray(results) ? results.filter(row => isOf(row, account)) : results;
		} catch (error) {
			if (!(error instanceof StalkerRefused)) throw error;
			taken[resource] = {refused: error.reason};
		}
	}

	return taken as Fields;
}

/** `itv_subscription/UNKNOWN` answers with everybody's rows; `account_subscription` says only whose MAC it is. */
export function isOf(row: unknown, {stb_mac, account_number}: Fields): boolean {
	if (typeof row !== 'object' || row === null) return false;
	const {mac, ls = account_number} = row as Readonly<Record<string, unknown>>;
	return (mac ?? '') === stb_mac && ls === account_number;
}
