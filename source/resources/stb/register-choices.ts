import type {Customer} from '../../billing/read-types.ts';
import type {Choice} from '../../sync/action.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {message} from '../../i18n/translator.ts';
import {hasService, type BillingCustomers} from '../accounts/billing-customers.ts';
import type {BoxRow, BoxComparison} from './compare.ts';
import {customersOfBox, newServiceValue, serviceValue} from './resolve-customer.ts';

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
