import type {Customer} from '../../billing/read.ts';
import type {AccountName} from '../../stalker/account-name.ts';
import {isMistakenForMac} from '../../stalker/identifier.ts';
import {StalkerRefused, StalkerUndone} from '../../stalker/errors.ts';
import type {Stalker} from '../../stalker/client.ts';
import type {RowAction, Outcome} from '../../sync/action.ts';
import {refuse, sayingOf} from '../../sync/saying.ts';
import {inEnglish, say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import type {Account} from './account.ts';
import {calledInBilling, calledOf} from './called.ts';
import {closeFailed} from './close-failed.ts';
import {everyoneOf, sharedNames, type NameField} from './keys.ts';
import {accountsAt, addressOf, confirm} from './address.ts';
import type {Known} from './billing-side.ts';
import type {AccountsReading} from './compare.ts';
import {settleDelete} from './settle.ts';
import {undoDelete} from './undo/undo-delete.ts';
import {whyNot} from './write-number.ts';

type DeleteIntent = {
	readonly account: Account;
	readonly address: AccountName;
	/** Names that other accounts have, too: the portal would not take them back. */
	readonly shared: readonly NameField[];
};

/** `d`: out of Stalker. Billing is not touched: the row turns `-`, or goes if billing never knew it. */
export const remove: RowAction<Account, Customer, AccountsReading, Known, DeleteIntent> = {
	name: 'delete',
	on: 'rows',
	key: 'd',
	guard: 'count',
	bulk: null,
	size: 1,

	plan({theirs: account, ours, mark, key}, {theirs, short}) {
		if (short) return refuse(say('list-short', short));
		if (!account)
			return refuse(
				mark === '-' ? say('only-in-billing', {login: ours ? calledInBilling(ours) : key}) : say('not-known'),
			);
		const everyone = everyoneOf(theirs);
		const address = addressOf(account, everyone);
		return address
			? {account, address, shared: sharedNames(account, everyone)}
			: refuse(say('unaddressable', {login: calledOf(account)}));
	},

	says: ({account, address}) =>
		say('plan-delete', {login: calledOf(account), path: address.path, online: account.online === '1'}),

	asks: ({account, shared}) =>
		shared.length > 0 ? [say('ask-no-return', {login: calledOf(account), fields: shared})] : [],
	warns: say('delete-loses'),

	undo: undoDelete,
	settle: settleDelete,

	async run(planned, {theirs}, world) {
		const outcomes: Outcome[] = [];
		for (const {key, intent} of planned)
			outcomes.push(await deleteOne(key, intent, everyoneOf(theirs), world));
		return outcomes;
	},
};

async function deleteOne(
	key: string,
	intent: DeleteIntent,
	accounts: readonly Account[],
	world: World,
): Promise<Outcome> {
	const {stalker, billing} = world;
	const {account, address} = intent;
	const login = calledOf(account);
	const kept = await snapshot(account, address, stalker);
	// Behind the snapshot, which takes its time: the name may have been given to others meanwhile, and a deletion hits them all.
	const confirmed = await confirm(address, account, accounts, stalker);
	if ('why' in confirmed) return {is: 'refused', key, said: whyNot(confirmed, login)};

	const before = {account: confirmed.fresh, ...kept};
	const journal = await world.begin({resource: 'accounts', action: 'delete', subject: key, intent, before});
	let failure: unknown = null;
	try {
		await stalker.write('DELETE', address.resource, address.id);
	} catch (error) {
		failure = error;
	}

	const left = await accountsAt(address, stalker).catch((error: unknown) => {
		failure ??= error;
		return null;
	});
	const message = failure === null ? say('read-back-failed') : sayingOf(failure);
	// An answer that never came may still be on its way: the account may go a second from now.
	const isOver =
		left !== null &&
		(failure === null || failure instanceof StalkerRefused || failure instanceof StalkerUndone);
	if (left === null || left.length > 0) {
		const end = {state: isOver ? 'failed' : 'open', error: inEnglish(message)} as const;
		const cause = await closeFailed(journal, end, failure, world);
		return isOver
			? {is: 'failed', key, said: say('not-deleted', {login, message}), cause}
			: {is: 'failed', key, said: say('delete-unclear', {login, message}), cause, journal};
	}

	try {
		await billing.journal.finish(journal, {state: 'done', after: null});
	} catch (error) {
		return {
			is: 'failed',
			key,
			said: say('deleted-unlogged', {login, journal, message: sayingOf(error)}),
			cause: error,
			journal,
		};
	}

	return {is: 'done', key, changed: true, said: say('deleted', {login}), journal};
}

/** What undo needs beside the account itself. A resource that the portal refuses for this account is kept as its refusal. */
async function snapshot(
	{stb_mac: mac, account_number: number}: Account,
	{is, id}: AccountName,
	stalker: Stalker,
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
			taken[resource] = {refused: error.said};
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
