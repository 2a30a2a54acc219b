import type {Customer, Plan} from '../../billing/read.ts';

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

export const hasService = (customer: Customer): customer is Subscriber => customer.service !== null;
