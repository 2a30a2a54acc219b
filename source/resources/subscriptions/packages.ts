import * as v from 'valibot';
import {StalkerRefused} from '../../stalker/errors.ts';
import {isMistakenForMac, isSafeIdentifier} from '../../stalker/safe-request.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {LazyColumns} from '../../sync/resource.ts';
import {requiredText} from '../record-fields.ts';
import type {SubscriptionRow} from './compare.ts';
import type {Subscription} from './read-subscriptions.ts';
import type {ResourceContext} from '../context.ts';

/** PHP sends an object where the list has gaps. */
const schema = v.object({
	mac: v.optional(v.nullable(v.string())),
	subscribed: v.union([v.array(requiredText), v.record(v.string(), requiredText)]),
});

/** Parallel requests to a portal. */
const maxConcurrent = 2;

/**
Loads the packages of an account: `GET account_subscription/ID`, one account a request and as expensive as *accounts*,
so only for rows on the screen.
*/
export const packages: LazyColumns<SubscriptionRow> = {
	isMissing: ({stalker}) => stalker !== null && stalker.subscribed === null && identifierOf(stalker) !== null,

	async load(rows, {stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		const found = new Map<string, Subscription>();
		const queue = rows.filter(row => packages.isMissing(row));
		const work = async () => {
			for (let row = queue.shift(); row; row = queue.shift()) {
				signal?.throwIfAborted();
				const subscribed = await readPackages(row.stalker!, stalker, signal);
				if (subscribed) found.set(row.key, {...row.stalker!, subscribed});
			}
		};

		await Promise.all(Array.from({length: maxConcurrent}, work));
		return found;
	},
};

/** The MAC in the portal's own notation, else the number; `null` where neither is safe. */
function identifierOf({mac, ls}: Subscription): string | null {
	if (normalizeMac(mac) === mac) return mac;
	return mac === '' && isSafeIdentifier(ls) && !isMistakenForMac('account_subscription', ls) ? ls : null;
}

/**
Reads the packages; `null` where they are unknown: the portal does not have the account, returns another one or
several, or no list. Unknown is never “none”.
*/
async function readPackages(
	subscription: Subscription,
	stalker: Pick<StalkerClient, 'read'>,
	signal?: AbortSignal,
): Promise<readonly string[] | null> {
	try {
		const {results} = await stalker.read('account_subscription', [identifierOf(subscription)!], {signal});
		const [only, ...more] = Array.isArray(results) ? (results as readonly unknown[]) : [results];
		const read = v.safeParse(schema, only);
		return more.length === 0 && read.success && (read.output.mac ?? '') === subscription.mac
			? Object.values(read.output.subscribed)
			: null;
	} catch (error) {
		if (error instanceof StalkerRefused) return null;
		throw error;
	}
}
