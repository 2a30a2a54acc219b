import type {Message} from '../../../i18n/message.ts';
import {findPlan} from '../../../billing/find-plan.ts';
import {message} from '../../../i18n/translator.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import type {Fix, FixDraft, FixUses} from '../../../sync/fix.ts';
import {refuse, type Refusal} from '../../../sync/action.ts';
import {accountLabel, dayOf, isAmount, isUnreadableDate} from '../account.ts';
import type {AccountComparison, AccountRow} from '../build-row.ts';
import {externalIdOf} from '../differences.ts';
import {customerIndexOf, parseMacs} from '../customer-index.ts';
import {pairOf, writeService, retireService} from './drafts.ts';
import {storedMac, accountAssertion} from '../account-change.ts';
import {update, type Fields} from '../../../sync/changes/change.ts';

type AccountFix = Fix<AccountComparison>;

/** Fixes of accounts where Stalker is right: they write billing's service. No money is ever written. */
export const billingFixes: readonly AccountFix[] = [
	{kinds: ['A1', 'A2'], use: 'stalker', name: 'add-service', action: 'add', unattended: balanceWouldGo},
	{
		name: 'activate-service',
		kinds: ['B1'],
		use: 'stalker',
		writes: ['iptv_main.disable'],
		changes(row) {
			const {
				account,
				subscriber: {user_disable, deleted, service},
			} = pairOf(row);
			if (user_disable !== 0 || deleted || service.disable !== 1)
				return refuse(message('fix-in-billing', {login: accountLabel(account), tvId: service.id}));
			return writeService(row, {disable: 1}, {disable: 0}, [{field: 'status', from: 'off', to: 'on'}]);
		},
	},
	{
		name: 'disable-service',
		kinds: ['B2'],
		use: 'stalker',
		writes: ['iptv_main.disable'],
		changes: row => writeService(row, {disable: 0}, {disable: 1}, [{field: 'status', from: 'on', to: 'off'}]),
	},
	{
		name: 'retire-service',
		kinds: ['A3'],
		use: 'stalker',
		writes: ['iptv_main.disable'],
		changes: (row, {short}) => retireService(row, short),
	},
	{
		name: 'take-plan',
		kinds: ['C1'],
		use: 'stalker',
		writes: ['iptv_main.tp_id', 'iptv_users_channels'],
		note: message('note-no-fee'),
		changes(row, {billing: {plans}}) {
			const {account, subscriber} = pairOf(row);
			const tariff = account.tariff_plan ?? '';
			if (tariff === '') return refuse(message('fix-no-own-plan', {login: accountLabel(account)}));
			const plan = findPlan(tariff, plans);
			if (!plan) return refuse(message('tariff-unknown', {tariff}), {resource: 'tariffs', id: tariff});
			const {tp_id, choices: n = 0} = subscriber.service;
			const draft = writeService(
				row,
				{tp_id: tp_id ?? 0, choice_count: n},
				{tp_id: plan.tp_id, choices: {allot: null}},
				[{field: 'tariff_plan', from: externalIdOf(subscriber.service) ?? '', to: tariff}],
			);
			const login = accountLabel(account);
			return n === 0 ? draft : {...draft, questions: [message('ask-choices-cleared', {login, n})]};
		},
	},
	{
		name: 'take-person',
		kinds: ['E1'],
		use: 'stalker',
		writes: ['users_pi.fio', 'users_pi.phone', 'users_contacts'],
		changes: takePerson,
	},
	{
		name: 'take-mac',
		kinds: ['D1', 'D2'],
		use: 'stalker',
		writes: ['iptv_main.cid'],
		changes(row, {billing}) {
			const {account, subscriber} = pairOf(row);
			const {cid, id: tvId} = subscriber.service;
			const mac = normalizeMac(account.stb_mac);
			if (account.stb_mac.trim() === '')
				return refuse(message('fix-no-own-mac', {login: accountLabel(account)}));
			if (mac === null) return refuse(message('several-macs', {mac: account.stb_mac}));
			if (parseMacs(cid).length > 1) return refuse(message('fix-several-macs', {tvId, cid}));
			const tvIds = customerIndexOf(billing.customers)
				.macs.get(mac)
				.map(index => billing.customers[index]!.service!.id)
				.filter(id => id !== tvId);
			if (tvIds.length > 0) return refuse(message('box-taken', {mac, tvIds}));
			const to = storedMac(account.stb_mac, billing.abills !== null);
			return writeService(row, {cid}, {cid: to}, [{field: 'stb_mac', from: cid, to}]);
		},
	},
	{
		name: 'respell-mac',
		kinds: ['D5'],
		use: 'stalker',
		writes: ['iptv_main.cid'],
		changes(row) {
			const {account, subscriber} = pairOf(row);
			const {cid} = subscriber.service;
			const mac = normalizeMac(account.stb_mac);
			const spelled = cid
				.split(';')
				.map(part => (normalizeMac(part) === mac ? account.stb_mac.trim() : part))
				.join(';');
			return writeService(row, {cid}, {cid: spelled}, [{field: 'stb_mac', from: cid, to: spelled}]);
		},
	},
	{
		name: 'take-end-date',
		kinds: ['E3'],
		use: 'stalker',
		writes: ['iptv_main.expire'],
		changes(row) {
			const {account, subscriber} = pairOf(row);
			const {user_expire, service} = subscriber;
			const {end_date: date = ''} = account;
			if (isUnreadableDate(date))
				return refuse(message('end-date-unreadable', {login: accountLabel(account), date}));
			const day = dayOf(date);
			if (user_expire !== null && (day === null || user_expire < day))
				return refuse(message('fix-customer-ends', {login: subscriber.login, date: user_expire}));
			return writeService(row, {expire: service.expire}, {expire: day}, [
				{field: 'end_date', from: service.expire ?? '', to: day ?? ''},
			]);
		},
	},
];

/** Billing's columns of what differs. */
const columns = {
	full_name: {seen: 'person.name', written: 'users_pi.fio', billing: 'fio'},
	phone: {seen: 'person.phone', written: 'users_pi.phone', billing: 'phone'},
} as const;

/**
E1: name and phone of the account become those of the customer, on an ABillS with the phone among his contacts. A name in several parts is
left to a person.
*/
function takePerson(row: AccountRow, {billing}: Pick<AccountComparison, 'billing'>): FixDraft | Refusal {
	const {account, subscriber} = pairOf(row);
	const fields = (['full_name', 'phone'] as const).filter(name =>
		row.differences.some(({code, field}) => code === 'E1' && field === name),
	);
	if (fields.includes('full_name') && subscriber.hasNameParts)
		return refuse(message('fix-three-names', {login: subscriber.login}));
	const of = (pick: 'seen' | 'written', value: (name: 'full_name' | 'phone') => string): Fields =>
		Object.fromEntries(fields.map(name => [columns[name][pick], value(name)]));
	const isContact = billing.abills !== null && fields.includes('phone');
	return {
		label: accountLabel(account),
		changes: [
			accountAssertion(account),
			update(
				'customer',
				{uid: subscriber.uid},
				of('seen', name => subscriber[columns[name].billing]),
				{
					...of('written', name => account[name].trim()),
					...(isContact && {users_contacts: {allot: null}}),
				},
			),
		],
		shown: fields.map(field => ({
			...{system: 'billing', field},
			from: subscriber[columns[field].billing],
			to: account[field].trim(),
		})),
	};
}

/** A1: the bill of a new customer begins with 0, which a policy that also copies deposits would write over the balance in its next run. */
function balanceWouldGo(
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
