import type {Customer} from '../../billing/read.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Outcome} from '../../sync/action.ts';
import {isRefusal, refuse, type Refusal} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import {accounts as accountsTab} from '../accounts/accounts.ts';
import {add} from '../accounts/add.ts';
import {compareAccounts, type AccountRow, type AccountsSheet} from '../accounts/compare.ts';
import type {BoxesSheet} from './compare.ts';

/** A new service for a box's account, exactly as `+` on that account makes it. */
export type AsAdded = {
	/** Whose bill pays. */
	readonly customer: Customer;
	readonly intent: Exclude<ReturnType<typeof add.plan>, Refusal>;
};

/** What `+` would do to the account of this box, with this customer's bill. */
export function planAsAdded(mac: string, customer: Customer, sheet: BoxesSheet): AsAdded | Refusal {
	const accounts = accountsOf(sheet);
	const row = accounts && accountOf(mac, customer, accounts);
	if (!row) return refuse(say('box-account-unknown', {mac}));
	// An account that billing has a service for gets no second one by its box.
	if (row.mark !== '+')
		return refuse(say('box-account-known', {login: row.theirs!.login}), {tab: 'accounts', id: row.key});
	const intent = add.plan(row, accounts, {});
	return isRefusal(intent) ? intent : {customer, intent};
}

/** Look at the account once more, and add it. In the journal this is the addition of the account, and is taken back as one. */
export async function runAsAdded(
	key: string,
	mac: string,
	{intent}: AsAdded,
	sheet: BoxesSheet,
	world: World,
	signal?: AbortSignal,
): Promise<Outcome> {
	const accounts = accountsOf(sheet)!;
	const row = accountOf(mac, null, accounts)!;
	const again = await accountsTab.again!([row], accounts, world, signal);
	if (again.changed.has(row.key)) return {is: 'refused', key, said: say('changed-row', {key})};
	const [outcome] = await add.run([{key: row.key, intent}], again.sheet, world, signal);
	return {...outcome!, key};
}

function accountOf(mac: string, customer: Customer | null, {rows}: AccountsSheet): AccountRow | null {
	const [row, ...more] = rows.filter(({theirs}) => theirs && normaliseMac(theirs.stb_mac) === mac);
	if (!row || more.length > 0) return null;
	return customer ? {...row, ours: customer} : row;
}

/** The accounts screen's own view of what was read for the boxes; made when it is first needed. */
function accountsOf({theirs: {accounts}, ours, short}: BoxesSheet): AccountsSheet | null {
	if (!accounts) return null;
	return {theirs: accounts, ours, rows: compareAccounts(accounts, ours, short !== null), short};
}
