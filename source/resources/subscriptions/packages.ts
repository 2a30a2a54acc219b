import {StalkerRefused} from '../../stalker/errors.ts';
import {isMistakenForMac, isSafeIdentifier} from '../../stalker/identifier.ts';
import type {Stalker} from '../../stalker/client.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Completing} from '../../sync/resource.ts';
import type {Chooser} from './compare.ts';
import type {Subscription} from './subscription.ts';

/** As many requests as a portal is asked at once. */
const atOnce = 2;

/**
The packages of an account: `GET account_subscription/ID`, one account a request and as dear as *accounts*, so only of rows that somebody looks at.
*/
export const packages: Completing<Subscription, Chooser> = {
	lacks: ({theirs}) => theirs !== null && theirs.subscribed === null && identifierOf(theirs) !== null,

	async complete(rows, {stalker}, signal) {
		const found = new Map<string, Subscription>();
		const left = rows.filter(row => packages.lacks(row));
		const work = async () => {
			for (let row = left.shift(); row; row = left.shift()) {
				signal?.throwIfAborted();
				found.set(row.key, {...row.theirs!, subscribed: await packagesOf(row.theirs!, stalker, signal)});
			}
		};

		await Promise.all(Array.from({length: atOnce}, work));
		return found;
	},
};

/** By MAC in the portal's own notation, else by number; `null` where neither would arrive as it is. */
function identifierOf({mac, ls}: Subscription): string | null {
	if (normaliseMac(mac) === mac) return mac;
	return mac === '' && isSafeIdentifier(ls) && !isMistakenForMac('account_subscription', ls) ? ls : null;
}

/** None where the portal knows the account no more, or answers of another. */
async function packagesOf(
	subscription: Subscription,
	stalker: Pick<Stalker, 'read'>,
	signal?: AbortSignal,
): Promise<readonly string[]> {
	try {
		const {results} = await stalker.read(
			'account_subscription',
			[identifierOf(subscription)!],
			signal ? {signal} : {},
		);
		const [only, ...more] = Array.isArray(results) ? (results as readonly unknown[]) : [results];
		const {mac, subscribed} = (only ?? {}) as Readonly<Record<string, unknown>>;
		if (more.length > 0 || (mac ?? '') !== subscription.mac || !Array.isArray(subscribed)) return [];
		return subscribed.filter(id => typeof id === 'string' || typeof id === 'number').map(String);
	} catch (error) {
		if (error instanceof StalkerRefused) return [];
		throw error;
	}
}
