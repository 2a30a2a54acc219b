import {collate} from '../../../naming/collation.ts';
import {normaliseMac} from '../../../naming/mac.ts';
import type {AccountName} from '../../../stalker/account-name.ts';
import type {Stalker} from '../../../stalker/client.ts';
import {StalkerRefused, StalkerUndone} from '../../../stalker/errors.ts';
import {isRunAsSql} from '../../../stalker/identifier.ts';
import {sayingOf, type Saying} from '../../../sync/saying.ts';
import {say} from '../../../words/words.ts';
import type {World} from '../../../world.ts';
import type {Account} from '../account.ts';
import {accountsAt, addressOf, confirm} from '../address.ts';
import {calledOf} from '../called.ts';
import {whoHas} from './who-has.ts';
import {whyNot} from '../write-number.ts';
import {NotTried} from './not-tried.ts';

/** An account that carries a TV id of ours, and the number that it had before. */
export type NumberReturn = {
	readonly account: Account;
	readonly address: AccountName;
	readonly tvId: number;
	readonly was: string;
};

/** Whether the account can have its old number back: it still carries the TV id, and nobody else has that number. Otherwise why it keeps the new one. */
export async function planReturn(
	{login, tvId, was}: {readonly login: string; readonly tvId: number; readonly was: string},
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<NumberReturn | {readonly stays: Saying}> {
	if (isRunAsSql(was)) return {stays: say('not-sendable', {field: 'account_number'})};
	const carriers = await accountsAt(atNumber(tvId), stalker);
	const account = carriers.find(carrier => carrier.login === login);
	if (!account) return {stays: say('number-not-ours', {login, tvId})};
	const boxed =
		normaliseMac(account.stb_mac) === account.stb_mac ? await accountsAt(atMac(account), stalker) : [];
	const address = addressOf(account, [...carriers, ...boxed.filter(box => !carriers.some(isSame(box)))]);
	// By login a full list decides, and there are better names to be given in the panel.
	if (!address || address.is === 'login') return {stays: say('unaddressable', {login})};
	const taken = await takenNumber(was, stalker, signal);
	return taken ? {stays: taken} : {account, address, tvId, was};
}

/** Whether the account was added or linked once more while its number was still to go back: the TV id is its own then. */
export async function isOursAgain(
	{login, tvId}: {readonly login: string; readonly tvId: number},
	serviceId: number,
	billing: World['billing'],
): Promise<boolean> {
	const customers = await billing.customers(serviceId, {tvIds: [tvId]});
	return customers.some(
		({service}) => service?.id === tvId && collate(service.iptv_login) === collate(login),
	);
}

/** What became of the number. `unclear`: it may have been written, or may still be. */
type Returned =
	| {readonly is: 'returned'}
	| {readonly is: 'stays'; readonly why: Saying}
	| {readonly is: 'unclear'; readonly message: Saying; readonly cause: unknown};

/** PUT the old number, once, and read back what the account has then. Looks again before. Never throws: billing is done by now. */
export async function returnNumber(
	number: NumberReturn,
	{stalker}: World,
	signal?: AbortSignal,
): Promise<Returned> {
	const {account, address, was} = number;
	let failure: unknown = null;
	try {
		if (signal?.aborted) throw new NotTried();
		const confirmed = await confirm(address, account, [], stalker);
		if ('why' in confirmed) return {is: 'stays', why: whyNot(confirmed, account.login)};
		const taken = await takenNumber(was, stalker, signal);
		if (taken) return {is: 'stays', why: taken};
		await stalker
			.write('PUT', address.resource, address.id, {account_number: was})
			.catch((error: unknown) => {
				failure = error;
			});
		if (await isBack(number, stalker)) return {is: 'returned'};
	} catch (error) {
		failure ??= error;
		return {is: 'unclear', message: sayingOf(failure), cause: failure};
	}

	if (failure === null) return {is: 'stays', why: say('number-read-back-failed')};
	return failure instanceof StalkerRefused || failure instanceof StalkerUndone
		? {is: 'stays', why: sayingOf(failure)}
		: {is: 'unclear', message: sayingOf(failure), cause: failure};
}

async function takenNumber(was: string, stalker: Stalker, signal?: AbortSignal): Promise<Saying | null> {
	const others = await whoHas('account_number', was, stalker, signal);
	return others.length > 0 ? say('number-taken', {was, others: others.map(calledOf)}) : null;
}

/** An account that was addressed by its TV id is found there no longer. */
async function isBack({account, address, tvId, was}: NumberReturn, stalker: Stalker): Promise<boolean> {
	const {login} = account;
	if (address.is === 'mac') {
		const [found] = await accountsAt(address, stalker);
		return found?.login === login && collate(found.account_number) === collate(was);
	}

	const carriers = await accountsAt(atNumber(tvId), stalker);
	if (carriers.some(carrier => carrier.login === login)) return false;
	return was === '' || (await whoHas('account_number', was, stalker)).some(found => found.login === login);
}

const atNumber = (tvId: number) => ({resource: 'accounts', id: String(tvId)}) as const;
const atMac = ({stb_mac: mac}: Account) => ({resource: 'accounts', id: mac}) as const;

const isSame =
	(one: Account) =>
	({login, stb_mac: mac, account_number: number}: Account): boolean =>
		login === one.login && mac === one.stb_mac && number === one.account_number;
