import {normalizeMac} from '../../normalize/mac.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import {message} from '../../i18n/translator.ts';
import {withoutRecord} from '../../sync/action.ts';
import type {Account} from './account.ts';
import type {AccountRow} from './build-row.ts';
import type {Message} from '../../i18n/message.ts';
import type {BillingPlan, Customer} from '../../billing/read-types.ts';
import {type BillingCustomers, customerLabel} from './billing-customers.ts';

/** Maximum length of each field in billing's columns, in characters. */
const maxCharacters = {login: 64, full_name: 120, phone: 32, stb_mac: 35} as const satisfies Partial<
	Record<keyof Account, number>
>;

/** Why a row cannot be added to billing, or `null`: its status first, then values that billing's columns cannot store. */
export function addRefusal(row: AccountRow): Message | null {
	const {stalker, mark, differences} = row;
	if (mark === '?') return message('not-known');
	if (!stalker)
		return withoutRecord(
			row,
			message('only-in-billing', {login: row.billing ? customerLabel(row.billing) : row.key}),
		);
	if (stalker.login.trim() === '') return message('no-login');
	if (mark === '!') return conflictRefusal(row);
	if (mark === '~' && !differences.some(({code}) => code === 'A5'))
		return message('differs', {drifts: differences});
	return mark === '+' ? storageRefusal(stalker) : null;
}

function conflictRefusal({stalker, differences}: AccountRow): Message {
	const shared = differences.find(({code}) => code === 'F2');
	return shared?.with
		? message('number-shared', {number: stalker!.account_number, others: shared.with})
		: message('conflict', {drifts: differences});
}

function storageRefusal(account: Account): Message | null {
	for (const [field, length] of Object.entries(maxCharacters)) {
		if (account[field as keyof typeof maxCharacters].length > length)
			return message('too-long', {field, most: length});
	}

	// Control characters are shown escaped; a customer with such a login would never be found again.
	if (/\p{Control}/u.test(account.login)) return message('control-characters', {field: 'login'});
	const field = (['login', 'full_name', 'phone', 'stb_mac'] as const).find(
		name => !isStorableText(account[name]),
	);
	if (field !== undefined) return message('unstorable', {field});
	if (normalizeMac(account.stb_mac) === null && account.stb_mac.includes(';'))
		return message('several-macs', {mac: account.stb_mac});
	return null;
}

/** Without a key the licence of an ABillS allows about a thousand customers, deleted ones included. */
const fewestLicensed = 1000;

/** ABillS' own forms take a login of this form and length where the site has not set others. */
const loginForm = /^[a-z0-9_][a-z0-9_-]*$/i;
const maxLoginLength = 15;

/** How far above all existing numbers a TV id still counts as given by the site itself. */
const farAbove = 10_000;

/**
Further questions before an account is added to an ABillS: about what its own code would have done differently, or does not do afterwards.
*/
export function abillsQuestions(
	{login}: Account,
	{
		plan,
		tvId,
		customer,
	}: {readonly plan: BillingPlan | null; readonly tvId: number | null; readonly customer: Customer | null},
	{abills}: Pick<BillingCustomers, 'abills'>,
): readonly Message[] {
	if (!abills) return [];
	const {customers, domain, largestTvId, licensed} = abills;
	return [
		...(plan && Number(plan.activate_price) > 0
			? [message('ask-activation', {plan: plan.name, value: plan.activate_price})]
			: []),
		...(tvId !== null && tvId > largestTvId + farAbove
			? [message('ask-far-number', {tvId, most: largestTvId})]
			: []),
		...(customer === null && !(loginForm.test(login) && login.length <= maxLoginLength)
			? [message('ask-login-form', {login})]
			: []),
		...(customer === null && customers >= (licensed ?? fewestLicensed) * 0.9
			? [message('ask-licence', {n: customers + 1, licensed})]
			: []),
		// With the number of another domain in the configuration every account seems to be new.
		...(customer === null && domain.customers === 0 && customers > 0
			? [message('ask-empty-domain', {domain: domain.id, n: customers})]
			: []),
	];
}
