import type {Customer} from '../../billing/read.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {Outcome} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import {accounts as accountsTab} from '../accounts/accounts.ts';
import {add} from '../accounts/add.ts';
import {compareAccounts, type AccountRow, type AccountComparison} from '../accounts/compare.ts';
import type {BoxComparison} from './compare.ts';
import {isRefusal, refuse, type Refusal} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

/** A new service for a box's account, exactly as `+` on that account makes it. */
export type NewService = {
	/** Whose bill pays. */
	readonly customer: Customer;
	readonly intent: Exclude<ReturnType<typeof add.plan>, Refusal>;
};

/** What `+` would do to the account of this box, with this customer's bill. */
export function planNewService(mac: string, customer: Customer, sheet: BoxComparison): NewService | Refusal {
	const accounts = accountsOf(sheet);
	const row = accounts && accountOf(mac, customer, accounts);
	if (!row) return refuse(message('box-account-unknown', {mac}));
	// An account that billing has a service for gets no second one by its box.
	if (row.mark !== '+')
		return refuse(message('box-account-known', {login: row.stalker!.login}), {tab: 'accounts', id: row.key});
	const intent = add.plan(row, accounts, {});
	return isRefusal(intent) ? intent : {customer, intent};
}

/** Look at the account once more, and add it. In the journal this is the addition of the account, and is taken back as one. */
export async function addNewService(
	key: string,
	mac: string,
	{intent}: NewService,
	sheet: BoxComparison,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<Outcome> {
	const accounts = accountsOf(sheet)!;
	const row = accountOf(mac, null, accounts)!;
	const again = await accountsTab.recheck!([row], accounts, context, signal);
	if (again.changedKeys.has(row.key)) return {is: 'refused', key, said: message('changed-row', {key})};
	const [outcome] = await add.run!([{key: row.key, intent}], again.comparison, context, signal);
	return {...outcome!, key};
}

function accountOf(mac: string, customer: Customer | null, {rows}: AccountComparison): AccountRow | null {
	const [row, ...more] = rows.filter(({stalker}) => stalker && normalizeMac(stalker.stb_mac) === mac);
	if (!row || more.length > 0) return null;
	return customer ? {...row, billing: customer} : row;
}

/** The accounts screen's own view of what was read for the boxes; made when it is first needed. */
function accountsOf({stalker: {accounts}, billing, short}: BoxComparison): AccountComparison | null {
	if (!accounts) return null;
	return {stalker: accounts, billing, rows: compareAccounts(accounts, billing, short !== null), short};
}
