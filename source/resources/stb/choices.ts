import type {Customer} from '../../billing/read.ts';
import type {Choice} from '../../sync/action.ts';
import {oncePer} from '../../sync/once.ts';
import {say} from '../../words/words.ts';
import {hasService, type Known} from '../accounts/billing-side.ts';
import type {BoxRow, BoxesSheet} from './compare.ts';
import {namedBy, ofNew, ofService} from './target.ts';

/** Whom a box can be for: first those that its own names lead to, then everybody, by login; found by typing any part of login, name, phone or MAC. */
export function registerChoices({theirs}: BoxRow, {ours}: BoxesSheet): readonly Choice[] {
	const everybody = choicesOf(ours);
	const named = theirs ? namedBy(theirs, ours) : [];
	if (named.length === 0) return everybody;
	const first = named.flatMap(choicesFor);
	const values = new Set(first.map(({value}) => value));
	return [...dedupe(first), ...everybody.filter(({value}) => !values.has(value))];
}

const choicesOf = oncePer(({customers}: Known): readonly Choice[] =>
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
		value: ofNew(login),
		text: who,
		says: say(hasService(customer) ? 'box-for-second' : 'box-for-new'),
	};
	if (!hasService(customer)) return [another];
	const {id, cid} = customer.service;
	const own: Choice = {
		value: ofService(id),
		text: `${who}  ${id}${cid === '' ? '' : `  ${cid}`}`,
		says: cid === '' ? say('box-for-service', {tvId: id}) : say('box-in-place', {tvId: id}),
	};
	return [own, another];
}
