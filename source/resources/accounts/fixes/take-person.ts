import {message} from '../../../i18n/translator.ts';
import type {Fields} from '../../../sync/changes/change.ts';
import type {FixDraft} from '../../../sync/fix.ts';
import {refuse, type Refusal} from '../../../sync/refusal.ts';
import type {AccountComparison, AccountRow} from '../compare.ts';
import {accountAssertion} from '../account-change.ts';
import {pairOf} from './drafts.ts';
import {accountLabel} from '../account.ts';

/** Billing's columns of what differs. */
const columns = {
	full_name: {seen: 'person.name', written: 'users_pi.fio', billing: 'fio'},
	phone: {seen: 'person.phone', written: 'users_pi.phone', billing: 'phone'},
} as const;

/** E1: name and phone of the account become those of the customer, on an ABillS with the phone among his contacts. A name in several parts is left to a person. */
export function takePerson(
	row: AccountRow,
	{billing}: Pick<AccountComparison, 'billing'>,
): FixDraft | Refusal {
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
			{
				...{system: 'billing', record: 'customer', operation: 'update'},
				key: {uid: subscriber.uid},
				before: of('seen', name => subscriber[columns[name].billing]),
				after: {
					...of('written', name => account[name].trim()),
					...(isContact && {users_contacts: {allot: null}}),
				},
				...(isContact && {loses: [message('ask-contact-anew', {login: subscriber.login})]}),
			},
		],
		shown: fields.map(field => ({
			...{system: 'billing', field},
			from: subscriber[columns[field].billing],
			to: account[field].trim(),
		})),
	};
}
