import type {Customer} from '../../billing/read.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Cell, Column} from '../../sync/row.ts';
import {readAndCompare} from '../../sync/comparison.ts';
import type {Account} from './account.ts';
import {add} from './add.ts';
import {lookAgain} from './again/again.ts';
import {liveAccounts} from './again/live.ts';
import {expectedAccounts, readBillingCustomers, type BillingCustomers} from './billing-customers.ts';
import {customerLabel} from './labels.ts';
import {compareAccounts, type AccountRow, type AccountsReading, type AccountsSheet} from './compare.ts';
import {remove} from './delete.ts';
import {externalIdOf} from './differences.ts';
import {link} from './link.ts';
import {readAccounts} from './read/read-accounts.ts';
import type {ResourceContext} from '../context.ts';

type AccountColumn = Column<Account, Customer>;

/** A field of the account; for a row that only billing has, what billing holds in its place. */
const field = (
	id: keyof Account,
	{ours, ...more}: Omit<AccountColumn, 'id' | 'value'> & {readonly ours?: (customer: Customer) => Cell} = {},
): AccountColumn => ({
	id,
	...more,
	value: ({stalker, billing: customer}) =>
		stalker ? (stalker[id] ?? null) : customer && ours ? ours(customer) : null,
});

/**
Subscribers as the middleware knows them, beside the customers' TV services.

REST API v1, *accounts*: the columns of ABillS' page, `id` where a portal sends one.
*/
export const accounts: Resource<Account, Customer, AccountsReading, BillingCustomers> = {
	name: 'accounts',
	docs: 'GET accounts',
	lists: ['accounts', 'tariffs'],
	columns: [
		field('login', {isDefault: true, maxWidth: 24, ours: ({login, service}) => service?.iptv_login || login}),
		field('stb_mac', {isDefault: true, maxWidth: 17, mac: true, ours: ({service}) => service?.cid ?? ''}),
		field('full_name', {isDefault: true, maxWidth: 28, ours: ({fio}) => fio}),
		field('account_number', {
			isDefault: true,
			maxWidth: 12,
			ours: ({service}) => (service ? String(service.id) : ''),
		}),
		field('tariff_plan', {
			isDefault: true,
			maxWidth: 12,
			ours: ({service}) => (service ? externalIdOf(service) : null),
		}),
		field('status', {
			isDefault: true,
			flag: 'on-off',
			ours: ({service}) => (service ? Number(service.disable === 0) : null),
		}),
		field('online', {isDefault: true, flag: 'yes-no'}),
		field('phone', {maxWidth: 18, ours: ({phone}) => phone}),
		field('account_balance', {numeric: true, money: true, maxWidth: 14, ours: ({deposit}) => deposit ?? ''}),
		field('stb_sn', {maxWidth: 16}),
		field('stb_type', {maxWidth: 10}),
		field('ip', {maxWidth: 15}),
		field('last_active', {maxWidth: 19}),
		field('subscribed', {maxWidth: 24}),
		field('version', {maxWidth: 24}),
		field('comment', {maxWidth: 24}),
		field('end_date', {maxWidth: 19, ours: ({service}) => service?.expire ?? null}),
		field('id', {maxWidth: 10}),
	],
	readStalker: async ({stalker}: Pick<ResourceContext, 'stalker'>, signal, onProgress) =>
		readAccounts(stalker, {signal, onProgress}),
	readBilling: async (context: ResourceContext) => readBillingCustomers(context),
	empty: {
		stalker: {items: [], invalid: [], warnings: [], defaultPlan: null},
		billing: {customers: [], plans: [], takenIds: new Set(), today: ''},
	},
	recheck: async (rows, sheet, context: ResourceContext, signal) =>
		lookAgain(rows, sheet, context, {
			isWhole: sheet.stalker !== accounts.empty.stalker && sheet.billing !== accounts.empty.billing,
			readWhole: async () =>
				(await readAndCompare(accounts, context, {...(signal && {signal})})) as AccountsSheet,
			signal,
		}),
	refreshRows: async (rows, sheet, {stalker}: Pick<ResourceContext, 'stalker'>, signal) =>
		liveAccounts(rows, sheet, stalker, signal),
	expectedCount: ({customers}) => expectedAccounts(customers),
	compare: compareAccounts,
	find: findAccounts,
	isOnline: ({stalker}) => stalker?.online === '1',
	describe: ({key, stalker, billing}) =>
		[
			stalker ? stalker.login : billing ? customerLabel(billing) : key,
			stalker?.stb_mac ?? billing?.service?.cid,
			stalker?.full_name ?? billing?.fio,
		]
			.filter(Boolean)
			.join('  ') || key,
	related({stalker, billing}) {
		const mac = stalker?.stb_mac || billing?.service?.cid.split(';')[0];
		return mac ? {tab: 'stb', id: `mac:${mac}`} : null;
	},
	countedColumns: ['tariff_plan'],
	actions: [add, remove, link],
};

/** Keys that no login can be mistaken for. */
const isFullKey = / (mac|number):| #\d+$|^(service|record):/;

/** By key first; then a bare word may be a login, a number or a MAC in any notation. */
function findAccounts(id: string, rows: readonly AccountRow[]): readonly AccountRow[] {
	const exact = isFullKey.test(id) ? rows.filter(({key}) => key === id) : [];
	if (exact.length > 0) return exact;
	const [, kind, value = id] = /^(number|mac|login):(.*)$/s.exec(id) ?? [];
	const name = compareKey(value);
	const mac = normalizeMac(value);
	const tests: Readonly<Record<string, (row: AccountRow) => boolean>> = {
		login: ({stalker, billing}) =>
			compareKey(stalker?.login ?? (billing?.service?.iptv_login || billing?.login || '')) === name,
		number: ({stalker, billing}) =>
			compareKey(stalker?.account_number ?? String(billing?.service?.id ?? '')) === name,
		mac: ({stalker, billing}) =>
			mac !== null && normalizeMac(stalker?.stb_mac ?? billing?.service?.cid ?? '') === mac,
	};
	if (name === '') return [];
	const wanted = kind === undefined ? Object.values(tests) : [tests[kind]!];
	return rows.filter(row => wanted.some(test => test(row)));
}
