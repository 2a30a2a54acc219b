import type {AccountName} from '../../stalker/account-name.ts';
import type {Outcome} from '../../sync/action.ts';
import {refuse, sayingOf, type Refusal, type Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import type {Account} from './account.ts';
import {addressOf, confirm} from './address.ts';
import {calledOf} from './called.ts';
import {carriersOf, numberTaken} from './carriers.ts';
import {directoryOf} from './keys.ts';
import {concludeNumber, leftOpen, whyNoMore, type Conclusion, type LeftNumber} from './number-entry.ts';

/** The TV id into Stalker, as one account's number. */
export type NumberIntent = {
	readonly is: 'number';
	readonly account: Account;
	readonly tvId: number;
	readonly address: AccountName;
};

/** Whether the TV id can become the account's number: nobody else carries it, and the account can be addressed alone. */
export function planNumber(
	account: Account,
	tvId: number,
	accounts: readonly Account[],
): NumberIntent | Refusal {
	const others = directoryOf(accounts)
		.numbers.get(String(tvId))
		.map(place => accounts[place]!)
		.filter(other => other !== account);
	if (others.length > 0)
		return refuse(say('number-shared', {number: String(tvId), others: others.map(calledOf)}));
	const address = addressOf(account, accounts);
	return address
		? {is: 'number', account, tvId, address}
		: refuse(say('unaddressable', {login: account.login}));
}

/** What the operator is asked: which number the account gets, and what it had. */
export const askNumber = ({account, tvId}: NumberIntent): Saying =>
	say('ask-number', {tvId, number: account.account_number});

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
	world: World,
): Promise<Outcome> {
	try {
		return await attempt(key, intent, entry, accounts, world);
	} catch (error) {
		const {account, tvId} = intent;
		return {
			is: 'failed',
			key,
			said: say('number-not-written', {login: account.login, tvId, message: sayingOf(error)}),
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
	world: World,
): Promise<Outcome> {
	const {stalker, billing} = world;
	const {account, tvId, address} = intent;
	const {login} = account;
	const left = entry === null ? await leftOpen(key, tvId, world) : {id: entry, isOwn: true};
	const conclude = async (number: LeftNumber, conclusion: Conclusion) =>
		concludeNumber({key, login, tvId, number, conclusion}, world);
	const notWritten = (message: Saying) => say('number-not-written', {login, tvId, message});

	let failure: unknown = null;
	const why = await forbids(intent, accounts, stalker).catch((error: unknown) => {
		failure = error;
		return sayingOf(error);
	});
	if (why && left === null)
		return {is: 'failed', key, said: failure === null ? why : notWritten(why), cause: failure};
	// Billing has the service already: whoever reads only why would not know.
	if (why && left !== null) return conclude(left, {has: null, said: notWritten(why), failure});

	if (left !== null && !(await billing.journal.takeUp(left.id, world.operator)))
		return conclude(left, {has: null, said: notWritten(await whyNoMore(left.id, world)), failure});
	const number = left ?? {
		id: await world.begin({resource: 'accounts', action: 'add', subject: key, intent, before: {account}}),
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
		const message = failure === null ? say('number-read-back-failed') : sayingOf(failure);
		return conclude(number, {has: false, message, said: notWritten(message), failure});
	}

	// Between the look and the PUT somebody else was given it: whoever is addressed by it now hits both.
	if (others.length > 0) {
		const said = say('number-doubled', {login, tvId, others: others.map(calledOf)});
		return conclude(number, {has: true, said, failure});
	}

	return conclude(number, {has: true, isDone: true, ...(left === null && {after: {account: after}})});
}

/** Why nothing must be sent, as the portal says now: the account is another, or somebody else carries the number. */
async function forbids(
	{account, address, tvId}: NumberIntent,
	accounts: readonly Account[],
	stalker: World['stalker'],
): Promise<Saying | null> {
	const confirmed = await confirm(address, account, accounts, stalker);
	return 'why' in confirmed ? whyNot(confirmed, account.login) : numberTaken(tvId, account, stalker);
}

/** Why a fresh look at the account forbids the write. */
export function whyNot(
	{why, field}: {readonly why: 'gone' | 'shared' | 'changed'; readonly field: string},
	login: string,
): Saying {
	if (why === 'gone') return say('gone-meanwhile', {login});
	return why === 'shared' ? say('names-others', {login}) : say('changed-meanwhile', {field});
}
