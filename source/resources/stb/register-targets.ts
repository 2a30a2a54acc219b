import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import {message} from '../../i18n/translator.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {parseTvId} from '../accounts/account-index.ts';
import {customerIndexOf} from '../accounts/customer-index.ts';
import type {Box} from './read-boxes.ts';
import {refuse, type Refusal, type Choice} from '../../sync/action.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {BoxRow, BoxComparison} from './compare.ts';

/** What a box is registered for: an existing service, or a new one of this customer. */
type RegistrationTarget =
	| {readonly is: 'service'; readonly subscriber: Subscriber}
	| {readonly is: 'new'; readonly customer: Customer};

/** The value that selects a service: `id:125`. */
const serviceValue = (tvId: number): string => `id:${tvId}`;

/** The value that selects a new service of a customer: `new:ivan`. */
const newServiceValue = (login: string): string => `new:${login}`;

/** Parses what the operator typed or chose: `id:125`, `new:ivan`, or a login alone where that is unambiguous. */
export function parseTarget(text: string, billingData: BillingCustomers): RegistrationTarget | Refusal {
	const [, kind, value = text] = /^(id|new):(.*)$/s.exec(text) ?? [];
	if (kind === 'id') {
		const billing = serviceById(parseTvId(value), billingData);
		return billing ? {is: 'service', subscriber: billing} : refuse(message('service-unknown', {tvId: value}));
	}

	const rows = customersByLogin(value, billingData);
	const [first] = rows;
	if (!first) return refuse(message('customer-unknown', {login: value}));
	if (new Set(rows.map(({uid}) => uid)).size > 1) return refuse(message('customer-several', {login: value}));
	return kind === 'new' ? {is: 'new', customer: {...first, service: null}} : onlyTarget(rows);
}

/** The customers that the box's own number and login match: none, one, or several. */
function customersOfBox({ls, login}: Box, billingData: BillingCustomers): readonly Customer[] {
	const {iptvLogins, items: customers} = customerIndexOf(billingData.customers);
	const name = compareKey(login);
	if (name === '') return [];
	const own = iptvLogins.get(name).map(index => customers[index]!);
	const byLogin = own.length > 0 ? own : customersByLogin(login, billingData);
	const byNumber = serviceById(parseTvId(ls), billingData);
	// A number alone matches nobody; with a matching login it selects one of the customer's services.
	return byNumber && byLogin.includes(byNumber) ? [byNumber] : byLogin;
}

/** The target that the box's own identifiers match: a refusal where several are possible, `null` where they match nobody. */
export function suggestTarget(box: Box, billingData: BillingCustomers): RegistrationTarget | Refusal | null {
	const byLogin = customersOfBox(box, billingData);
	if (byLogin.length === 0 || new Set(byLogin.map(({uid}) => uid)).size > 1) return null;
	return onlyTarget(byLogin);
}

/** Whether the box's own identifiers match exactly one target. */
export function hasOneTarget(box: Box, billingData: BillingCustomers): boolean {
	const target = suggestTarget(box, billingData);
	return target !== null && 'is' in target;
}

/** The only possible target of this customer: his only service without box, or a first service. */
function onlyTarget(rows: readonly Customer[]): RegistrationTarget | Refusal {
	const services = rows.filter(hasService);
	if (services.length === 0) return {is: 'new', customer: rows[0]!};
	const [withoutBox, ...more] = services.filter(({service}) => service.cid === '');
	if (withoutBox && more.length === 0) return {is: 'service', subscriber: withoutBox};
	return refuse(
		message('box-which-service', {
			login: rows[0]!.login,
			services: services.map(({service: {id, cid}}) => ({tvId: id, cid})),
		}),
	);
}

function serviceById(tvId: number | null, billingData: BillingCustomers): Subscriber | null {
	const {tvIds, items} = customerIndexOf(billingData.customers);
	const customer = tvId === null ? undefined : items[tvIds.only(String(tvId))];
	return customer && hasService(customer) ? customer : null;
}

/** A customer's records, one per service; an exact login wins over others that compare equal. */
function customersByLogin(login: string, {customers}: BillingCustomers): readonly Customer[] {
	const {logins} = customerIndexOf(customers);
	const rows = logins.get(compareKey(login)).map(index => customers[index]!);
	const exact = rows.filter(customer => customer.login === login);
	return exact.length > 0 ? exact : rows;
}

/**
The customers and services that a box can be registered for: first those that its own identifiers match, then all, by
login. The text finds them by any part of login, name, phone or MAC.
*/
export function registerChoices({stalker}: BoxRow, {billing}: BoxComparison): readonly Choice[] {
	const all = allChoices(billing);
	const matched = stalker ? customersOfBox(stalker, billing) : [];
	if (matched.length === 0) return all;
	const first = matched.flatMap(choicesFor);
	const values = new Set(first.map(({value}) => value));
	return [...dedupe(first), ...all.filter(({value}) => !values.has(value))];
}

const allChoices = memoizeWeak(({customers}: BillingCustomers): readonly Choice[] =>
	dedupe(
		customers
			.filter(({deleted}) => !deleted)
			.toSorted((a, b) => (a.login < b.login ? -1 : Number(a.login > b.login)))
			.flatMap(choicesFor),
	),
);

/** A customer with two services has two records, and would be offered a new service twice. */
const dedupe = (choices: readonly Choice[]): readonly Choice[] => [
	...new Map(choices.map(choice => [choice.value, choice])).values(),
];

function choicesFor(customer: Customer): readonly Choice[] {
	const {login, fio, phone} = customer;
	const label = [login, fio, phone].filter(Boolean).join('  ');
	const newService: Choice = {
		value: newServiceValue(login),
		text: label,
		effect: message(hasService(customer) ? 'box-for-second' : 'box-for-new'),
	};
	if (!hasService(customer)) return [newService];
	const {id, cid} = customer.service;
	const existing: Choice = {
		value: serviceValue(id),
		text: `${label}  ${id}${cid === '' ? '' : `  ${cid}`}`,
		effect: cid === '' ? message('box-for-service', {tvId: id}) : message('box-in-place', {tvId: id}),
	};
	return [existing, newService];
}
