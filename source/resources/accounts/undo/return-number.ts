import {compareKey} from '../../../normalize/collation.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import type {AccountAddress} from '../../../stalker/account-address.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {StalkerRefused, StalkerNotApplied} from '../../../stalker/errors.ts';
import {isRunAsSql} from '../../../stalker/identifier.ts';
import {message} from '../../../i18n/translator.ts';
import type {Account} from '../account.ts';
import {readAccountsAt, findWriteAddress, confirm} from '../write-address.ts';
import {accountLabel} from '../labels.ts';
import {whoHas} from './who-has.ts';
import {whyNot} from '../write-number.ts';
import {NotTried} from './not-tried.ts';
import {errorMessage, type Message} from '../../../i18n/message.ts';
import type {ResourceContext} from '../../context.ts';

/** An account that carries a TV id of ours, and the number that it had before. */
export type NumberReturn = {
	readonly account: Account;
	readonly address: AccountAddress;
	readonly tvId: number;
	readonly was: string;
};

/** Whether the account can have its old number back: it still carries the TV id, and nobody else has that number. Otherwise why it keeps the new one. */
export async function planReturn(
	{login, tvId, was}: {readonly login: string; readonly tvId: number; readonly was: string},
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<NumberReturn | {readonly stays: Message}> {
	if (isRunAsSql(was)) return {stays: message('not-sendable', {field: 'account_number'})};
	const carriers = await readAccountsAt(atNumber(tvId), stalker);
	const account = carriers.find(carrier => carrier.login === login);
	if (!account) return {stays: message('number-not-ours', {login, tvId})};
	const boxed =
		normalizeMac(account.stb_mac) === account.stb_mac ? await readAccountsAt(atMac(account), stalker) : [];
	const address = findWriteAddress(account, [
		...carriers,
		...boxed.filter(box => !carriers.some(isSame(box))),
	]);
	// By login a full list decides, and there are better names to be given in the panel.
	if (!address || address.is === 'login') return {stays: message('unaddressable', {login})};
	const taken = await takenNumber(was, stalker, signal);
	return taken ? {stays: taken} : {account, address, tvId, was};
}

/** Whether the account was added or linked once more while its number was still to go back: the TV id is its own then. */
export async function isOursAgain(
	{login, tvId}: {readonly login: string; readonly tvId: number},
	serviceId: number,
	billing: ResourceContext['billing'],
): Promise<boolean> {
	const customers = await billing.customers(serviceId, {tvIds: [tvId]});
	return customers.some(
		({service}) => service?.id === tvId && compareKey(service.iptv_login) === compareKey(login),
	);
}

/** What became of the number. `unclear`: it may have been written, or may still be. */
type Returned =
	| {readonly is: 'returned'}
	| {readonly is: 'stays'; readonly why: Message}
	| {readonly is: 'unclear'; readonly message: Message; readonly cause: unknown};

/** PUT the old number, once, and read back what the account has then. Looks again before. Never throws: billing is done by now. */
export async function returnNumber(
	number: NumberReturn,
	{stalker}: ResourceContext,
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
		return {is: 'unclear', message: errorMessage(failure), cause: failure};
	}

	if (failure === null) return {is: 'stays', why: message('number-read-back-failed')};
	return failure instanceof StalkerRefused || failure instanceof StalkerNotApplied
		? {is: 'stays', why: errorMessage(failure)}
		: {is: 'unclear', message: errorMessage(failure), cause: failure};
}

async function takenNumber(
	was: string,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<Message | null> {
	const others = await whoHas('account_number', was, stalker, signal);
	return others.length > 0 ? message('number-taken', {was, others: others.map(accountLabel)}) : null;
}

/** An account that was addressed by its TV id is found there no longer. */
async function isBack({account, address, tvId, was}: NumberReturn, stalker: StalkerClient): Promise<boolean> {
	const {login} = account;
	if (address.is === 'mac') {
		const [found] = await readAccountsAt(address, stalker);
		return found?.login === login && compareKey(found.account_number) === compareKey(was);
	}

	const carriers = await readAccountsAt(atNumber(tvId), stalker);
	if (carriers.some(carrier => carrier.login === login)) return false;
	return was === '' || (await whoHas('account_number', was, stalker)).some(found => found.login === login);
}

const atNumber = (tvId: number) => ({resource: 'accounts', id: String(tvId)}) as const;
const atMac = ({stb_mac: mac}: Account) => ({resource: 'accounts', id: mac}) as const;

const isSame =
	(one: Account) =>
	({login, stb_mac: mac, account_number: number}: Account): boolean =>
		login === one.login && mac === one.stb_mac && number === one.account_number;
