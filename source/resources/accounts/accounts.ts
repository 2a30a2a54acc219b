import type {Customer} from '../../billing/read.ts';
import {collate} from '../../naming/collation.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Cell, Column} from '../../sync/row.ts';
import {openSheet} from '../../sync/sheet.ts';
import type {Account} from './account.ts';
import {add} from './add.ts';
import {lookAgain} from './again/again.ts';
import {liveAccounts} from './again/live.ts';
import {ownedOf, readKnown, type Known} from './billing-side.ts';
import {calledInBilling} from './called.ts';
import {compareAccounts, type AccountRow, type AccountsReading, type AccountsSheet} from './compare.ts';
import {remove} from './delete.ts';
import {externalIdOf} from './drifts.ts';
import {link} from './link.ts';
import {readAccounts} from './reading/reading.ts';

type AccountColumn = Column<Account, Customer>;

/** A field of the account; for a row that only billing has, what billing holds in its place. */
const field = (
	id: keyof Account,
	{ours, ...more}: Omit<AccountColumn, 'id' | 'value'> & {readonly ours?: (customer: Customer) => Cell} = {},
): AccountColumn => ({
	id,
	...more,
	value: ({theirs, ours: customer}) =>
		theirs ? (theirs[id] ?? null) : customer && ours ? ours(customer) : null,
});

/**
Subscribers as the middleware knows them, beside the customers' TV services.

REST API v1, *accounts*: the columns of ABillS' page, `id` where a portal sends one.
*/
export const accounts: Resource<Account, Customer, AccountsReading, Known> = {
	name: 'accounts',
	docs: 'GET accounts',
	lists: ['accounts', 'tariffs'],
	columns: [
		field('login', {standard: true, width: 24, ours: ({login, service}) => service?.iptv_login || login}),
		field('stb_mac', {standard: true, width: 17, mac: true, ours: ({service}) => service?.cid ?? ''}),
		field('full_name', {standard: true, width: 28, ours: ({fio}) => fio}),
		field('account_number', {
			standard: true,
			width: 12,
			ours: ({service}) => (service ? String(service.id) : ''),
		}),
		field('tariff_plan', {
			standard: true,
			width: 12,
			ours: ({service}) => (service ? externalIdOf(service) : null),
		}),
		field('status', {
			standard: true,
			flag: 'on-off',
			ours: ({service}) => (service ? Number(service.disable === 0) : null),
		}),
		field('online', {standard: true, flag: 'yes-no'}),
		field('phone', {width: 18, ours: ({phone}) => phone}),
		field('account_balance', {numeric: true, width: 14, ours: ({deposit}) => deposit ?? ''}),
		field('stb_sn', {width: 16}),
		field('stb_type', {width: 10}),
		field('ip', {width: 15}),
		field('last_active', {width: 19}),
		field('subscribed', {width: 24}),
		field('version', {width: 24}),
		field('comment', {width: 24}),
		field('end_date', {width: 19, ours: ({service}) => service?.expire ?? null}),
		field('id', {width: 10}),
	],
	theirs: async ({stalker}, signal, onProgress) => readAccounts(stalker, {signal, onProgress}),
	ours: readKnown,
	nothing: {
		theirs: {items: [], bad: [], warnings: [], defaultPlan: null},
		ours: {customers: [], plans: [], takenIds: new Set(), today: ''},
	},
	again: async (rows, sheet, world, signal) =>
		lookAgain(rows, sheet, world, {
			isWhole: sheet.theirs !== accounts.nothing.theirs && sheet.ours !== accounts.nothing.ours,
			readWhole: async () => (await openSheet(accounts, world, {...(signal && {signal})})) as AccountsSheet,
			signal,
		}),
	live: async (rows, sheet, {stalker}, signal) => liveAccounts(rows, sheet, stalker, signal),
	owned: ({customers}) => ownedOf(customers),
	compare: compareAccounts,
	find: findAccounts,
	isOnline: ({theirs}) => theirs?.online === '1',
	describe: ({key, theirs, ours}) =>
		[
			theirs ? theirs.login : ours ? calledInBilling(ours) : key,
			theirs?.stb_mac ?? ours?.service?.cid,
			theirs?.full_name ?? ours?.fio,
		]
			.filter(Boolean)
			.join('  ') || key,
	leads({theirs, ours}) {
		const mac = theirs?.stb_mac || ours?.service?.cid.split(';')[0];
		return mac ? {tab: 'stb', id: `mac:${mac}`} : null;
	},
	tally: ['tariff_plan'],
	actions: [add, remove, link],
};

/** Keys that no login can be mistaken for. */
const isWholeKey = / (mac|number):| #\d+$|^(service|record):/;

/** By key first; then a bare word may be a login, a number or a MAC in any notation. */
function findAccounts(id: string, rows: readonly AccountRow[]): readonly AccountRow[] {
	const exact = isWholeKey.test(id) ? rows.filter(({key}) => key === id) : [];
	if (exact.length > 0) return exact;
	const [, kind, value = id] = /^(number|mac|login):(.*)$/s.exec(id) ?? [];
	const name = collate(value);
	const mac = normaliseMac(value);
	const tests: Readonly<Record<string, (row: AccountRow) => boolean>> = {
		login: ({theirs, ours}) =>
			collate(theirs?.login ?? (ours?.service?.iptv_login || ours?.login || '')) === name,
		number: ({theirs, ours}) => collate(theirs?.account_number ?? String(ours?.service?.id ?? '')) === name,
		mac: ({theirs, ours}) =>
			mac !== null && normaliseMac(theirs?.stb_mac ?? ours?.service?.cid ?? '') === mac,
	};
	if (name === '') return [];
	const wanted = kind === undefined ? Object.values(tests) : [tests[kind]!];
	return rows.filter(row => wanted.some(test => test(row)));
}
