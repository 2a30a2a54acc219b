import {findPlan} from '../../billing/find-plan.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isInfomirMac, normalizeMac} from '../../normalize/mac.ts';
import type {BillingPlan} from '../../billing/read-types.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Difference, DifferenceCode} from '../../sync/difference.ts';
import {type Account, dayOf, digitsOf, isAmount, isSameName} from './account.ts';
import {type BillingCustomers, type Subscriber, isInDebt} from './billing-customers.ts';
import {parseTvId} from './account-index.ts';
import {serviceMacs} from './customer-index.ts';

/** The differences between the fields of an account and those of its service: the kinds B1 to E3. */
export function differencesBetween(
	account: Account,
	billing: Subscriber,
	billingData: BillingCustomers,
	defaultPlan: string | null,
): readonly Difference[] {
	return concatDifferences(
		statusDifferences(account, billing, billingData),
		planDifferences(account, billing, billingData, defaultPlan),
		macDifferences(account, billing),
		personDifferences(account, billing),
		expiryDifferences(account, billing),
	);
}

const noDifferences: readonly Difference[] = [];

/** Concatenates lists. Nearly all of a hundred thousand rows have no difference, and share one empty list. */
export function concatDifferences(...lists: ReadonlyArray<readonly Difference[]>): readonly Difference[] {
	return lists.every(list => list.length === 0) ? noDifferences : lists.flat();
}

const difference = (
	code: DifferenceCode,
	field: string,
	stalker: string | null,
	billing: string | null,
): Difference => ({
	code,
	field,
	theirs: stalker,
	ours: billing,
});

/** A5: the account number is not the TV id. */
export function numberDifferences({account_number}: Account, {service}: Subscriber): readonly Difference[] {
	return parseTvId(account_number) === service.id
		? noDifferences
		: [difference('A5', 'account_number', account_number, String(service.id))];
}

/** Whether the customer is deleted, or the customer or the service has expired: the date in `expire` is the first day without service. */
const hasEnded = ({deleted, user_expire, service}: Subscriber, today: string): boolean =>
	deleted ||
	(user_expire !== null && user_expire <= today) ||
	(service.expire !== null && service.expire <= today);

/** The later of the days on which customer and service begin, where that is still to come; else `null`. */
function laterStart({user_activate, service}: Subscriber, today: string): string | null {
	const [ofCustomer, ofService] = [user_activate ?? '', service.activate ?? ''];
	const start = ofCustomer > ofService ? ofCustomer : ofService;
	return start > today ? start : null;
}

/** Whether billing wants the service on: enabled, begun, not over, and not in debt. */
export const shouldBeOn = (subscriber: Subscriber, billing: BillingCustomers): boolean =>
	subscriber.service.disable === 0 &&
	subscriber.user_disable === 0 &&
	!hasEnded(subscriber, billing.today) &&
	laterStart(subscriber, billing.today) === null &&
	!isInDebt(subscriber, billing);

function statusDifferences(
	{status}: Account,
	billing: Subscriber,
	billingData: BillingCustomers,
): readonly Difference[] {
	if (status === null) return noDifferences;
	const {today} = billingData;
	const isOn = status === 1;
	const isExpired = hasEnded(billing, today);
	const isDisabled = billing.service.disable !== 0 || billing.user_disable !== 0;
	const start = laterStart(billing, today);
	if (isDisabled || isExpired || start !== null)
		return !isOn
			? noDifferences
			: [
					...(isDisabled ? [difference('B1', 'status', 'on', 'off')] : []),
					...(isExpired ? [difference('B3', 'status', 'on', billing.deleted ? 'deleted' : 'expired')] : []),
					...(start !== null ? [difference('B4', 'status', 'on', start)] : []),
				];
	if (isInDebt(billing, billingData))
		return [isOn ? difference('B6', 'status', 'on', 'debt') : difference('B5', 'status', 'off', 'debt')];
	return isOn ? noDifferences : [difference('B2', 'status', 'off', 'on')];
}

/** The external id that the portal has for a billing plan. */
export const externalIdOf = ({plan_id, plan_filter_id}: Subscriber['service']): string | null =>
	plan_id === null
		? null
		: plan_filter_id === null || plan_filter_id === ''
			? String(plan_id)
			: plan_filter_id;

