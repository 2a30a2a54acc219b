import type {BillingPlan, Customer} from '../../billing/read-types.ts';
import {textOf, type Fields, type CurrentRecord} from '../../sync/changes/change.ts';
import {accountFieldNames} from '../../stalker/find-account.ts';
import {parseAccount, type Account} from './account.ts';
import type {BillingCustomers} from './billing-customers.ts';
import {type AccountComparison, compareAccounts, recompareChanged, type AccountList} from './compare.ts';
import {isDeepStrictEqual} from 'node:util';
import {allAccounts, reuseAccountIndex} from './account-index.ts';

/** What changed in a list of accounts. */
type AccountChanges = {
	/** The record as it is now, `null` where it is gone. An unchanged record is the very same object. */
	readonly replaced: ReadonlyMap<Account, Account | null>;
	/** Accounts that the list did not have. */
	readonly added: readonly Account[];
};

/** The comparison with these accounts and this side of billing. Only rows whose result can change are compared again: there may be a hundred thousand. */
export function replaceAccounts(
	comparison: AccountComparison,
	changes: AccountChanges,
	billing: BillingCustomers,
): AccountComparison {
	const {replaced, added} = changes;
	const stalker = replaceIn(comparison.stalker, changes);
	if (stalker === comparison.stalker && billing === comparison.billing) return comparison;
	const short = comparison.short && {...comparison.short, got: stalker.items.length};
	const haveSameNames =
		added.length === 0 &&
		[...replaced].every(
			([before, now]) => before === now || (now !== null && isDeepStrictEqual(namesOf(before), namesOf(now))),
		);
	if (haveSameNames) reuseAccountIndex(allAccounts(stalker), allAccounts(comparison.stalker));
	const {customers, plans, today} = comparison.billing;
	const isBillingSame = billing.customers === customers && billing.plans === plans && billing.today === today;
	const rows = isBillingSame && haveSameNames ? recompareChanged(comparison.rows, stalker, replaced) : null;
	return {stalker, billing, short, rows: rows ?? compareAccounts(stalker, billing, short !== null)};
}

/** The list with the replaced accounts in their places, and the added ones at its end. */
export function replaceIn(list: AccountList, {replaced, added}: AccountChanges): AccountList {
	if (added.length === 0 && [...replaced].every(([before, now]) => before === now)) return list;
	const items = list.items.flatMap(account => {
		const now = replaced.get(account);
		return now === undefined ? account : (now ?? []);
	});
	return {...list, items: [...items, ...added]};
}

const namesOf = ({login, stb_mac, account_number}: Account): unknown => [login, stb_mac, account_number];

/** The comparison with the records that an action wrote or read in place of the old ones. */
export const patchAccounts = (
	comparison: AccountComparison,
	current: readonly CurrentRecord[],
): AccountComparison =>
	replaceAccounts(
		comparison,
		patchedAccounts(comparison.stalker.items, current),
		patchCustomers(comparison.billing, current),
	);

/** The changed accounts, `null` where they are gone, and accounts that are new in the list. */
export function patchedAccounts(
	items: readonly Account[],
	current: readonly CurrentRecord[],
): AccountChanges {
	const own = current.filter(({system, record}) => system === 'stalker' && record === 'account');
	const left = new Map(own.map(one => [keyOf(one.key), one.fields]));
	const replaced = new Map<Account, Account | null>();
	if (left.size === 0) return {replaced, added: []};
	for (const account of items) {
		const key = keyOf(account);
		const fields = left.get(key);
		if (fields === undefined) continue;
		replaced.set(account, fields && patchedAccount(account, fields));
		left.delete(key);
	}

	return {replaced, added: [...left.values()].flatMap(fields => (fields && wholeAccount(fields)) ?? [])};
}

/** The fields that identify the account of a change. */
const keyOf = (fields: Fields | Account): string => {
	const {login, stb_mac, account_number} = fields as Fields;
	return JSON.stringify([textOf(login), textOf(stb_mac), textOf(account_number)]);
};

/** As the portal sent it, where it was read whole. Else with the fields that the executor reads as texts; what is blank there may be absent here. */
function patchedAccount(account: Account, fields: Fields): Account {
	const whole = wholeAccount(fields);
	if (whole) return whole;
	const changed = accountFieldNames.flatMap(name => {
		const value = fields[name];
		return value === undefined || textOf(account[name]) === value ? [] : [[name, value] as const];
	});
	return {
		...account,
		...Object.fromEntries(changed.map(([name, value]) => [name, name === 'status' ? Number(value) : value])),
	};
}

function wholeAccount({record}: Fields): Account | null {
	const read = parseAccount(record);
	return 'item' in read ? read.item : null;
}

/** Billing's side with the current customers and services. */
export function patchCustomers(known: BillingCustomers, current: readonly CurrentRecord[]): BillingCustomers {
	const own = current.filter(
		({system, record}) => system === 'billing' && (record === 'customer' || record === 'service'),
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
			if (fields) people.set(uid, customerOf(fields, people.get(uid)));
			else people.delete(uid);
		} else if (fields)
			services.set(Number(fields['id']), {
				uid: Number(fields['uid']),
				service: serviceOf(fields, plans, services.get(Number(fields['id']))?.service),
			});
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

/** Of a customer of a company the record has no deposit and credit that count: they stay as they were read. */
const customerOf = (fields: Fields, previous: Customer | undefined): Customer => ({
	uid: Number(fields['uid']),
	login: textOf(fields['id']),
	user_disable: Number(fields['disable']),
	deleted: fields['deleted'] !== 0,
	user_activate: fields['activate'] as string | null,
	user_expire: fields['expire'] as string | null,
	fio: textOf(fields['person.name']),
	...(previous?.hasNameParts && {hasNameParts: true as const}),
	phone: textOf(fields['person.phone']),
	bill_id: Number(fields['bill_id']) || null,
	deposit: (fields['bills.deposit'] as string | undefined) ?? null,
	credit: textOf(fields['credit']),
	...(Number(fields['company_id']) > 0 && previous && billOf(previous)),
	service: null,
});

const billOf = ({bill_id, deposit, credit}: Customer) => ({bill_id, deposit, credit});

function serviceOf(
	fields: Fields,
	plans: ReadonlyMap<number, BillingPlan>,
	previous: Customer['service'] | undefined,
): NonNullable<Customer['service']> {
	const tp_id = Number(fields['tp_id']) || null;
	const plan = tp_id === null ? undefined : plans.get(tp_id);
	// Kept beside the service, and read with it where its plan is changed.
	const {screens, choices: chosen} = previous ?? {};
	const choices = fields['choice_count'] === undefined ? chosen : Number(fields['choice_count']);
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
		...(screens !== undefined && {screens}),
		...(choices && {choices}),
	};
}
