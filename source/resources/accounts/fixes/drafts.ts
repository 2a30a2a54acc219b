import type {Customer} from '../../../billing/read-types.ts';
import type {Message} from '../../../i18n/message.ts';
import {message} from '../../../i18n/translator.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import {accountFields} from '../../../stalker/find-account.ts';
import {assertion, pickFields, update, type Change, type Fields} from '../../../sync/changes/change.ts';
import type {FixDraft, FixedField} from '../../../sync/fix.ts';
import {refuse, type Refusal} from '../../../sync/action.ts';
import {type Account, accountLabel} from '../account.ts';
import {allAccounts, findWriteAddress} from '../account-index.ts';
import {type Subscriber, customerLabel} from '../billing-customers.ts';
import {parseMacs} from '../customer-index.ts';
import type {AccountComparison, AccountRow} from '../build-row.ts';
import {accountAssertion, accountKey, freeNumberAssertion} from '../account-change.ts';
import type {Comparison, Row} from '../../../sync/row.ts';

/** A row with both records. */
type Pair = {readonly account: Account; readonly subscriber: Subscriber};

/** Both records of a row that has a fix; kinds between two records occur on no other. */
export const pairOf = ({stalker, billing}: AccountRow): Pair => ({
	account: stalker!,
	subscriber: billing as Subscriber,
});

/** The only MAC of the service, in the portal's notation. */
export function onlyMacOf({service: {cid, id: tvId}}: Subscriber): string | Refusal {
	const macs = parseMacs(cid);
	if (macs.length > 1) return refuse(message('fix-several-macs', {tvId, cid}));
	return normalizeMac(macs[0] ?? '') ?? refuse(message('fix-no-mac', {tvId}));
}

type Shown = Omit<FixedField, 'system'>;

/** Writes these fields of the account, while billing is as it was seen. */
export function writeAccount(
	row: AccountRow,
	{stalker}: Pick<AccountComparison, 'stalker'>,
	after: Fields,
	shown: readonly Shown[],
	/** What an undo cannot restore. */
	loses: readonly Message[] = [],
): FixDraft | Refusal {
	const {account, subscriber} = pairOf(row);
	if (!findWriteAddress(account, allAccounts(stalker)))
		return refuse(message('unaddressable', {login: accountLabel(account)}));
	const before = pickFields(accountFields(account), Object.keys(after));
	return {
		label: accountLabel(account),
		changes: [
			...billingAssertions(subscriber),
			{...update('account', accountKey(account), before, after), ...(loses.length > 0 && {loses})},
		],
		shown: shown.map(one => ({system: 'stalker', ...one})),
	};
}

/** Writes these columns of the service, while the account is as it was seen. */
export const writeService = (
	row: AccountRow,
	before: Fields,
	after: Fields,
	shown: readonly Shown[],
): FixDraft => {
	const {billing, stalker} = row;
	const {service} = billing as Subscriber;
	return {
		label: stalker ? accountLabel(stalker) : customerLabel(billing!),
		changes: [
			...(stalker ? [accountAssertion(stalker)] : []),
			update('service', {id: service.id}, before, after),
		],
		shown: shown.map(one => ({system: 'billing', ...one})),
	};
};

/** Billing's records are as they were seen: they decide what is written to Stalker. */
export function billingAssertions(subscriber: Subscriber): readonly Change[] {
	const {service} = subscriber;
	return [
		assertion('customer', {uid: subscriber.uid}, customerFields(subscriber)),
		assertion(
			'service',
			{id: service.id},
			{cid: service.cid, disable: service.disable, expire: service.expire, tp_id: service.tp_id ?? 0},
		),
	];
}

const customerFields = ({user_disable, deleted, user_expire}: Customer): Fields => ({
	disable: user_disable,
	deleted: deleted ? 1 : 0,
	expire: user_expire,
});

/**
A3, and H3 with it: the TV service that only billing has becomes one that is not activated, status 2, for which an ABillS expects no
account. No account in Stalker may have its number.
*/
export function retireService(
	row: Pick<Row<unknown, Customer>, 'billing'>,
	short: Comparison['short'],
): FixDraft | Refusal {
	if (short) return refuse(message('list-short', short));
	const subscriber = row.billing as Subscriber;
	const {id, disable} = subscriber.service;
	return {
		label: customerLabel(subscriber),
		changes: [freeNumberAssertion(id), update('service', {id}, {disable}, {disable: 2})],
		shown: [{system: 'billing', field: 'status', from: disable === 0 ? 'on' : 'off', to: 'not-activated'}],
	};
}
