import type {AbillsSizes, BillingPlan, Customer} from '../../billing/read-types.ts';
import {allOrThrow} from '../../sync/all-or-throw.ts';
import type {ResourceContext} from '../context.ts';
import type {Billing} from '../../billing/billing.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {createStructuralSharing} from '../../sync/shared-values.ts';

/** A customer with one of his TV services: what an account is compared with. */
export type Subscriber = Customer & {readonly service: NonNullable<Customer['service']>};

/** Billing's data that accounts are compared with. */
export type BillingCustomers = {
	/** One record per customer and TV service of this portal; a customer without service has one record with `service: null`. */
	readonly customers: readonly Customer[];
	/** The provider's own plans. */
	readonly plans: readonly BillingPlan[];
	/** TV ids of other providers' services: a number is free only if neither system uses it. */
	readonly takenIds: ReadonlySet<number>;
	/** `YYYY-MM-DD` in the database's time zone: this date and earlier ones have expired. */
	readonly today: string;
	/**
	The number of customers and the largest TV id of the ABillS, which charges by itself; `null` in this program's own tables, where
	deposits may not be maintained.
	*/
	readonly abills: AbillsSizes | null;
};

/** Stands for billing while it has not been read. */
export const noCustomers: BillingCustomers = {
	customers: [],
	plans: [],
	takenIds: new Set(),
	today: '',
	abills: null,
};

/**
Number of services that should be in Stalker: all but those of status 2. Counted once for each list: several lists are compared with it.
*/
export const expectedAccounts = memoizeWeak((customers: readonly Customer[]): number => {
	let count = 0;
	for (const {service} of customers) if (service !== null && service.disable !== 2) count++;
	return count;
});

export const hasService = (customer: Customer): customer is Subscriber => customer.service !== null;

/** Reads all customers, plans and taken TV ids. */
export async function readBillingCustomers(
	context: Pick<ResourceContext, 'billing' | 'providerId'>,
): Promise<BillingCustomers> {
	const [customers, plansAndIds] = await allOrThrow([
		context.billing.customers(providerIdOf(context)),
		readPlansAndIds(context),
	]);
	return {customers: await reuseCustomers(context.billing, customers), ...plansAndIds};
}

/** Reads the part that does not belong to one customer, and is small enough to be read whole each time. */
export async function readPlansAndIds(
	context: Pick<ResourceContext, 'billing' | 'providerId'>,
): Promise<Omit<BillingCustomers, 'customers'>> {
	const {billing} = context;
	const service = providerIdOf(context);
	const [plans, takenIds, today, abills] = await allOrThrow([
		billing.plans(service),
		billing.takenIds(service),
		billing.today(),
		billing.abillsSizes(),
	]);
	return {plans, takenIds: new Set(takenIds), today, abills};
}

/** The portal's row of `iptv_services`. While billing does not know the portal, an id that no service has. */
export const providerIdOf = ({providerId}: Pick<ResourceContext, 'providerId'>): number =>
	providerId ?? unknownPortalId;

/** No row has this id. */
const unknownPortalId = -1;

/**
Whether a service on a prepaid tariff plan has nothing left to pay with: the deposit and the credit, which is the plan's where the customer
has none of his own.

An ABillS takes 0 for debt, as its own nightly program does. In this program's own tables deposits may not be maintained: there 0 is debt
only where the plan has a fee.
*/
export function isInDebt(
	{deposit, credit, service: {tp_id}}: Subscriber,
	{plans, abills}: Pick<BillingCustomers, 'plans' | 'abills'>,
): boolean {
	const ownCredit = Number(credit);
	const own = Number(deposit ?? 0) + ownCredit;
	if (tp_id === null || own > 0) return false;
	const plan = plans.find(one => one.tp_id === tp_id);
	if (plan && plan.payment_type !== 0) return false;
	const terms = plan && amountsOf(plan);
	const left = ownCredit === 0 ? own + (terms?.credit ?? 0) : own;
	return left < 0 || (left === 0 && (abills !== null || terms?.hasFee === true));
}

/** The amounts of a plan as numbers, parsed once: thousands of services have it. */
const amountsOf = memoizeWeak(({credit, month_fee, day_fee}: BillingPlan) => ({
	credit: Number(credit),
	hasFee: Number(month_fee) > 0 || Number(day_fee) > 0,
}));

/** Label of a row that only billing has: the login of the service in Stalker, else the customer's. */
export const customerLabel = ({login, service}: Customer): string => service?.iptv_login || login;

/** The customers just read, sharing equal records with the previous list: three screens use this list, and each reads it. */
const reuseCustomers = async (
	billing: Billing,
	customers: readonly Customer[],
): Promise<readonly Customer[]> => sharingByBilling(billing)(customers);

const sharingByBilling = memoizeWeak<Billing, ReturnType<typeof createStructuralSharing<Customer>>>(() =>
	createStructuralSharing(isSameCustomer),
);

function isSameCustomer(one: Customer, other: Customer): boolean {
	const [its, others] = [one.service, other.service];
	return (
		haveSameFields(one, other) &&
		(its === null || others === null ? its === others : haveSameFields(its, others))
	);
}

/**
Whether all fields but `service`, a record of its own, are equal. Without a list of field names: this runs for a
hundred thousand records.
*/
function haveSameFields(one: object, other: object): boolean {
	const [fields, others] = [one, other] as ReadonlyArray<Readonly<Record<string, unknown>>>;
	for (const name in fields) if (name !== 'service' && fields[name] !== others![name]) return false;
	return true;
}
