import {expect, test} from 'vitest';
import {serviceChoices} from '../../source/resources/accounts/service-choices.ts';
import type {AccountComparison} from '../../source/resources/accounts/compare.ts';
import {createAccount, createSubscriber, billingCustomers, compareRows} from './fixtures.ts';

const stranger = createAccount({
	login: 'petrenko',
	full_name: 'Петренко Іван',
	phone: '+380671234567',
	account_number: '',
	stb_mac: '00:1A:79:00:00:99',
});

/** Services that differ from the stranger in everything but what is said. */
const service = (id: number, login: string, more: {fio?: string; phone?: string; cid?: string} = {}) =>
	createSubscriber(
		{id, iptv_login: `tv-${id}`, cid: more.cid ?? `00:1A:79:AA:00:${id}`},
		{uid: id, login, fio: more.fio ?? 'Коваль Анна', phone: more.phone ?? ''},
	);

function sheetWith(services: readonly ReturnType<typeof service>[]): AccountComparison {
	const rows = compareRows([stranger], services);
	return {
		stalker: {items: [stranger], invalid: [], warnings: [], defaultPlan: null},
		billing: billingCustomers(services),
		rows,
		short: null,
	};
}

const idsFor = (sheet: AccountComparison) =>
	serviceChoices(
		sheet.rows.find(({stalker}) => stalker === stranger)!,
		sheet,
	).map(({value}) => Number(value));

test('services with its name or phone come first, then a login or surname like it, then the others by login', () => {
	const sheet = sheetWith([
		service(10, 'zoe'),
		service(11, 'anna'),
		service(12, 'petrenko_old'),
		service(13, 'b', {fio: 'Петренко Олена'}),
		service(14, 'c', {phone: '380 67 123-45-67'}),
		service(15, 'a', {fio: 'петренко  іван'}),
		service(16, 'pet'),
	]);
	expect(idsFor(sheet)).toEqual([15, 14, 13, 16, 12, 11, 10]);
});

test('a choice reads as a person knows it', () => {
	const sheet = sheetWith([service(877, 'old_client', {fio: 'Гнатюк О.', cid: ''})]);
	expect(serviceChoices(sheet.rows[0]!, sheet)).toEqual([{value: '877', text: '877  old_client  Гнатюк О.'}]);
});

test('services that an account has, or that are not known to be without one, are no choice', () => {
	const mine = createSubscriber({id: 102, iptv_login: 'petrenko', cid: ''}, {uid: 2, login: 'petrenko'});
	expect(idsFor(sheetWith([mine]))).toEqual([]);
	const sheet = sheetWith([service(10, 'zoe')]);
	const unsure = {...sheet, rows: sheet.rows.map(row => ({...row, mark: '?' as const}))};
	expect(idsFor(unsure)).toEqual([]);
});

test('a service whose TV id another account carries as its number is no choice: the account could not get it', () => {
	const services = [service(10, 'zoe'), service(11, 'anna')];
	const sheet = sheetWith(services);
	const carrier = createAccount({login: 'carrier', account_number: '10', stb_mac: ''});
	const theirs = {...sheet.stalker, items: [stranger, carrier]};
	expect(idsFor({...sheet, stalker: theirs})).toEqual([11]);
	expect(idsFor(sheet)).toEqual([11, 10]);
});
