import type {Message} from '../../../i18n/message.ts';
import {message} from '../../../i18n/translator.ts';
import type {FixUses} from '../../../sync/fix.ts';
import type {AccountComparison, AccountRow} from '../compare.ts';
import {isAmount} from '../differences.ts';
import {accountLabel} from '../account.ts';

/** A1: the bill of a new customer begins with 0, which a policy that also copies deposits would write over the balance in its next run. */
export function balanceWouldGo(
	{stalker, differences}: AccountRow,
	_comparison: AccountComparison,
	uses: FixUses,
): Message | null {
	const {account_balance: balance} = stalker!;
	const isNew = differences.some(({code}) => code === 'A1');
	return isNew && uses.get('E2') === 'billing' && isAmount(balance)
		? message('policy-balance', {login: accountLabel(stalker!), balance})
		: null;
}

/** E2: a database of this program may keep no deposits, and then each is 0. */
export function depositMayBeUnkept(
	{stalker, billing}: AccountRow,
	{billing: {abills}}: AccountComparison,
): Message | null {
	return abills === null && Number(billing!.deposit ?? 0) === 0
		? message('policy-deposit', {login: accountLabel(stalker!), balance: stalker!.account_balance})
		: null;
}
