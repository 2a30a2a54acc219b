import type {BillingPlan, Customer} from '../../billing/read.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Account} from './account.ts';
import type {BillingCustomers} from './billing-customers.ts';

/** Without a key the licence of an ABillS ends at about a thousand customers, deleted ones among them. */
const fewestLicensed = 1000;

/** ABillS' own forms take a login of this form and length where the site has not set others. */
const loginForm = /^[a-z0-9_][a-z0-9_-]*$/i;
const maxLoginLength = 15;

/** How far above all numbers a TV id is still one that the site itself gave. */
const farAbove = 10_000;

/** What the operator must agree to before an account is added to an ABillS, beyond the action itself: what ABillS does differently afterwards, or not at all. */
export function abillsQuestions(
	{login}: Account,
	{
		plan,
		tvId,
		customer,
	}: {readonly plan: BillingPlan | null; readonly tvId: number | null; readonly customer: Customer | null},
	billing: BillingCustomers,
): readonly Message[] {
	if (!billing.isAbills) return [];
	const {customers, largestTvId} = sizesOf(billing);
	return [
		...(plan && Number(plan.activate_price) > 0
			? [message('ask-activation', {plan: plan.name, value: plan.activate_price})]
			: []),
		...(tvId !== null && tvId > largestTvId + farAbove
			? [message('ask-far-number', {tvId, most: largestTvId})]
			: []),
		...(customer === null && !(loginForm.test(login) && login.length <= maxLoginLength)
			? [message('ask-login-form', {login})]
			: []),
		...(customer === null && customers >= fewestLicensed * 0.9
			? [message('ask-licence', {n: customers + 1})]
			: []),
	];
}

const sizesOf = memoizeWeak(({customers, takenIds}: BillingCustomers) => {
	const uids = new Set<number>();
	let largestTvId = 0;
	for (const {uid, service} of customers) {
		uids.add(uid);
		if (service && service.id > largestTvId) largestTvId = service.id;
	}

	for (const id of takenIds) if (id > largestTvId) largestTvId = id;
	return {customers: uids.size, largestTvId};
});
