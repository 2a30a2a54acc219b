import type {BillingPlan, Customer} from '../../billing/read.ts';
import {textOf, type Fields, type FreshRecord} from '../../sync/changes/change.ts';
import {parseAccount, type Account} from './account.ts';
import {sheetAgain} from './again/sheet.ts';
import type {BillingCustomers} from './billing-customers.ts';
import type {AccountComparison} from './compare.ts';

/** The comparison with the records that an action wrote or read in place of the old ones. */
export const patchAccounts = (
	comparison: AccountComparison,
	fresh: readonly FreshRecord[],
): AccountComparison =>
	sheetAgain(
		comparison,
		{
			became: patchedAccounts(comparison.stalker.items, fresh),
			appeared: createdAccounts(comparison.stalker.items, fresh),
		},
		patchCustomers(comparison.billing, fresh),
	);

/** The accounts that are others now, `null` where they are gone. */
export function patchedAccounts(
	items: readonly Account[],
	fresh: readonly FreshRecord[],
): ReadonlyMap<Account, Account | null> {
	const own = fresh.filter(({on, record}) => on === 'stalker' && record === 'account');
	const byKey = new Map(own.map(one => [keyOf(one.key), one.fields]));
	if (byKey.size === 0) return new Map();
	return new Map(
		items.flatMap(account => {
			const fields = byKey.get(keyOf(account));
			return fields === undefined ? [] : [[account, fields && patchedAccount(account, fields)] as const];
		}),
	);
}

/** The accounts that were not there before. */
function createdAccounts(items: readonly Account[], fresh: readonly FreshRecord[]): readonly Account[] {
	const created = fresh.filter(
		({on, record, fields}) =>
			on === 'stalker' && record === 'account' && fields !== null && 'record' in fields,
	);
	if (created.length === 0) return [];
	const known = new Set(items.map(keyOf));
	return created.flatMap(({key, fields}) => {
		if (known.has(keyOf(key))) return [];
		const parsed = parseAccount(fields!['record']);
		return 'item' in parsed ? [parsed.item] : [];
	});
}

/** The fields that tell which account a change is of. */
const keyOf = (fields: Fields | Account): string => {
	const {login, stb_mac, account_number} = fields as Fields;
	return JSON.stringify([textOf(login), textOf(stb_mac), textOf(account_number)]);
};

/** The executor reads accounts as texts; what is blank there may be absent here. */
function patchedAccount(account: Account, fields: Fields): Account {
	const parsed = parseAccount(fields['record']);
	if ('item' in parsed) return parsed.item;
	const changed = Object.entries(fields).filter(
		([name, value]) => textOf(account[name as keyof Account] as string) !== value,
	);
	return {
		...account,
		...Object.fromEntries(changed.map(([name, value]) => [name, name === 'status' ? Number(value) : value])),
	};
}

/** Billing's side with fresh customers and services. */
export function patchCustomers(known: BillingCustomers, fresh: readonly FreshRecord[]): BillingCustomers {
	const own = fresh.filter(
		({on, record}) => on === 'billing' && (record === 'customer' || record === 'service'),
	);
	if (own.length === 0) return known;
	const plans = new Map(known.plans.map(plan => [plan.tp_id, plan]));
	const uids = new Set(own.map(({key, fields}) => Number((fields ?? key)['uid'])));
	const before = known.customers.filter(({uid}) => uids.has(uid));
	const people = new Map(
		before.map(customer => [customer.uid, {...customer, service: null as Customer['service']}]),
	);
	const services = new Map(
		before.flatMap(({uid, service}) => (service ? [[service.id, {uid, service}]] : [])),
	);
	for (const {record, key, fields} of own) {
		if (record === 'customer') {
			const uid = Number((fields ?? key)['uid']);
			if (fields) people.set(uid, customerOf(fields));
			else people.delete(uid);
		} else if (fields)
			services.set(Number(fields['id']), {uid: Number(fields['uid']), service: serviceOf(fields, plans)});
		else services.delete(Number(key['id']));
	}

	const byUid = Map.groupBy(services.values(), ({uid}) => uid);
	const now = [...people.values()].flatMap(customer =>
		(byUid.get(customer.uid) ?? [{service: null}]).map(({service}) => ({...customer, service})),
	);
	return {
		...known,
		customers: [...known.customers.filter(({uid}) => !uids.has(uid)), ...now].toSorted(
			(a, b) => a.uid - b.uid || (a.service?.id ?? 0) - (b.service?.id ?? 0),
		),
	};
}

const customerOf = (fields: Fields): Customer => ({
	uid: Number(fields['uid']),
	login: textOf(fields['id']),
	user_disable: Number(fields['disable']),
	deleted: fields['deleted'] !== 0,
	user_activate: fields['activate'] as string | null,
	user_expire: fields['expire'] as string | null,
	fio: textOf(fields['users_pi.fio']),
	phone: textOf(fields['users_pi.phone']),
	bill_id: Number(fields['bill_id']) || null,
	deposit: (fields['bills.deposit'] as string | undefined) ?? null,
	credit: textOf(fields['credit']),
	service: null,
});

function serviceOf(
	fields: Fields,
	plans: ReadonlyMap<number, BillingPlan>,
): NonNullable<Customer['service']> {
	const tp_id = Number(fields['tp_id']) || null;
	const plan = tp_id === null ? undefined : plans.get(tp_id);
	return {
		id: Number(fields['id']),
		cid: textOf(fields['cid']),
		iptv_login: textOf(fields['iptv_login']),
		disable: Number(fields['disable']),
		activate: (fields['activate'] ?? null) as string | null,
		expire: fields['expire'] as string | null,
		registration: textOf(fields['registration']),
		tp_id,
		plan_id: plan?.id ?? null,
		plan_filter_id: plan?.filter_id ?? null,
		plan_name: plan?.name ?? null,
	};
}
