import type {BillingPlan, Customer} from '../../billing/read-types.ts';
import {textOf, type CurrentRecord, type Fields} from '../../sync/changes/change.ts';
import type {BillingCustomers} from './billing-customers.ts';

/** Billing's side with the current customers and services. */
export function patchCustomers(known: BillingCustomers, current: readonly CurrentRecord[]): BillingCustomers {
	const own = current.filter(
		({system, record}) => system === 'billing' && (record === 'customer' || record === 'service'),
	);
	if (own.length === 0) return known;
	const plans = new Map(known.plans.map(plan => [plan.tp_id, plan]));
	const uids = new Set(own.map(({key, fields}) => Number((fields ?? key)['uid'])));
	const ranges = [...uids].toSorted((a, b) => a - b).map(uid => rangeOf(uid, known.customers));
	const before = ranges.flatMap(({start, end}) => known.customers.slice(start, end));
	const people = new Map(
		before.map(customer => [customer.uid, {...customer, service: null as Customer['service']}]),
	);
	const services = new Map(
		before.flatMap(({uid, service}) => (service ? [[service.id, {uid, service}]] : [])),
	);
	for (const {record, key, fields} of own) {
		if (record === 'customer') {
			const uid = Number((fields ?? key)['uid']);
			if (fields) people.set(uid, customerOf(fields, people.get(uid)));
			else people.delete(uid);
		} else if (fields)
			services.set(Number(fields['id']), {
				uid: Number(fields['uid']),
				service: serviceOf(fields, plans, services.get(Number(fields['id']))?.service),
			});
		else services.delete(Number(key['id']));
	}

	const byUid = Map.groupBy(services.values(), ({uid}) => uid);
	const replaced = ranges.map(range => {
		const person = people.get(range.uid);
		const own = (byUid.get(range.uid) ?? [{service: null}]).map(({service}) => service);
		own.sort((a, b) => (a?.id ?? 0) - (b?.id ?? 0));
		return {...range, now: person ? own.map(service => ({...person, service})) : []};
	});
	return {...known, customers: replaceRanges(known.customers, replaced)};
}

/** The places of a customer in a list that is ordered by uid: `start` up to but not including `end`. */
type Range = {readonly uid: number; readonly start: number; readonly end: number};

const rangeOf = (uid: number, customers: readonly Customer[]): Range => ({
	uid,
	start: firstPlace(customers, uid),
	end: firstPlace(customers, uid + 1),
});

/**
The list with other customers in these ranges, which are in ascending order. What lies between them is copied at once: one by one a hundred
thousand customers take ten times as long.
*/
function replaceRanges(
	customers: readonly Customer[],
	ranges: ReadonlyArray<Range & {readonly now: readonly Customer[]}>,
): readonly Customer[] {
	const [only, ...others] = ranges;
	if (only && others.length === 0) return customers.toSpliced(only.start, only.end - only.start, ...only.now);
	const pieces: Array<readonly Customer[]> = [];
	let last = 0;
	for (const {start, end, now} of ranges) {
		pieces.push(customers.slice(last, start), now);
		last = end;
	}

	pieces.push(customers.slice(last));
	let joined: readonly Customer[] = [];
	for (let from = 0; from < pieces.length; from += maxArguments)
		joined = joined.concat(...pieces.slice(from, from + maxArguments));
	return joined;
}

/** So many can be the arguments of one call. */
const maxArguments = 1000;

/** The place of the first customer with this uid or a higher one. */
function firstPlace(customers: readonly Customer[], uid: number): number {
	let [low, high] = [0, customers.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (customers[middle]!.uid < uid) low = middle + 1;
		else high = middle;
	}

	return low;
}

/** Of a customer of a company the record has no deposit and credit that count: they stay as they were read. */
const customerOf = (fields: Fields, previous: Customer | undefined): Customer => ({
	uid: Number(fields['uid']),
	login: textOf(fields['id']),
	user_disable: Number(fields['disable']),
	deleted: fields['deleted'] !== 0,
	user_activate: fields['activate'] as string | null,
	user_expire: fields['expire'] as string | null,
	fio: textOf(fields['person.name']),
	...(previous?.hasNameParts && {hasNameParts: true as const}),
	phone: textOf(fields['person.phone']),
	bill_id: Number(fields['bill_id']) || null,
	deposit: (fields['bills.deposit'] as string | undefined) ?? null,
	credit: textOf(fields['credit']),
	...(Number(fields['company_id']) > 0 && previous && billOf(previous)),
	service: null,
});

const billOf = ({bill_id, deposit, credit}: Customer) => ({bill_id, deposit, credit});

function serviceOf(
	fields: Fields,
	plans: ReadonlyMap<number, BillingPlan>,
	previous: Customer['service'] | undefined,
): NonNullable<Customer['service']> {
	const tp_id = Number(fields['tp_id']) || null;
	const plan = tp_id === null ? undefined : plans.get(tp_id);
	// Kept beside the service, and read with it where its plan is changed.
	const {screens, choices: chosen} = previous ?? {};
	const choices = fields['choice_count'] === undefined ? chosen : Number(fields['choice_count']);
	return {
		id: Number(fields['id']),
		cid: textOf(fields['cid']),
		iptv_login: textOf(fields['iptv_login']),
		disable: Number(fields['disable']),
		activate: (fields['activate'] ?? null) as string | null,
		expire: fields['expire'] as string | null,
		registration: textOf(fields['registration']),
		tp_id,
		plan_id: plan?.id ?? null,
		plan_filter_id: plan?.filter_id ?? null,
		plan_name: plan?.name ?? null,
		...(screens !== undefined && {screens}),
		...(choices && {choices}),
	};
}
