import type {Message} from '../../../i18n/message.ts';
import {message} from '../../../i18n/translator.ts';
import type {Fix} from '../../../sync/fix.ts';
import {refuse} from '../../../sync/action.ts';
import {accountLabel, portalName} from '../account.ts';
import {accountIndexOf, allAccounts} from '../account-index.ts';
import {isInDebt} from '../billing-customers.ts';
import type {AccountComparison, AccountRow} from '../build-row.ts';
import {earliestEnd} from '../differences.ts';
import {numberRefusal} from '../account-change.ts';
import {createAccount, portalPlanOf} from './create-account.ts';
import {onlyMacOf, pairOf, writeAccount} from './drafts.ts';

type AccountFix = Fix<AccountComparison>;

/** Fixes of accounts where billing is right: they write Stalker's account. */
export const stalkerFixes: readonly AccountFix[] = [
	{
		name: 'create-account',
		kinds: ['A3'],
		use: 'billing',
		writes: [
			'accounts.login',
			'accounts.stb_mac',
			'accounts.account_number',
			'accounts.tariff_plan',
			'accounts.full_name',
			'accounts.phone',
			'accounts.status',
		],
		changes: createAccount,
	},
	{
		name: 'switch-off',
		kinds: ['B1', 'B3', 'B4'],
		use: 'billing',
		writes: ['accounts.status'],
		interruptsTv: true,
		changes: (row, comparison) =>
			writeAccount(row, comparison, {status: '0'}, [{field: 'status', from: 'on', to: 'off'}]),
	},
	{
		name: 'switch-on',
		kinds: ['B2'],
		use: 'billing',
		writes: ['accounts.status'],
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			if (isInDebt(subscriber, comparison.billing))
				return refuse(message('fix-debt', {login: accountLabel(account)}));
			return writeAccount(row, comparison, {status: '1'}, [{field: 'status', from: 'off', to: 'on'}]);
		},
	},
	{
		name: 'set-plan',
		kinds: ['C1', 'C4'],
		use: 'billing',
		writes: ['accounts.tariff_plan'],
		interruptsTv: true,
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			const plan = portalPlanOf(subscriber, comparison.stalker);
			if (typeof plan !== 'string') return plan;
			const from = account.tariff_plan ?? '';
			const login = accountLabel(account);
			const isDefault = row.differences.some(({code}) => code === 'C4');
			return writeAccount(
				row,
				comparison,
				{tariff_plan: plan},
				[{field: 'tariff_plan', from, to: plan}],
				from === ''
					? [message('ask-plan-stays', {login})]
					: isDefault
						? [message('ask-plan-default', {login, plan: from})]
						: [],
			);
		},
	},
	{
		name: 'set-mac',
		kinds: ['D1', 'D2'],
		use: 'billing',
		writes: ['accounts.stb_mac'],
		interruptsTv: true,
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			const mac = onlyMacOf(subscriber);
			if (typeof mac !== 'string') return mac;
			const accounts = allAccounts(comparison.stalker);
			const others = accountIndexOf(accounts)
				.macs.get(mac)
				.map(index => accounts[index]!)
				.filter(other => other !== account);
			if (others.length > 0)
				return refuse(
					message('taken-in-stalker', {field: 'stb_mac', value: mac, others: others.map(accountLabel)}),
				);
			const draft = writeAccount(row, comparison, {stb_mac: mac}, [
				{field: 'stb_mac', from: account.stb_mac, to: mac},
			]);
			return 'refused' in draft ? draft : {...draft, questions: [message('ask-log-in-anew')]};
		},
	},
	{
		name: 'set-number',
		kinds: ['A5'],
		use: 'billing',
		writes: ['accounts.account_number'],
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			const tvId = subscriber.service.id;
			const refusal = numberRefusal(account, tvId, allAccounts(comparison.stalker));
			if (refusal) return refusal;
			const from = account.account_number;
			return writeAccount(row, comparison, {account_number: String(tvId)}, [
				{field: 'account_number', from, to: String(tvId)},
			]);
		},
	},
	{
		name: 'set-end-date',
		kinds: ['E3'],
		use: 'billing',
		writes: ['accounts.end_date'],
		interruptsTv: true,
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			const day = earliestEnd(subscriber);
			if (day === null) return refuse(message('fix-no-end', {tvId: subscriber.service.id}));
			return writeAccount(row, comparison, {end_date: `${day} 00:00:00`}, [
				{field: 'end_date', from: account.end_date ?? '', to: day},
			]);
		},
	},
	{
		name: 'set-person',
		kinds: ['E1'],
		use: 'billing',
		writes: ['accounts.full_name', 'accounts.phone'],
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			const wanted = {full_name: portalName(subscriber.fio), phone: subscriber.phone};
			const fields = (['full_name', 'phone'] as const).filter(name =>
				row.differences.some(({code, field}) => code === 'E1' && field === name),
			);
			const empty = fields.find(name => wanted[name].trim() === '');
			if (empty) return refuse(message('fix-empty', {field: empty}));
			return writeAccount(
				row,
				comparison,
				Object.fromEntries(fields.map(name => [name, wanted[name]])),
				fields.map(field => ({field, from: account[field], to: wanted[field]})),
			);
		},
	},
	{
		name: 'set-balance',
		kinds: ['E2'],
		use: 'billing',
		unattended: depositMayBeUnkept,
		writes: ['accounts.account_balance'],
		changes(row, comparison) {
			const {account, subscriber} = pairOf(row);
			const balance = Number(subscriber.deposit ?? 0).toFixed(2);
			return writeAccount(row, comparison, {account_balance: balance}, [
				{field: 'account_balance', from: account.account_balance, to: balance},
			]);
		},
	},
	// The last in every list: what is only in Stalker is added far more often.
	{kinds: ['A1', 'A2'], use: 'billing', name: 'delete-account', action: 'delete'},
];

/** E2: a database of this program may keep no deposits, and then each is 0. */
function depositMayBeUnkept(
	{stalker, billing}: AccountRow,
	{billing: {abills}}: AccountComparison,
): Message | null {
	return abills === null && Number(billing!.deposit ?? 0) === 0
		? message('policy-deposit', {login: accountLabel(stalker!), balance: stalker!.account_balance})
		: null;
}
