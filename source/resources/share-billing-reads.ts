import type {Billing} from '../billing/billing.ts';

/**
The same billing, with each whole list read only once: several resources are compared with the same lists. To be used for one read of all
resources, not longer.
*/
export function shareBillingReads(billing: Billing): Billing {
	const reads = new Map<string, Promise<unknown>>();
	const once = async <Value>(name: string, read: () => Promise<Value>): Promise<Value> => {
		if (!reads.has(name)) reads.set(name, read());
		return reads.get(name) as Promise<Value>;
	};
	return {
		...billing,
		customers: async (providerId, only) =>
			only
				? billing.customers(providerId, only)
				: once(`customers ${providerId}`, async () => billing.customers(providerId)),
		plans: async providerId => once(`plans ${providerId}`, async () => billing.plans(providerId)),
		takenIds: async providerId => once(`takenIds ${providerId}`, async () => billing.takenIds(providerId)),
		channels: async () => once('channels', async () => billing.channels()),
		today: async () => once('today', async () => billing.today()),
	};
}
