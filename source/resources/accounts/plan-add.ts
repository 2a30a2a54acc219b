import type {BillingPlan, Customer} from '../../billing/read-types.ts';
import {findPlan} from '../../billing/find-plan.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {assertion, creation, type Change} from '../../sync/changes/change.ts';
import {type ChangeDraft, refuse, type Refusal} from '../../sync/action.ts';
import {type Account, dayOf, digitsOf, foldName, isUnreadableDate} from './account.ts';
import {allAccounts, parseTvId, findWriteAddress} from './account-index.ts';
import {addRefusal, abillsQuestions} from './add-checks.ts';
import type {BillingCustomers} from './billing-customers.ts';
import type {AccountComparison, AccountRow} from './build-row.ts';
import {customerIndexOf} from './customer-index.ts';
import {accountAssertion, numberChange, numberRefusal, storedMac} from './account-change.ts';

/** Values of the messages. */
export type AddValues = {
	readonly login: string;
	/** The TV id, where it is known before. */
	readonly tvId: number | null;
	/** Login of the existing customer whose bill pays; `null`: a new customer. */
	readonly customer: string | null;
	readonly plan: string | null;
	readonly fees: {readonly month: string; readonly day: string; readonly once: string} | null;
};

/** The changes that add an account, or why it cannot be added. Pure. */
export function planAdd(row: AccountRow, comparison: AccountComparison): ChangeDraft | Refusal {
	const refused = addRefusal(row);
	if (refused) return refuse(refused);
	const account = row.stalker!;
	const {login} = account;
	const nothing: AddValues = {login, tvId: null, customer: null, plan: null, fees: null};
	if (row.mark === '=') return {changes: [], values: nothing};
	// Whether another account has the number is known only from a whole list.
	if (comparison.short) return refuse(message('list-short', comparison.short));
	return row.mark === '~' ? planNumber(row, comparison, nothing) : planService(row, comparison);
}

/** Only the number is missing in Stalker. */
function planNumber(
	{stalker, billing, differences}: AccountRow,
	comparison: AccountComparison,
	values: AddValues,
): ChangeDraft | Refusal {
	const account = stalker!;
	const {id: tvId, cid} = billing!.service!;
	const refused = numberRefusal(account, tvId, allAccounts(comparison.stalker));
	if (refused) return refused;
	const hasOtherBox = differences.some(({code}) => code === 'D1' || code === 'D2');
	return {
		changes: [numberChange(account, tvId)],
		questions: [
			...(hasOtherBox
				? [message('ask-other-box', {login: billing!.login, tvId, box: account.stb_mac, cid})]
				: []),
			message('ask-number', {tvId, number: account.account_number}),
		],
		values: {...values, tvId},
	};
}

/**
A TV service, and a customer where billing does not know the login. The only place where an account's fields become fields of billing.
*/
function planService({stalker, billing}: AccountRow, comparison: AccountComparison): ChangeDraft | Refusal {
	const account = stalker!;
	const {login} = account;
	const {end_date: date = ''} = account;
	if (isUnreadableDate(date)) return refuse(message('end-date-unreadable', {login, date}));
	const number = parseTvId(account.account_number);
	const tvId = number !== null && !comparison.billing.takenIds.has(number) ? number : null;
	if (tvId === null && !findWriteAddress(account, allAccounts(comparison.stalker)))
		return refuse(message('unaddressable', {login}));
	const plan = account.tariff_plan ? findPlan(account.tariff_plan, comparison.billing.plans) : null;
	if (plan === undefined) {
		const tariff = account.tariff_plan!;
		return refuse(message('tariff-unknown', {tariff}), {resource: 'tariffs', id: tariff});
	}

	const services = billing ? servicesOf(billing, comparison.billing) : [];
	const values: AddValues = {
		...{login, tvId, customer: billing && billing.login},
		plan: plan && plan.name,
		fees: plan && {month: plan.month_fee, day: plan.day_fee, once: plan.activate_price},
	};
	return {
		changes: [
			...(tvId === null ? [] : [accountAssertion(account)]),
			customerChange(account, billing),
			serviceChange(account, {plan, tvId, customer: billing, services}, comparison.billing),
			...(tvId === null ? [numberChange(account, {ref: 'service.id'})] : []),
		],
		questions: [
			...questions(account, {plan, tvId, customer: billing, services}),
			...abillsQuestions(account, {plan, tvId, customer: billing}, comparison.billing),
		],
		values,
	};
}

/** The customer's TV services here. */
const servicesOf = ({login, uid}: Customer, {customers}: BillingCustomers): readonly Service[] =>
	customerIndexOf(customers)
		.logins.get(compareKey(login))
		.map(index => customers[index]!)
		.flatMap(customer => (customer.uid === uid && customer.service ? [customer.service] : []));

type Service = NonNullable<Customer['service']>;

/** Creates the customer, or compares him with the one whom the operator agreed to. */
const customerChange = ({login, full_name, phone}: Account, customer: Customer | null): Change =>
	customer
		? assertion('customer', {uid: customer.uid}, {deleted: customer.deleted ? 1 : 0})
		: creation('customer', {login}, {id: login, 'users_pi.fio': full_name, 'users_pi.phone': phone});

type NewService = {
	readonly plan: BillingPlan | null;
	readonly tvId: number | null;
	readonly customer: Customer | null;
	/** The services that the customer has. */
	readonly services: readonly Service[];
};

/** Stalker's status 1 (on) is billing's `disable` 0. */
function serviceChange(
	account: Account,
	{plan, tvId, customer, services}: NewService,
	{abills}: BillingCustomers,
): Change {
	const {login, stb_mac, status, end_date} = account;
	const cid = storedMac(stb_mac, abills !== null);
	const key = {iptv_login: login, cid, beside: customer && services.map(({id}) => id)};
	return creation('service', key, {
		id: tvId ?? {allot: null},
		uid: customer?.uid ?? {ref: 'customer.uid'},
		tp_id: plan?.tp_id ?? 0,
		cid,
		disable: status === 1 ? 0 : 1,
		expire: end_date === undefined ? null : dayOf(end_date),
		iptv_login: login,
	});
}

/** Further questions before the action. */
function questions(account: Account, {plan, tvId, customer, services}: NewService): readonly Message[] {
	const login = customer?.login ?? account.login;
	const sameName =
		customer !== null &&
		account.full_name.trim() !== '' &&
		foldName(account.full_name) === foldName(customer.fio);
	const samePhone =
		customer !== null &&
		digitsOf(account.phone) !== '' &&
		digitsOf(account.phone) === digitsOf(customer.phone);
	return [
		...(customer && !sameName && !samePhone
			? [message('ask-customer', {login, name: customer.fio, phone: customer.phone})]
			: []),
		...(customer?.deleted ? [message('ask-deleted', {login})] : []),
		...(services.length > 0
			? [
					message('ask-second-service', {
						login,
						services: services.map(({id}) => id),
						boxes: services.flatMap(({cid}) => cid || []),
					}),
				]
			: []),
		...(plan ? [] : [message('ask-no-plan')]),
		...(account.status === null ? [message('ask-no-status')] : []),
		...(tvId === null ? [message('ask-new-number', {number: account.account_number})] : []),
	];
}
