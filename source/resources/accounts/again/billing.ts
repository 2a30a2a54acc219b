import {isDeepStrictEqual} from 'node:util';
import type {Customer, CustomerFilter, BillingPlan} from '../../../billing/read.ts';
import {compareKey} from '../../../normalize/collation.ts';
import {allOrThrow} from '../../../sync/all-or-throw.ts';
import type {Account} from '../account.ts';
import {readPlansAndIds, portalServiceId, type BillingCustomers} from '../billing-customers.ts';
import type {AccountRow} from '../compare.ts';
import {normalizeMacOrText, parseTvId} from '../account-index.ts';
import {parseMacs, customerIndexOf} from '../match.ts';
import type {ResourceContext} from '../../context.ts';

/** Billing's side with the customers of these rows, the plans and the taken TV ids as they are now; whatever did not change is the very same object. */
export async function knownAgain(
	rows: readonly AccountRow[],
	fresh: readonly Account[],
	known: BillingCustomers,
	context: Pick<ResourceContext, 'billing' | 'portalId' | 'now'>,
): Promise<BillingCustomers> {
	const names = namesOfRows(rows, fresh);
	const before = customersNamed(names, known.customers);
	const narrowing = {...names, uids: [...before]};
	const [found, rest] = await allOrThrow([
		context.billing.customers(portalServiceId(context), narrowing),
		readPlansAndIds(context),
	]);
	const now: BillingCustomers = {
		customers: withCustomers(known.customers, found, before),
		plans: isDeepStrictEqual(known.plans.map(uncounted), rest.plans.map(uncounted))
			? known.plans
			: rest.plans,
		takenIds: isSame(known.takenIds, rest.takenIds) ? known.takenIds : rest.takenIds,
		today: rest.today,
		isAbills: rest.isAbills,
	};
	return isUnchanged(now, known) ? known : now;
}

/** Every name by which a row's account or service may be known to billing. */
function namesOfRows(rows: readonly AccountRow[], fresh: readonly Account[]): Required<CustomerFilter> {
	const accounts = [...rows.flatMap(({stalker}) => stalker ?? []), ...fresh];
	const customers = rows.flatMap(({billing}) => billing ?? []);
	const services = customers.flatMap(({service}) => service ?? []);
	const logins = [
		...accounts.flatMap(({login}) => [login, ...baseOf(login)]),
		...services.flatMap(({iptv_login: login}) => [login, ...baseOf(login)]),
		...customers.map(({login}) => login),
	];
	return {
		logins: [...new Set(logins)].filter(login => login.trim() !== ''),
		macs: [
			...accounts.map(({stb_mac: mac}) => normalizeMacOrText(mac)),
			...services.flatMap(({cid}) => parseMacs(cid)),
		].filter(mac => mac !== ''),
		tvIds: [
			...accounts.flatMap(({account_number: number}) => parseTvId(number) ?? []),
			...services.map(({id}) => id),
		],
		uids: customers.map(({uid}) => uid),
	};
}

/** `ivan_102` is how ABillS names a further box of `ivan`. */
const baseOf = (login: string): readonly string[] => /^(.+)_[1-9]\d{0,5} *$/.exec(login)?.slice(1, 2) ?? [];

/** The customers of the list whom any of the names leads to. */
function customersNamed(
	{logins, macs, tvIds, uids}: Required<CustomerFilter>,
	customers: readonly Customer[],
): ReadonlySet<number> {
	const {byLogin, byIptvLogin, byMac, byId} = customerIndexOf(customers);
	const places = [
		...logins.flatMap(login => [...byLogin.get(compareKey(login)), ...byIptvLogin.get(compareKey(login))]),
		...macs.flatMap(mac => byMac.get(mac)),
		...tvIds.flatMap(id => byId.get(id) ?? []),
	];
	return new Set([...uids, ...places.map(place => customers[place]!.uid)]);
}

/** The list with what was found in the place of what it had of the same customers, in the same order. */
function withCustomers(
	customers: readonly Customer[],
	found: readonly Customer[],
	before: ReadonlySet<number>,
): readonly Customer[] {
	const concerned = new Set([...before, ...found.map(({uid}) => uid)]);
	const replaced = customers.filter(({uid}) => concerned.has(uid));
	if (isDeepStrictEqual(replaced, found)) return customers;
	const kept = found.map(customer => replaced.find(other => isDeepStrictEqual(other, customer)) ?? customer);
	return [...customers.filter(({uid}) => !concerned.has(uid)), ...kept].toSorted(
		(a, b) => a.uid - b.uid || (a.service?.id ?? 0) - (b.service?.id ?? 0),
	);
}

/** How many services have the plan is no business of one account. */
const uncounted = (plan: BillingPlan): BillingPlan => ({...plan, accounts: 0});

const isSame = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
	one.size === other.size && [...one].every(id => other.has(id));

const isUnchanged = (now: BillingCustomers, known: BillingCustomers): boolean =>
	now.customers === known.customers &&
	now.plans === known.plans &&
	now.takenIds === known.takenIds &&
	now.today === known.today;
