import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read.ts';
import {message} from '../../i18n/translator.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {parseTvId} from '../accounts/account-index.ts';
import {customerIndexOf} from '../accounts/match.ts';
import type {Box} from './box.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';

/** Whom a box is for: a service that there is, or a new one of this customer. */
export type RegistrationTarget =
	| {readonly is: 'service'; readonly ours: Subscriber}
	| {readonly is: 'new'; readonly customer: Customer};

/** An answer by which a service is named: `id:125`. */
export const serviceValue = (tvId: number): string => `id:${tvId}`;

/** An answer by which a new service of a customer is asked for: `new:ivan`. */
export const newServiceValue = (login: string): string => `new:${login}`;

/** What the operator typed or chose: `id:125`, `new:ivan`, or a login alone where that leaves no choice. */
export function parseTarget(answer: string, known: BillingCustomers): RegistrationTarget | Refusal {
	const [, kind, value = answer] = /^(id|new):(.*)$/s.exec(answer) ?? [];
	if (kind === 'id') {
		const ours = serviceById(parseTvId(value), known);
		return ours ? {is: 'service', ours} : refuse(message('service-unknown', {tvId: value}));
	}

	const rows = customersByLogin(value, known);
	const [first] = rows;
	if (!first) return refuse(message('customer-unknown', {login: value}));
	if (new Set(rows.map(({uid}) => uid)).size > 1) return refuse(message('customer-several', {login: value}));
	return kind === 'new' ? {is: 'new', customer: {...first, service: null}} : onlyTarget(rows);
}

/** Whom the box itself names, by its number and login: nobody, one, or several. */
export function customersOfBox({ls, login}: Box, known: BillingCustomers): readonly Customer[] {
	const {byIptvLogin, customers} = customerIndexOf(known.customers);
	const name = compareKey(login);
	if (name === '') return [];
	const own = byIptvLogin.get(name).map(place => customers[place]!);
	const named = own.length > 0 ? own : customersByLogin(login, known);
	const numbered = serviceById(parseTvId(ls), known);
	// A number alone names nobody; one that the login agrees with says which of his services.
	return numbered && named.includes(numbered) ? [numbered] : named;
}

/** What the box's own names lead to: a refusal where that leaves a choice, `null` where they name nobody. */
export function suggestTarget(box: Box, known: BillingCustomers): RegistrationTarget | Refusal | null {
	const named = customersOfBox(box, known);
	if (named.length === 0 || new Set(named.map(({uid}) => uid)).size > 1) return null;
	return onlyTarget(named);
}

/** Whether the box's own names leave no choice. */
export function hasOneTarget(box: Box, known: BillingCustomers): boolean {
	const target = suggestTarget(box, known);
	return target !== null && 'is' in target;
}

/** The one thing that can be done for this customer: his only service that has no box, or a first service. */
function onlyTarget(rows: readonly Customer[]): RegistrationTarget | Refusal {
	const services = rows.filter(hasService);
	if (services.length === 0) return {is: 'new', customer: rows[0]!};
	const [empty, ...more] = services.filter(({service}) => service.cid === '');
	if (empty && more.length === 0) return {is: 'service', ours: empty};
	return refuse(
		message('box-which-service', {
			login: rows[0]!.login,
			services: services.map(({service: {id, cid}}) => ({tvId: id, cid})),
		}),
	);
}

function serviceById(tvId: number | null, known: BillingCustomers): Subscriber | null {
	const {byId, customers} = customerIndexOf(known.customers);
	const place = tvId === null ? undefined : byId.get(tvId);
	const customer = place === undefined ? undefined : customers[place];
	return customer && hasService(customer) ? customer : null;
}

/** A customer's rows, one per service; the login as it is spelled wins over others that are compared alike. */
function customersByLogin(login: string, {customers}: BillingCustomers): readonly Customer[] {
	const {byLogin} = customerIndexOf(customers);
	const rows = byLogin.get(compareKey(login)).map(place => customers[place]!);
	const exact = rows.filter(customer => customer.login === login);
	return exact.length > 0 ? exact : rows;
}
