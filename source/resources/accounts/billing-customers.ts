import type {Customer, BillingPlan} from '../../billing/read.ts';
import {allOrThrow} from '../../sync/all-or-throw.ts';
import {reuseCustomers} from './reuse-customers.ts';
import type {ResourceContext} from '../context.ts';

/** A customer together with one of his TV services: what an account is compared with. */
export type Subscriber = Customer & {readonly service: NonNullable<Customer['service']>};

/** All that billing must be asked to judge accounts. */
export type BillingCustomers = {
	/** One per customer and TV service of this portal; a customer without one stands once, with `service: null`. */
	readonly customers: readonly Customer[];
	/** The provider's own plans. */
	readonly plans: readonly BillingPlan[];
	/** TV ids that other providers' services hold: a number is free only if neither side has it. */
	readonly takenIds: ReadonlySet<number>;
	/** `YYYY-MM-DD`: what is before it has expired. */
	readonly today: string;
};

/** How many of its services are to be in Stalker: all but those of status 2. */
export const expectedAccounts = (customers: readonly Customer[]): number =>
	customers.filter(({service}) => service !== null && service.disable !== 2).length;

export const hasService = (customer: Customer): customer is Subscriber => customer.service !== null;

/** All customers, plans and taken TV ids, as billing has them now. */
export async function readBillingCustomers(
	context: Pick<ResourceContext, 'billing' | 'portalId' | 'now'>,
): Promise<BillingCustomers> {
	const [customers, rest] = await allOrThrow([
		context.billing.customers(portalServiceId(context)),
		readPlansAndIds(context),
	]);
	return {customers: reuseCustomers(context.billing, customers), ...rest};
}

/** What is not about one customer, and small enough to be read whole each time. */
export async function readPlansAndIds(
	context: Pick<ResourceContext, 'billing' | 'portalId' | 'now'>,
): Promise<Omit<BillingCustomers, 'customers'>> {
	const {billing, now} = context;
	const service = portalServiceId(context);
	const [plans, takenIds] = await allOrThrow([billing.plans(service), billing.takenIds(service)]);
	return {plans, takenIds: new Set(takenIds), today: localDate(now())};
}

/** The portal's row of `iptv_services`. While billing does not know the portal, none of its services are ours. */
export const portalServiceId = ({portalId}: Pick<ResourceContext, 'portalId'>): number =>
	portalId ?? unknownPortalId;

/** No row has this id. */
const unknownPortalId = -1;

/** `YYYY-MM-DD` where the console runs: an expiry ends with the operator's day, not with Greenwich's. */
const localDate = (now: Date): string => now.toLocaleDateString('sv-SE');