function planDifferences(
	{tariff_plan}: Account,
	{service}: Subscriber,
	{plans}: BillingCustomers,
	defaultPlan: string | null,
): readonly Difference[] {
	const stalkerPlan = tariff_plan === null || tariff_plan === '' ? null : tariff_plan;
	const billingPlan = externalIdOf(service);
	// The portal sends the default plan's id for an account without plan: the two look the same.
	const isDefault = stalkerPlan !== null && stalkerPlan === defaultPlan;
	if (service.tp_id === null) return stalkerPlan === null || isDefault ? noDifferences : planDifference('C1');
	if (stalkerPlan === null) return planDifference('C1');
	const plan = planFinder(plans)(stalkerPlan);
	if (plan?.tp_id === service.tp_id) return noDifferences;
	return [...planDifference(isDefault ? 'C4' : 'C1'), ...(plan ? [] : planDifference('C2'))];

	function planDifference(code: 'C1' | 'C2' | 'C4'): readonly Difference[] {
		return [difference(code, 'tariff_plan', stalkerPlan, billingPlan)];
	}
}

/** Finds the plan of an external id among these plans, once for each: thousands of accounts have it. */
const planFinder = memoizeWeak((plans: readonly BillingPlan[]) => {
	const found = new Map<string, BillingPlan | undefined>();
	return (externalId: string): BillingPlan | undefined => {
		const plan = found.get(externalId);
		if (plan || found.has(externalId)) return plan;
		found.set(externalId, findPlan(externalId, plans));
		return found.get(externalId);
	};
});

function macDifferences(account: Account, {service}: Subscriber): readonly Difference[] {
	if (account.stb_mac === service.cid && account.stb_mac !== '') return macNotes(account);
	const stalkerMac = account.stb_mac.trim();
	const cids = serviceMacs(service);
	const mac = normalizeMac(stalkerMac) ?? compareKey(stalkerMac);
	if (stalkerMac === '' && cids.length === 0) return noDifferences;
	if (stalkerMac === '' || cids.length === 0)
		return [difference('D2', 'stb_mac', stalkerMac || null, service.cid || null), ...macNotes(account)];
	if (!cids.includes(mac))
		return [difference('D1', 'stb_mac', stalkerMac, service.cid), ...macNotes(account)];
	const {cid, screens} = service;
	if (`${cid};${screens ?? ''}`.split(';').some(one => one.trim() === stalkerMac)) return macNotes(account);
	const spelling = difference('D5', 'stb_mac', stalkerMac, cid);
	// ABillS compares bytes, and would assign the box to another service.
	return [screens === undefined ? spelling : {...spelling, mark: '~'}, ...macNotes(account)];
}

/** D6: the MAC is invalid, or not one of an Infomir box. */
export function macNotes({stb_mac}: Account): readonly Difference[] {
	return isInfomirMac(stb_mac) || stb_mac.trim() === ''
		? noDifferences
		: [difference('D6', 'stb_mac', stb_mac, null)];
}

function personDifferences(
	{full_name, phone, account_balance}: Account,
	{fio, phone: billingPhone, deposit}: Subscriber,
): readonly Difference[] {
	if (full_name === fio && phone === billingPhone && !isAmount(account_balance)) return noDifferences;
	return [
		...(full_name.trim() !== '' && !isSameName(full_name, fio)
			? [difference('E1', 'full_name', full_name, fio)]
			: []),
		...(digitsOf(phone) !== '' && digitsOf(phone) !== digitsOf(billingPhone)
			? [difference('E1', 'phone', phone, billingPhone)]
			: []),
		...(isAmount(account_balance) && Math.abs(Number(account_balance) - Number(deposit ?? 0)) >= 0.005
			? [difference('E2', 'account_balance', account_balance, Number(deposit ?? 0).toFixed(2))]
			: []),
	];
}

/** The first day without service, of the customer or of the service; `null` where neither ends. */
export const earliestEnd = ({service, user_expire}: Subscriber): string | null =>
	[service.expire, user_expire].filter(day => day !== null).toSorted()[0] ?? null;

/** Only portals with their own billing send an `end_date`. */
function expiryDifferences({end_date}: Account, subscriber: Subscriber): readonly Difference[] {
	if (end_date === undefined) return noDifferences;
	const [stalkerDay, billingDay] = [dayOf(end_date), earliestEnd(subscriber)];
	return stalkerDay === billingDay ? noDifferences : [difference('E3', 'end_date', stalkerDay, billingDay)];
}
