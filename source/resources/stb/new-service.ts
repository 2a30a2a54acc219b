import type {Customer} from '../../billing/read-types.ts';
import {message} from '../../i18n/translator.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {ChangeSet} from '../../sync/changes/change.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';
import {planRow} from '../../sync/plan-runner.ts';
import {add} from '../accounts/add.ts';
import {compareAccounts, type AccountComparison, type AccountRow} from '../accounts/compare.ts';
import type {BoxComparison} from './compare.ts';

/** What `+` would do to the account of this box, with this customer's bill. */
export function planNewService(
	mac: string,
	customer: Customer,
	comparison: BoxComparison,
): ChangeSet | Refusal {
	const accounts = accountsOf(comparison);
	const row = accounts && accountOf(mac, accounts);
	if (!row) return refuse(message('box-account-unknown', {mac}));
	// An account that has a service in billing does not get a second one through its box.
	if (row.mark !== '+')
		return refuse(message('box-account-known', {login: row.stalker!.login}), {
			resource: 'accounts',
			id: row.key,
		});
	return planRow(add, {...row, billing: customer}, accounts);
}

function accountOf(mac: string, {rows}: AccountComparison): AccountRow | null {
	const [row, ...more] = rows.filter(({stalker}) => stalker && normalizeMac(stalker.stb_mac) === mac);
	return row && more.length === 0 ? row : null;
}

/** The accounts screen's own view of what was read for the boxes. */
function accountsOf({stalker: {accounts}, billing, short}: BoxComparison): AccountComparison | null {
	if (!accounts) return null;
	return {stalker: accounts, billing, rows: compareAccounts(accounts, billing, short !== null), short};
}
