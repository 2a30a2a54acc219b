import {collate} from '../../naming/collation.ts';
import type {Customer} from '../../billing/read.ts';
import {refuse, type Refusal} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import {hasService, type Known, type Subscriber} from '../accounts/billing-side.ts';
import {tvIdOf} from '../accounts/keys.ts';
import {registerOf} from '../accounts/match.ts';
import type {Box} from './box.ts';

/** Whom a box is for: a service that there is, or a new one of this customer. */
export type Target =
	| {readonly is: 'service'; readonly ours: Subscriber}
	| {readonly is: 'new'; readonly customer: Customer};

/** An answer by which a service is named: `id:125`. */
export const ofService = (tvId: number): string => `id:${tvId}`;

/** An answer by which a new service of a customer is asked for: `new:ivan`. */
export const ofNew = (login: string): string => `new:${login}`;

/** What the operator typed or chose: `id:125`, `new:ivan`, or a login alone where that leaves no choice. */
export function targetOf(answer: string, known: Known): Target | Refusal {
	const [, kind, value = answer] = /^(id|new):(.*)$/s.exec(answer) ?? [];
	if (kind === 'id') {
		const ours = serviceAt(tvIdOf(value), known);
		return ours ? {is: 'service', ours} : refuse(say('service-unknown', {tvId: value}));
	}

	const rows = rowsNamed(value, known);
	const [first] = rows;
	if (!first) return refuse(say('customer-unknown', {login: value}));
	if (new Set(rows.map(({uid}) => uid)).size > 1) return refuse(say('customer-several', {login: value}));
	return kind === 'new' ? {is: 'new', customer: {...first, service: null}} : only(rows);
}

/** Whom the box itself names, by its number and login: nobody, one, or several. */
export function namedBy({ls, login}: Box, known: Known): readonly Customer[] {
	const {byIptvLogin, customers} = registerOf(known.customers);
	const name = collate(login);
	if (name === '') return [];
	const own = byIptvLogin.get(name).map(place => customers[place]!);
	const named = own.length > 0 ? own : rowsNamed(login, known);
	const numbered = serviceAt(tvIdOf(ls), known);
	// A number alone names nobody; one that the login agrees with says which of his services.
	return numbered && named.includes(numbered) ? [numbered] : named;
}

/** What the box's own names lead to: a refusal where that leaves a choice, `null` where they name nobody. */
export function likely(box: Box, known: Known): Target | Refusal | null {
	const named = namedBy(box, known);
	if (named.length === 0 || new Set(named.map(({uid}) => uid)).size > 1) return null;
	return only(named);
}

/** Whether the box's own names leave no choice. */
export function isSettled(box: Box, known: Known): boolean {
	const target = likely(box, known);
	return target !== null && 'is' in target;
}

/** The one thing that can be done for this customer: his only service that has no box, or a first service. */
function only(rows: readonly Customer[]): Target | Refusal {
	const services = rows.filter(hasService);
	if (services.length === 0) return {is: 'new', customer: rows[0]!};
	const [empty, ...more] = services.filter(({service}) => service.cid === '');
	if (empty && more.length === 0) return {is: 'service', ours: empty};
	return refuse(
		say('box-which-service', {
			login: rows[0]!.login,
			services: services.map(({service: {id, cid}}) => ({tvId: id, cid})),
		}),
	);
}

function serviceAt(tvId: number | null, known: Known): Subscriber | null {
	const {byId, customers} = registerOf(known.customers);
	const place = tvId === null ? undefined : byId.get(tvId);
	const customer = place === undefined ? undefined : customers[place];
	return customer && hasService(customer) ? customer : null;
}

/** A customer's rows, one per service; the login as it is spelled wins over others that are compared alike. */
function rowsNamed(login: string, {customers}: Known): readonly Customer[] {
	const {byLogin} = registerOf(customers);
	const rows = byLogin.get(collate(login)).map(place => customers[place]!);
	const exact = rows.filter(customer => customer.login === login);
	return exact.length > 0 ? exact : rows;
}
