import type {AccountName} from '../../stalker/account-name.ts';
import type {Outcome} from '../../sync/action.ts';
import {refuse, sayingOf, type Refusal, type Saying} from '../../sync/saying.ts';
import {inEnglish, say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import type {Account} from './account.ts';
import {addressOf, confirm} from './address.ts';
import {calledOf} from './called.ts';
import {carriersOf, numberTaken} from './carriers.ts';
import {closeFailed} from './close-failed.ts';
import {directoryOf} from './keys.ts';

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
	const leave = async ({id, isOwn}: Left, said: Saying, failure: unknown): Promise<Outcome> => {
		const cause = await closeFailed(id, {state: 'open', error: inEnglish(said)}, failure, world);
		return {is: 'failed', key, said, cause, ...(isOwn && {journal: id})};
	};

	let failure: unknown = null;
	const why = await forbids(intent, accounts, stalker).catch((error: unknown) => {
		failure = error;
		return sayingOf(error);
	});
	if (why) {
		const said = say('number-not-written', {login, tvId, message: why});
		// Billing has the service already: whoever reads only why would not know.
		return left === null
			? {is: 'failed', key, said: failure === null ? why : said, cause: failure}
			: leave(left, said, failure);
	}

	const journal = left ?? {
		id: await world.begin({resource: 'accounts', action: 'add', subject: key, intent, before: {account}}),
		isOwn: true,
	};
	const own = journal.isOwn && {journal: journal.id};
	try {
		await stalker.write('PUT', address.resource, address.id, {account_number: String(tvId)});
	} catch (error) {
		failure = error;
	}

	const {own: after, others} = await carriersOf(tvId, account, stalker).catch((error: unknown) => {
		failure ??= error;
		return {own: null, others: []};
	});
	if (after?.account_number !== String(tvId))
		return leave(
			journal,
			say('number-not-written', {
				login,
				tvId,
				message: failure === null ? say('number-read-back-failed') : sayingOf(failure),
			}),
			failure,
		);
	// Between the look and the PUT somebody else was given it: whoever is addressed by it now hits both.
	if (others.length > 0)
		return leave(journal, say('number-doubled', {login, tvId, others: others.map(calledOf)}), failure);

	try {
		await billing.journal.finish(journal.id, {
			state: 'done',
			error: null,
			...(left === null ? {after: {account: after}} : {}),
		});
	} catch (error) {
		const said = say('number-unlogged', {login, tvId, journal: journal.id, message: sayingOf(error)});
		return {is: 'failed', key, said, cause: error, ...own};
	}

	return {is: 'done', key, changed: true, said: say('number-written', {login, tvId}), ...own};
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

/** An open entry, and whether it is of this run and operator. */
type Left = {readonly id: string; readonly isOwn: boolean};

/** The entry of an addition or a link of this service whose number was never written. */
async function leftOpen(
	subject: string,
	tvId: number,
	{billing, portal, run, operator}: World,
): Promise<Left | null> {
	const entries = await billing.journal.list({subject, open: true, limit: 100});
	const idOf = (value: unknown) => (value as {readonly tvId?: unknown} | null)?.tvId;
	const found = entries.find(
		({action, after, intent, service_id: service}) =>
			(action === 'add' || action === 'link') && service === portal && (idOf(after) ?? idOf(intent)) === tvId,
	);
	return found
		? {id: found.id, isOwn: found.run === run && found.operator.os_user === operator.os_user}
		: null;
}

/** Why a fresh look at the account forbids the write. */
export function whyNot(
	{why, field}: {readonly why: 'gone' | 'shared' | 'changed'; readonly field: string},
	login: string,
): Saying {
	if (why === 'gone') return say('gone-meanwhile', {login});
	return why === 'shared' ? say('names-others', {login}) : say('changed-meanwhile', {field});
}
