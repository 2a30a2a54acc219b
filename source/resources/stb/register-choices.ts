import type {Customer} from '../../billing/read.ts';
import type {Choice} from '../../sync/action.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {message} from '../../i18n/translator.ts';
import {hasService, type BillingCustomers} from '../accounts/billing-customers.ts';
import type {BoxRow, BoxComparison} from './compare.ts';
import {customersOfBox, newServiceValue, serviceValue} from './resolve-customer.ts';

/** Whom a box can be for: first those that its own names lead to, then everybody, by login; found by typing any part of login, name, phone or MAC. */
export function registerChoices({stalker}: BoxRow, {billing}: BoxComparison): readonly Choice[] {
	const everybody = allChoices(billing);
	const named = stalker ? customersOfBox(stalker, billing) : [];
	if (named.length === 0) return everybody;
	const first = named.flatMap(choicesFor);
	const values = new Set(first.map(({value}) => value));
	return [...dedupe(first), ...everybody.filter(({value}) => !values.has(value))];
}

const allChoices = memoizeWeak(({customers}: BillingCustomers): readonly Choice[] =>
	dedupe(
		customers
			.filter(({deleted}) => !deleted)
			.toSorted((a, b) => (a.login < b.login ? -1 : Number(a.login > b.login)))
			.flatMap(choicesFor),
	),
);

/** A customer with two services stands in two rows, and would be offered a new one twice. */
const dedupe = (choices: readonly Choice[]): readonly Choice[] => [
	...new Map(choices.map(choice => [choice.value, choice])).values(),
];

function choicesFor(customer: Customer): readonly Choice[] {
	const {login, fio, phone} = customer;
	const who = [login, fio, phone].filter(Boolean).join('  ');
	const another: Choice = {
		value: newServiceValue(login),
		text: who,
		effect: message(hasService(customer) ? 'box-for-second' : 'box-for-new'),
	};
	if (!hasService(customer)) return [another];
	const {id, cid} = customer.service;
	const own: Choice = {
		value: serviceValue(id),
		text: `${who}  ${id}${cid === '' ? '' : `  ${cid}`}`,
		effect: cid === '' ? message('box-for-service', {tvId: id}) : message('box-in-place', {tvId: id}),
	};
	return [own, another];
}
