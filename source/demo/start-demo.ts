import {once} from 'node:events';
import {Worker} from 'node:worker_threads';
import type {Billing} from '../billing/billing.ts';
import {threadFile} from '../files/thread-file.ts';
import type {DemoThreadData, ServedPortal} from './demo-thread.ts';

/** Running demo portals. */
export type Demo = {
	/** How each portal is reached. */
	readonly portals: ReadonlyArray<ServedPortal['access']>;
	/** Makes a billing in memory that has most of their accounts, gone when closed; that takes seconds. */
	billing(): Promise<Billing>;
	close(): Promise<void>;
};

/**
Starts so many demo portals, on loopback, whose accounts have nothing in common. They have a thread of their own: a key of the console does
not wait while they respond.
*/
export async function startDemo(count: number): Promise<Demo> {
	const worker = new Worker(threadFile('demo-thread', import.meta.url), {
		workerData: {count} satisfies DemoThreadData,
	});
	// Rejects where the thread fails.
	const [portals] = (await once(worker, 'message')) as [readonly ServedPortal[]];
	return {
		portals: portals.map(({access}) => access),
		async billing() {
			// Loading the database takes longer than the first frame, which shows that it is being loaded.
			const [{openBilling}, {loadDemoBilling}] = await Promise.all([
				import('../billing/billing.ts'),
				import('./load-billing.ts'),
			]);
			const billing = await openBilling('memory:');
			for (const portal of portals) await loadDemoBilling(billing, portal.billing, portal.access.url);
			return billing;
		},
		close: async () => void (await worker.terminate()),
	};
}
