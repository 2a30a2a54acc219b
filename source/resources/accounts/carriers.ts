import type {StalkerClient} from '../../stalker/client.ts';
import {message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import {accountLabel} from './labels.ts';
import {whoHas} from './undo/who-has.ts';
import type {Message} from '../../i18n/message.ts';

/**
Who carries a TV id as number now: the account itself, as it is now, or `null`; and others. The portal never objects to a number that somebody has, and a
write by number then hits all of them.
*/
export async function carriersOf(
	tvId: number,
	account: Account,
	stalker: StalkerClient,
): Promise<{readonly own: Account | null; readonly others: readonly Account[]}> {
	const carriers = await whoHas('account_number', String(tvId), stalker);
	const own =
		carriers.find(({login, stb_mac: mac}) => login === account.login && mac === account.stb_mac) ?? null;
	return {own, others: carriers.filter(carrier => carrier !== own)};
}

/** Why the account must not be given the TV id as number, as the portal says now; `null` where nobody else carries it. */
export async function numberTaken(
	tvId: number,
	account: Account,
	stalker: StalkerClient,
): Promise<Message | null> {
	const {others} = await carriersOf(tvId, account, stalker);
	return others.length > 0
		? message('number-shared', {number: String(tvId), others: others.map(accountLabel)})
		: null;
}
