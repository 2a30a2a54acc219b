import {parentPort, workerData} from 'node:worker_threads';
import {accountsOfFirst, demoCredentials, startDemoPortal} from './demo-portal.ts';
import {seedBilling, type DemoBilling} from './seed-billing.ts';

/** What the thread is started with: how many portals it serves. */
export type DemoThreadData = {readonly count: number};

/** A portal that the thread serves, and the billing that has most of its accounts. */
export type ServedPortal = {
	readonly access: {readonly url: string; readonly login: string; readonly password: string};
	readonly billing: DemoBilling;
};

/** Accounts of each portal but the first. */
const accountsOfOthers = 100;

/*
The thread of `start-demo.ts`. It serves the portals until it is terminated, and says once which they are.
*/
const {count} = workerData as DemoThreadData;
const portals = await Promise.all(
	Array.from({length: count}, async (_, index): Promise<ServedPortal> => {
		const {url, state} = await startDemoPortal(index === 0 ? {} : furtherAccounts(index));
		return {access: {url, ...demoCredentials}, billing: forPortal(seedBilling(state), index)};
	}),
);
parentPort!.postMessage(portals);

/** The accounts of the portal at this index, which no other has. */
function furtherAccounts(index: number) {
	return {
		accounts: accountsOfOthers,
		seed: index + 1,
		first: accountsOfFirst + (index - 1) * accountsOfOthers,
	};
}

/** The records for the portal at this index. Numbers of plans are unique among all portals, and the channels are the first one's. */
function forPortal(data: DemoBilling, index: number): DemoBilling {
	if (index === 0) return data;
	const plans = data.plans.map(({id, filter_id, name}) => ({
		id: id + 1000 * index,
		filter_id: filter_id || String(id),
		name,
	}));
	return {...data, plans, channels: [], choices: [], prices: []};
}
