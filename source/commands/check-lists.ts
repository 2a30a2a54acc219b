import {BillingError} from '../billing/errors.ts';
import {resources} from '../resources/index.ts';
import {shareBillingReads} from '../resources/share-billing-reads.ts';
import {readAndCompare} from '../sync/comparison.ts';
import {countDifferences, type DifferenceCounts} from '../sync/count-differences.ts';
import type {DifferenceCode} from '../sync/difference.ts';
import type {Comparison} from '../sync/row.ts';
import {isSystemFailure} from '../sync/changes/outcome.ts';
import {errorMessage, type Message} from '../i18n/message.ts';
import {withParts, type AppContext} from '../app/context.ts';
import type {PortalAccess} from './command.ts';

/** The result for one list: its counts, or why it could not be read. */
export type CheckedList = {
	readonly list: string;
	readonly counts: DifferenceCounts | null;
	readonly short: Comparison['short'];
	readonly unread: Message | null;
};

/** The lists of one portal. */
export type CheckedPortal = {readonly portal: string; readonly lists: readonly CheckedList[]};

/** Reads and counts the lists of each portal, one portal after the other. One that cannot be reached does not stop the others. */
export async function checkPortals(
	portals: readonly PortalAccess[],
	wanted: ReadonlySet<DifferenceCode> | undefined,
	signal: AbortSignal,
): Promise<readonly CheckedPortal[]> {
	const checked: CheckedPortal[] = [];
	for (const {name, context} of portals) {
		try {
			checked.push({portal: name, lists: await checkLists(await context(), wanted, signal)});
		} catch (error) {
			signal.throwIfAborted();
			const unread = errorMessage(error);
			const lists = resources.map(resource => ({list: resource.name, counts: null, short: null, unread}));
			checked.push({portal: name, lists});
		}
	}

	return checked;
}

/**
Reads and counts each list, and adds its rows that are out of sync to the curve of the menu. After a failure of a whole system the others
are not tried.
*/
export async function checkLists(
	context: AppContext,
	wanted: ReadonlySet<DifferenceCode> | undefined,
	signal: AbortSignal,
): Promise<readonly CheckedList[]> {
	const shared = withParts(context, {billing: shareBillingReads(context.billing)});
	const lists: CheckedList[] = [];
	const unsynced: UnsyncedCount[] = [];
	let halted: Message | null = null;
	for (const resource of resources) {
		if (halted) {
			lists.push({list: resource.name, counts: null, short: null, unread: halted});
			continue;
		}

		try {
			const {rows, short} = await readAndCompare(resource, shared, {signal});
			const counts = countDifferences(rows, wanted);
			if (!short) unsynced.push({list: resource.name, unsynced: rows.length - counts.marks['=']});
			lists.push({list: resource.name, counts, short, unread: null});
		} catch (error) {
			signal.throwIfAborted();
			const unread = errorMessage(error);
			if (isSystemFailure(error)) halted = unread;
			lists.push({list: resource.name, counts: null, short: null, unread});
		}
	}

	await keepCounts(unsynced, context);
	return lists;
}

/** A list, and how many of its rows are out of sync. */
type UnsyncedCount = {readonly list: string; readonly unsynced: number};

/** Adds to the curve of the menu: in billing, where every operator's console finds it, else in this user's own files. */
async function keepCounts(
	counts: readonly UnsyncedCount[],
	{billing, providerId, readOnly, countHistory, now}: AppContext,
): Promise<void> {
	const at = now();
	const isShared = !readOnly && providerId !== null && billing.counts !== null;
	try {
		if (isShared) return await billing.counts.add(providerId, counts, at);
	} catch (error) {
		// What was checked is right all the same; another check may have written at this moment.
		if (!(error instanceof BillingError)) throw error;
	}

	for (const {list, unsynced} of counts) countHistory.add(list, unsynced, at);
}
