import type {AccountAddress} from '../../stalker/account-address.ts';
import type {Outcome} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import {findWriteAddress, confirm} from './write-address.ts';
import {accountLabel} from './labels.ts';
import {carriersOf, numberTaken} from './carriers.ts';
import {accountIndexOf} from './account-index.ts';
import {concludeNumber, leftOpen, whyNoMore, type Conclusion, type LeftNumber} from './number-entry.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';
import {errorMessage, type Message} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

/** The TV id into Stalker, as one account's number. */
export type NumberIntent = {
	readonly is: 'number';
	readonly account: Account;
	readonly tvId: number;
	readonly address: AccountAddress;
};

/** Whether the TV id can become the account's number: nobody else carries it, and the account can be addressed alone. */
export function planNumber(
	account: Account,
	tvId: number,
	accounts: readonly Account[],
): NumberIntent | Refusal {
	const others = accountIndexOf(accounts)
		.numbers.get(String(tvId))
		.map(place => accounts[place]!)
		.filter(other => other !== account);
	if (others.length > 0)
		return refuse(message('number-shared', {number: String(tvId), others: others.map(accountLabel)}));
	const address = findWriteAddress(account, accounts);
	return address
		? {is: 'number', account, tvId, address}
		: refuse(message('unaddressable', {login: account.login}));
}

/** What the operator is asked: which number the account gets, and what it had. */
export const askNumber = ({account, tvId}: NumberIntent): Message =>
	message('ask-number', {tvId, number: account.account_number});

/**
PUT the number, then read it back. `entry` is the journal entry that `+` left open for this; without one, an earlier attempt's is taken up,
or a new one begun right before the PUT. The outcome names the entry only where it is of this run and operator.

A PUT is never repeated: whatever it answers, the account is read, and what it says then decides. Never throws: what went before it is done.
*/
export async function writeNumber(
	key: string,
	intent: NumberIntent,
	entry: string | null,
	accounts: readonly Account[],
	context: ResourceContext,
): Promise<Outcome> {
	try {
		return await attempt(key, intent, entry, accounts, context);
	} catch (error) {
		const {account, tvId} = intent;
		return {
			is: 'failed',
			key,
			said: message('number-not-written', {login: account.login, tvId, message: errorMessage(error)}),
			cause: error,
			...(entry !== null && {journal: entry}),
		};
	}
}

async function attempt(
	key: string,
	intent: NumberIntent,
	entry: string | null,
	accounts: readonly Account[],
	context: ResourceContext,
): Promise<Outcome> {
	const {stalker, billing} = context;
	const {account, tvId, address} = intent;
	const {login} = account;
	const left = entry === null ? await leftOpen(key, tvId, context) : {id: entry, isOwn: true};
	const conclude = async (number: LeftNumber, conclusion: Conclusion) =>
		concludeNumber({key, login, tvId, number, conclusion}, context);
	const notWritten = (reason: Message) => message('number-not-written', {login, tvId, message: reason});

	let failure: unknown = null;
	const why = await forbids(intent, accounts, stalker).catch((error: unknown) => {
		failure = error;
		return errorMessage(error);
	});
	if (why && left === null)
		return {is: 'failed', key, said: failure === null ? why : notWritten(why), cause: failure};
	// Billing has the service already: whoever reads only why would not know.
	if (why && left !== null) return conclude(left, {has: null, said: notWritten(why), failure});

	if (left !== null && !(await billing.journal.takeUp(left.id, context.operator)))
		return conclude(left, {has: null, said: notWritten(await whyNoMore(left.id, context)), failure});
	const number = left ?? {
		id: await context.openJournalEntry({
			resource: 'accounts',
			action: 'add',
			subject: key,
			intent,
			before: {account},
		}),
		isOwn: true,
	};
	try {
		await stalker.write('PUT', address.resource, address.id, {account_number: String(tvId)});
	} catch (error) {
		failure = error;
	}

	const {own: after, others} = await carriersOf(tvId, account, stalker).catch((error: unknown) => {
		failure ??= error;
		return {own: null, others: []};
	});
	if (after?.account_number !== String(tvId)) {
		const reason = failure === null ? message('number-read-back-failed') : errorMessage(failure);
		return conclude(number, {has: false, message: reason, said: notWritten(reason), failure});
	}

	// Between the look and the PUT somebody else was given it: whoever is addressed by it now hits both.
	if (others.length > 0) {
		const said = message('number-doubled', {login, tvId, others: others.map(accountLabel)});
		return conclude(number, {has: true, said, failure});
	}

	return conclude(number, {has: true, isDone: true, ...(left === null && {after: {account: after}})});
}

/** Why nothing must be sent, as the portal says now: the account is another, or somebody else carries the number. */
async function forbids(
	{account, address, tvId}: NumberIntent,
	accounts: readonly Account[],
	stalker: ResourceContext['stalker'],
): Promise<Message | null> {
	const confirmed = await confirm(address, account, accounts, stalker);
	return 'why' in confirmed ? whyNot(confirmed, account.login) : numberTaken(tvId, account, stalker);
}

/** Why a fresh look at the account forbids the write. */
export function whyNot(
	{why, field}: {readonly why: 'gone' | 'shared' | 'changed'; readonly field: string},
	login: string,
): Message {
	if (why === 'gone') return message('gone-meanwhile', {login});
	return why === 'shared' ? message('names-others', {login}) : message('changed-meanwhile', {field});
}
