import type {Customer} from '../../billing/read.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {RowAction, Outcome, Planned} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import {hasService, type BillingCustomers, type Subscriber} from './billing-customers.ts';
import type {AccountList} from './compare.ts';
import {foldName} from './differences.ts';
import {allAccounts, parseTvId} from './account-index.ts';
import {addRefusal} from './add-refusals.ts';
import {numberTaken} from './carriers.ts';
import {serviceChoices} from './service-choices.ts';
import {settleNumber} from './settle.ts';
import {undoLink} from './undo/undo-link.ts';
import {askNumber, planNumber, writeNumber, type NumberIntent} from './write-number.ts';
import {isRefusal, refuse} from '../../sync/refusal.ts';
import type {Message} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

type LinkIntent = {
	readonly account: Account;
	readonly service: Subscriber['service'];
	/** Whose service it is. */
	readonly customer: Payer;
	/** Whom billing knows by the account's login. */
	readonly own: Payer | null;
	readonly cid: string;
	/** Set when the account does not carry the TV id yet. */
	readonly number: NumberIntent | null;
};

type Payer = Pick<Customer, 'uid' | 'login' | 'fio' | 'phone' | 'deleted'>;

/** `l`: the account is that service's. Writes `cid` and `iptv_login`, then the number as `+`. Always asks. */
export const link: RowAction<Account, Customer, AccountList, BillingCustomers, LinkIntent> = {
	name: 'link',
	on: 'rows',
	key: 'l',
	guard: 'ask',
	bulk: null,
	size: 1,
	argument: {
		name: 'service',
		given: 'word',
		accepts: text => /^[1-9]\d*$/.test(text),
		choices: serviceChoices,
	},

	plan(row, sheet, {choice = ''}) {
		const tvId = Number(choice);
		if (row.mark === '=' || row.mark === '~') return refuse(message('link-only-unmatched'));
		if (row.mark !== '+') return refuse(addRefusal(row) ?? message('link-only-unmatched'));
		const unstorable = addRefusal(row);
		if (unstorable) return refuse(unstorable);
		const account = row.stalker!;
		const ours = sheet.billing.customers.filter(hasService).find(({service}) => service.id === tvId);
		if (!ours) return refuse(message('service-unknown', {tvId: choice}));
		if (sheet.short) return refuse(message('list-short', sheet.short));
		// Status 2 is not in Stalker by rights and has no row of its own; any other service without account is a “-”.
		const free = sheet.rows.some(({mark, billing: other}) => mark === '-' && other?.service?.id === tvId);
		const claimed = sheet.rows.some(
			({stalker, billing: other}) => stalker !== null && other?.service?.id === tvId,
		);
		if (!free && (claimed || ours.service.disable !== 2)) return refuse(message('service-matched', {tvId}));
		const number =
			parseTvId(account.account_number) === tvId
				? null
				: planNumber(account, tvId, allAccounts(sheet.stalker));
		if (number && isRefusal(number)) return number;
		return {
			account,
			service: ours.service,
			customer: payerOf(ours),
			own: row.billing && payerOf(row.billing),
			cid: normalizeMac(account.stb_mac) ?? account.stb_mac.trim(),
			number,
		};
	},

	summary: ({account: {login}, customer, service: {id, cid: box, iptv_login: name}, cid, number}) =>
		message('plan-link', {
			login,
			customer: customer.login,
			tvId: id,
			number: number !== null,
			changes: [
				{field: 'cid', from: box, to: cid},
				{field: 'iptv_login', from: name, to: login},
			].filter(({from, to}) => from !== to),
		}),
	questions,

	undo: undoLink,
	recover: settleNumber,

	async run(planned, {stalker}, context: ResourceContext) {
		const outcomes: Outcome[] = [];
		for (const one of planned) outcomes.push(await linkOne(one, allAccounts(stalker), context));
		return outcomes;
	},
};

const payerOf = ({uid, login, fio, phone, deleted}: Customer): Payer => ({uid, login, fio, phone, deleted});

/** Whose bill pays, where that is not plainly the account's own customer; and the number. */
function questions({account, customer, own, number}: LinkIntent): readonly Message[] {
	const {login, fio: name, phone, deleted} = customer;
	const payer = {login, name, phone};
	const isOwn =
		(own !== null || compareKey(login) === compareKey(account.login)) &&
		(account.full_name.trim() === '' || foldName(account.full_name) === foldName(name));
	return [
		...(own && own.uid !== customer.uid
			? [message('ask-other-customer', {payer, own: {login: own.login, name: own.fio}})]
			: isOwn
				? []
				: [message('ask-other-name', {payer, own: {login: account.login, name: account.full_name}})]),
		...(deleted ? [message('ask-deleted', {login})] : []),
		...(number ? [askNumber(number)] : []),
	];
}

async function linkOne(
	{key, intent}: Planned<LinkIntent>,
	accounts: readonly Account[],
	context: ResourceContext,
): Promise<Outcome> {
	const {account, service, cid, number} = intent;
	const {login} = account;
	const tvId = service.id;
	// The list was looked up again for the account alone: billing must not get a link whose number cannot be written to Stalker.
	const taken = number && (await numberTaken(tvId, account, context.stalker));
	if (taken) return {is: 'refused', key, said: taken};
	const result = await context.billing.linkService(
		await context.ensurePortal(),
		{
			key,
			journaledAs: ['accounts', 'link'],
			tvId,
			was: {cid: service.cid, iptv_login: service.iptv_login},
			cid,
			iptv_login: login,
			intent,
			before: {account, service},
			writeBack: number !== null,
		},
		{operator: context.operator, run: context.runId},
	);
	if (result.is === 'clash') return {is: 'refused', key, said: message('clash', {with: result.with})};
	const written = number && (await writeNumber(key, number, result.journal, accounts, context));
	if (written && written.is !== 'done') return written;
	return {is: 'done', key, changed: true, said: message('linked', {login, tvId}), journal: result.journal};
}
