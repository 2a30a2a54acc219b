import {expect, test} from 'vitest';
import {linkChoices} from '../../source/resources/accounts/link-choices.ts';
import type {AccountComparison} from '../../source/resources/accounts/build-row.ts';
import {createAccount, createSubscriber, billingCustomers, compareRows} from './fixtures.ts';

const stranger = createAccount({
	login: 'petrenko',
	full_name: 'Петренко Іван',
	phone: '+380671234567',
	account_number: '',
	stb_mac: '00:1A:79:00:00:99',
});

/** A service that differs from the account in every field not given. */
const service = (id: number, login: string, more: {fio?: string; phone?: string; cid?: string} = {}) =>
	createSubscriber(
		{id, iptv_login: `tv-${id}`, cid: more.cid ?? `00:1A:79:AA:00:${id}`},
		{uid: id, login, fio: more.fio ?? 'Коваль Анна', phone: more.phone ?? ''},
	);

function sheetWith(services: readonly ReturnType<typeof service>[]): AccountComparison {
	const rows = compareRows([stranger], services);
	return {
		stalker: {items: [stranger], invalid: [], warnings: [], defaultPlan: null, planIds: []},
		billing: billingCustomers(services),
		rows,
		short: null,
	};
}

const idsFor = (comparison: AccountComparison) =>
	linkChoices(
		comparison.rows.find(({stalker}) => stalker === stranger)!,
		comparison,
	).map(({value}) => Number(value));

test('services with its name or phone come first, then those with a similar login or surname, then the others by login', () => {
	const comparison = sheetWith([
		service(10, 'zoe'),
		service(11, 'anna'),
		service(12, 'petrenko_old'),
		service(13, 'b', {fio: 'Петренко Олена'}),
		service(14, 'c', {phone: '380 67 123-45-67'}),
		service(15, 'a', {fio: 'петренко  іван'}),
		service(16, 'pet'),
	]);
	expect(idsFor(comparison)).toEqual([15, 14, 13, 16, 12, 11, 10]);
});

test('an option shows TV id, login, name and MAC', () => {
	const comparison = sheetWith([service(877, 'old_client', {fio: 'Гнатюк О.', cid: ''})]);
	expect(linkChoices(comparison.rows[0]!, comparison)).toEqual([
		{value: '877', text: '877  old_client  Гнатюк О.'},
	]);
});

test('services that have or may have an account are not offered', () => {
	const mine = createSubscriber({id: 102, iptv_login: 'petrenko', cid: ''}, {uid: 2, login: 'petrenko'});
	expect(idsFor(sheetWith([mine]))).toEqual([]);
	const comparison = sheetWith([service(10, 'zoe')]);
	const unsure = {...comparison, rows: comparison.rows.map(row => ({...row, mark: '?' as const}))};
	expect(idsFor(unsure)).toEqual([]);
});

test('a service whose TV id is another account’s number is not offered: the account could not get it', () => {
	const services = [service(10, 'zoe'), service(11, 'anna')];
	const comparison = sheetWith(services);
	const carrier = createAccount({login: 'carrier', account_number: '10', stb_mac: ''});
	const stalker = {...comparison.stalker, items: [stranger, carrier]};
	expect(idsFor({...comparison, stalker})).toEqual([11]);
	expect(idsFor(comparison)).toEqual([11, 10]);
});
