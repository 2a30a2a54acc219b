import type {BillingPlan, Customer} from '../../billing/read.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import type {BillingCustomers} from './billing-customers.ts';

/** Without a key the licence of an ABillS allows about a thousand customers, deleted ones included. */
const fewestLicensed = 1000;

/** ABillS' own forms take a login of this form and length where the site has not set others. */
const loginForm = /^[a-z0-9_][a-z0-9_-]*$/i;
const maxLoginLength = 15;

/** How far above all existing numbers a TV id still counts as given by the site itself. */
const farAbove = 10_000;

/** Further questions before an account is added to an ABillS: about what its own code would have done differently, or does not do afterwards. */
export function abillsQuestions(
	{login}: Account,
	{
		plan,
		tvId,
		customer,
	}: {readonly plan: BillingPlan | null; readonly tvId: number | null; readonly customer: Customer | null},
	{abills}: Pick<BillingCustomers, 'abills'>,
): readonly Message[] {
	if (!abills) return [];
	const {customers, largestTvId, licensed} = abills;
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
		...(customer === null && customers >= (licensed ?? fewestLicensed) * 0.9
			? [message('ask-licence', {n: customers + 1, licensed})]
			: []),
	];
}
