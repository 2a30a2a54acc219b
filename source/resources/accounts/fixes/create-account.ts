import {message} from '../../../i18n/translator.ts';
import {compareKey} from '../../../normalize/collation.ts';
import {creation, textOf, type Fields} from '../../../sync/changes/change.ts';
import type {FixDraft} from '../../../sync/fix.ts';
import {refuse, type Refusal} from '../../../sync/action.ts';
import {type Account, accountLabel, portalName} from '../account.ts';
import {accountIndexOf, allAccounts} from '../account-index.ts';
import type {BillingCustomers, Subscriber} from '../billing-customers.ts';
import type {AccountComparison, AccountRow, AccountList} from '../build-row.ts';
import {externalIdOf, shouldBeOn} from '../differences.ts';
import {billingAssertions, onlyMacOf} from './drafts.ts';

/**
A3: creates the account of a service in Stalker, on, while billing is as it was seen. No account may have the login, MAC or number, by the
list and by the portal right before the request. No password is set.
*/
export function createAccount(row: AccountRow, comparison: AccountComparison): FixDraft | Refusal {
	const {stalker, billing, short} = comparison;
	if (short) return refuse(message('list-short', short));
	const subscriber = row.billing as Subscriber;
	const conflict = serviceConflict(subscriber, billing);
	if (conflict) return conflict;
	const plan = portalPlanOf(subscriber, stalker);
	if (typeof plan !== 'string') return plan;
	const {id: tvId} = subscriber.service;
	const mac = onlyMacOf(subscriber);
	if (typeof mac !== 'string') return mac;
	const accounts = allAccounts(stalker);
	const login = freeLogin(subscriber, accounts);
	const taken = takenBy({login, mac, number: String(tvId)}, accounts);
	if (taken) return taken;
	const after: Fields = {
		...{login, full_name: portalName(subscriber.fio), phone: subscriber.phone},
		...{account_number: String(tvId), tariff_plan: plan, stb_mac: mac, status: '1'},
	};
	return {
		label: login,
		changes: [
			...billingAssertions(subscriber),
			creation('account', {login, stb_mac: mac, account_number: String(tvId)}, after),
		],
		shown: (
			['login', 'stb_mac', 'account_number', 'tariff_plan', 'full_name', 'phone', 'status'] as const
		).flatMap(field => {
			const to = field === 'status' ? 'on' : textOf(after[field]);
			return to === '' ? [] : [{system: 'stalker' as const, field, from: '', to}];
		}),
		questions: [message('ask-no-password', {login})],
	};
}

/** Only a service that should be on is given an account. */
function serviceConflict(subscriber: Subscriber, billing: BillingCustomers): Refusal | null {
	const {login, service} = subscriber;
	return shouldBeOn(subscriber, billing) ? null : refuse(message('fix-not-on', {login, tvId: service.id}));
}

/** The login in Stalker that billing names; else the customer's, or `<login>_<TV id>` where that is taken. */
function freeLogin({login, service}: Subscriber, accounts: readonly Account[]): string {
	if (service.iptv_login !== '') return service.iptv_login;
	const isTaken = accountIndexOf(accounts).logins.get(compareKey(login)).length > 0;
	return isTaken ? `${login}_${service.id}` : login;
}

function takenBy(
	{login, mac, number}: {readonly login: string; readonly mac: string; readonly number: string},
	accounts: readonly Account[],
): Refusal | null {
	const {logins, macs, numbers} = accountIndexOf(accounts);
	for (const [field, value, indices] of [
		['login', login, logins.get(compareKey(login))],
		['stb_mac', mac, macs.get(mac)],
		['account_number', number, numbers.get(number)],
	] as const) {
		if (indices.length > 0)
			return refuse(
				message('taken-in-stalker', {
					field,
					value,
					others: indices.map(index => accountLabel(accounts[index]!)),
				}),
			);
	}

	return null;
}

/**
The external id of the service's tariff plan, where exactly one plan of the portal has it: for any other the portal would silently take its
default plan.
*/
export function portalPlanOf(
	{service}: Subscriber,
	{planIds}: Pick<AccountList, 'planIds'>,
): string | Refusal {
	const plan = externalIdOf(service);
	if (plan === null || service.tp_id === null) return refuse(message('fix-no-plan', {tvId: service.id}));
	const count = planIds.filter(id => compareKey(id) === compareKey(plan)).length;
	return count === 1 ? plan : refuse(message('fix-plan-unclear', {plan, count}));
}
