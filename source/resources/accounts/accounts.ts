import type {Customer} from '../../billing/read-types.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {RowLink} from '../../sync/action.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Account} from './account.ts';
import {add} from './add.ts';
import {refreshAccounts, accountAmongAll, readAccountRow} from './read/read-rows.ts';
import {expectedAccounts, noCustomers, readBillingCustomers, customerLabel} from './billing-customers.ts';
import {tvIdInLabel, type AccountComparison, type AccountRow} from './build-row.ts';
import {compareAccounts, compareAccountsInSteps} from './compare.ts';
import {remove} from './delete.ts';
import {externalIdOf} from './differences.ts';
import {billingFixes} from './fixes/write-billing.ts';
import {stalkerFixes} from './fixes/write-stalker.ts';
import {link} from './link.ts';
import {patchAccounts} from './patch.ts';
import {readAccounts} from './read/read-accounts.ts';
import type {ResourceContext} from '../context.ts';
import {createFieldColumn} from '../record-fields.ts';

const field = createFieldColumn<Account, Customer>();

/**
Subscribers of the portal, compared with the customers' TV services.

REST API v1, *accounts*: the columns of ABillS' page, `id` where a portal sends one.
*/
export const accounts: Resource<AccountComparison> = {
	name: 'accounts',
	docs: 'GET accounts',
	lists: ['accounts', 'tariffs'],
	columns: [
		field('login', {
			isDefault: true,
			maxWidth: 24,
			fromBilling: ({login, service}) => service?.iptv_login || login,
		}),
		field('stb_mac', {
			isDefault: true,
			maxWidth: 17,
			mac: true,
			fromBilling: ({service}) => service?.cid ?? '',
		}),
		field('full_name', {isDefault: true, maxWidth: 28, fromBilling: ({fio}) => fio}),
		field('account_number', {
			isDefault: true,
			maxWidth: 12,
			fromBilling: ({service}) => (service ? String(service.id) : ''),
		}),
		field('tariff_plan', {
			isDefault: true,
			maxWidth: 12,
			fromBilling: ({service}) => (service ? externalIdOf(service) : null),
		}),
		field('status', {
			isDefault: true,
			flag: 'on-off',
			fromBilling: ({service}) => (service ? Number(service.disable === 0) : null),
		}),
		field('online', {isDefault: true, flag: 'yes-no'}),
		field('phone', {maxWidth: 18, fromBilling: ({phone}) => phone}),
		field('account_balance', {
			numeric: true,
			money: true,
			maxWidth: 14,
			fromBilling: ({deposit}) => deposit ?? '',
		}),
		field('stb_sn', {maxWidth: 16}),
		field('stb_type', {maxWidth: 10}),
		field('ip', {maxWidth: 15}),
		field('last_active', {date: true, maxWidth: 19}),
		field('subscribed', {maxWidth: 24}),
		field('version', {maxWidth: 24}),
		field('comment', {maxWidth: 24}),
		field('end_date', {date: true, maxWidth: 19, fromBilling: ({service}) => service?.expire ?? null}),
		field('id', {numeric: true, maxWidth: 10}),
	],
	readStalker: async ({stalker}: Pick<ResourceContext, 'stalker'>, signal, onProgress) =>
		readAccounts(stalker, {signal, onProgress}),
	readBilling: async (context: ResourceContext) => readBillingCustomers(context),
	empty: {
		stalker: {items: [], invalid: [], warnings: [], defaultPlan: null, planIds: []},
		billing: noCustomers,
	},
	patch: patchAccounts,
	readRow: async (id, context: ResourceContext, signal) => readAccountRow(id, context, signal),
	amongAll: accountAmongAll,
	refreshRows: async (rows, comparison, {stalker}: Pick<ResourceContext, 'stalker'>, signal) =>
		refreshAccounts(rows, comparison, stalker, signal),
	expectedCount: ({customers}) => expectedAccounts(customers),
	compare: compareAccounts,
	compareInSteps: compareAccountsInSteps,
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
	related(row) {
		const {stalker, billing, mark} = row;
		const other = mark === '!' ? collidingAccount(row) : null;
		if (other) return other;
		const mac = stalker?.stb_mac || billing?.service?.cid.split(';')[0];
		return mac ? {resource: 'stb', id: `mac:${mac}`} : null;
	},
	countedColumns: ['tariff_plan'],
	actions: [add, remove, link],
	fixedOn: ({stalker}, code) =>
		code === 'C2' && stalker?.tariff_plan ? {resource: 'tariffs', id: stalker.tariff_plan} : null,
	dependsOn: ['tariffs'],
	fixes: [...stalkerFixes, ...billingFixes],
};

/** The first of those with whom the row collides: another account, or the service that has the same identifier. */
function collidingAccount({differences}: AccountRow): RowLink | null {
	const [label] = differences.flatMap(({with: others = []}) => others);
	if (label === undefined) return null;
	const tvId = tvIdInLabel(label);
	return {resource: 'accounts', id: tvId === null ? label : `service:${tvId}`};
}

/** Keys that cannot be a login. */
const isFullKey = / (mac|number):| #\d+$|^(service|record):/;

/** Finds rows by key; else by login, number or MAC in any notation, which may be prefixed by its kind. */
function findAccounts(id: string, rows: readonly AccountRow[]): readonly AccountRow[] {
	const exact = isFullKey.test(id) ? rows.filter(({key}) => key === id) : [];
	if (exact.length > 0) return exact;
	const [, tvId] = /^service:(\d+)$/.exec(id) ?? [];
	if (tvId !== undefined) return rows.filter(({billing}) => billing?.service?.id === Number(tvId));
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
