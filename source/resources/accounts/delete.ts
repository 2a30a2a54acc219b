import type {Customer} from '../../billing/read.ts';
import type {AccountAddress} from '../../stalker/account-address.ts';
import {isMistakenForMac} from '../../stalker/identifier.ts';
import {StalkerRefused, StalkerNotApplied} from '../../stalker/errors.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import type {RowAction, Outcome} from '../../sync/action.ts';
import {toEnglish, message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import {customerLabel, accountLabel} from './labels.ts';
import {closeFailed} from './close-failed.ts';
import {allAccounts, sharedIdentifiers, type IdentifierField} from './account-index.ts';
import {readAccountsAt, findWriteAddress, confirm} from './write-address.ts';
import type {BillingCustomers} from './billing-customers.ts';
import type {AccountList} from './compare.ts';
import {settleDelete} from './settle.ts';
import {undoDelete} from './undo/undo-delete.ts';
import {whyNot} from './write-number.ts';
import {refuse} from '../../sync/refusal.ts';
import {errorMessage} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

type DeleteIntent = {
	readonly account: Account;
	readonly address: AccountAddress;
	/** Names that other accounts have, too: the portal would not take them back. */
	readonly shared: readonly IdentifierField[];
};

/** `d`: out of Stalker. Billing is not touched: the row turns `-`, or goes if billing never knew it. */
export const remove: RowAction<Account, Customer, AccountList, BillingCustomers, DeleteIntent> = {
	name: 'delete',
	on: 'rows',
	key: 'd',
	guard: 'count',
	bulk: null,
	size: 1,

	plan({stalker: account, billing, mark, key}, {stalker, short}) {
		if (short) return refuse(message('list-short', short));
		if (!account)
			return refuse(
				mark === '-'
					? message('only-in-billing', {login: billing ? customerLabel(billing) : key})
					: message('not-known'),
			);
		const everyone = allAccounts(stalker);
		const address = findWriteAddress(account, everyone);
		return address
			? {account, address, shared: sharedIdentifiers(account, everyone)}
			: refuse(message('unaddressable', {login: accountLabel(account)}));
	},

	summary: ({account, address}) =>
		message('plan-delete', {
			login: accountLabel(account),
			path: address.path,
			online: account.online === '1',
		}),

	questions: ({account, shared}) =>
		shared.length > 0 ? [message('ask-no-return', {login: accountLabel(account), fields: shared})] : [],
	warning: message('delete-loses'),

	undo: undoDelete,
	recover: settleDelete,

	async run(planned, {stalker}, context: ResourceContext) {
		const outcomes: Outcome[] = [];
		for (const {key, intent} of planned)
			outcomes.push(await deleteOne(key, intent, allAccounts(stalker), context));
		return outcomes;
	},
};

async function deleteOne(
	key: string,
	intent: DeleteIntent,
	accounts: readonly Account[],
	context: ResourceContext,
): Promise<Outcome> {
	const {stalker, billing} = context;
	const {account, address} = intent;
	const login = accountLabel(account);
	const kept = await snapshot(account, address, stalker);
	// Behind the snapshot, which takes its time: the name may have been given to others meanwhile, and a deletion hits them all.
	const confirmed = await confirm(address, account, accounts, stalker);
	if ('why' in confirmed) return {is: 'refused', key, said: whyNot(confirmed, login)};

	const before = {account: confirmed.fresh, ...kept};
	const journal = await context.openJournalEntry({
		resource: 'accounts',
		action: 'delete',
		subject: key,
		intent,
		before,
	});
	let failure: unknown = null;
	try {
		await stalker.write('DELETE', address.resource, address.id);
	} catch (error) {
		failure = error;
	}

	const left = await readAccountsAt(address, stalker).catch((error: unknown) => {
		failure ??= error;
		return null;
	});
	const reason = failure === null ? message('read-back-failed') : errorMessage(failure);
	// An answer that never came may still be on its way: the account may go a second from now.
	const isOver =
		left !== null &&
		(failure === null || failure instanceof StalkerRefused || failure instanceof StalkerNotApplied);
	if (left === null || left.length > 0) {
		const end = {state: isOver ? 'failed' : 'open', error: toEnglish(reason)} as const;
		const cause = await closeFailed(journal, end, failure, context);
		return isOver
			? {is: 'failed', key, said: message('not-deleted', {login, message: reason}), cause}
			: {is: 'failed', key, said: message('delete-unclear', {login, message: reason}), cause, journal};
	}

	try {
		await billing.journal.finish(journal, {state: 'done', after: null});
	} catch (error) {
		return {
			is: 'failed',
			key,
			said: message('deleted-unlogged', {login, journal, message: errorMessage(error)}),
			cause: error,
			journal,
		};
	}

	return {is: 'done', key, changed: true, said: message('deleted', {login}), journal};
}

/** What undo needs beside the account itself. A resource that the portal refuses for this account is kept as its refusal. */
async function snapshot(
	{stb_mac: mac, account_number: number}: Account,
	{is, id}: AccountAddress,
	stalker: StalkerClient,
): Promise<Readonly<Record<string, unknown>>> {
	// These resources know no login, and take any identifier of twelve characters for a MAC.
	if (is === 'login' || isMistakenForMac('stb', id)) return {};
	const taken: Record<string, unknown> = {};
	for (const resource of ['stb', 'itv_subscription', 'account_subscription', 'stb_modules'] as const) {
		try {
			const {results} = await stalker.read(resource, [id]);
			taken[resource] = Array.isArray(results) ? results.filter(row => isOf(row, mac, number)) : results;
		} catch (error) {
			if (!(error instanceof StalkerRefused)) throw error;
			taken[resource] = {refused: error.reason};
		}
	}

	return taken;
}

/** `itv_subscription/UNKNOWN` answers with everybody's rows; `account_subscription` says only whose MAC it is. */
function isOf(row: unknown, mac: string, number: string): boolean {
	if (typeof row !== 'object' || row === null) return false;
	const {mac: theirs, ls = number} = row as Readonly<Record<string, unknown>>;
	return (theirs ?? '') === mac && ls === number;
}
