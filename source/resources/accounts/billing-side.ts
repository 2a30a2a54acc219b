import type {Customer, Plan} from '../../billing/read.ts';
import {all} from '../../sync/all.ts';
import type {World} from '../../world.ts';
import {shared} from './shared-customers.ts';

/** A customer together with one of his TV services: what an account is compared with. */
export type Subscriber = Customer & {readonly service: NonNullable<Customer['service']>};

/** All that billing must be asked to judge accounts. */
export type Known = {
	/** One per customer and TV service of this portal; a customer without one stands once, with `service: null`. */
	readonly customers: readonly Customer[];
	/** The provider's own plans. */
	readonly plans: readonly Plan[];
	/** TV ids that other providers' services hold: a number is free only if neither side has it. */
	readonly takenIds: ReadonlySet<number>;
	/** `YYYY-MM-DD`: what is before it has expired. */
	readonly today: string;
};

/** How many of its services are to be in Stalker: all but those of status 2. */
export const ownedOf = (customers: readonly Customer[]): number =>
	customers.filter(({service}) => service !== null && service.disable !== 2).length;

export const hasService = (customer: Customer): customer is Subscriber => customer.service !== null;

/** All customers, plans and taken TV ids, as billing has them now. */
export async function readKnown(world: Pick<World, 'billing' | 'portal' | 'now'>): Promise<Known> {
	const [customers, rest] = await all([world.billing.customers(serviceOf(world)), readRest(world)]);
	return {customers: shared(world.billing, customers), ...rest};
}

/** What is not about one customer, and small enough to be read whole each time. */
export async function readRest(
	world: Pick<World, 'billing' | 'portal' | 'now'>,
): Promise<Omit<Known, 'customers'>> {
	const {billing, now} = world;
	const service = serviceOf(world);
	const [plans, takenIds] = await all([billing.plans(service), billing.takenIds(service)]);
	return {plans, takenIds: new Set(takenIds), today: dateOf(now())};
}

/** The portal's row of `iptv_services`. While billing does not know the portal, none of its services are ours. */
export const serviceOf = ({portal}: Pick<World, 'portal'>): number => portal ?? noPortal;

/** No row has this id. */
const noPortal = -1;

/** `YYYY-MM-DD` where the console runs: an expiry ends with the operator's day, not with Greenwich's. */
const dateOf = (now: Date): string => now.toLocaleDateString('sv-SE');
