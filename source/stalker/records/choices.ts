import {isDeepStrictEqual} from 'node:util';
import {errorMessage} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {textOf, type Change, type ChangeResult, type Fields, type Value} from '../../sync/changes/change.ts';
import {isSystemFailure} from '../../sync/changes/outcome.ts';
import {findAccountAddress, type AccountIdentifiers} from '../account-address.ts';
import {
	accountIdentity,
	batchByIdentifier,
	readAllMatching,
	recordIdentifiers,
	type IdentifierBatch,
} from '../accounts-by-identifier.ts';
import type {StalkerClient} from '../client.ts';
import {identifiersIn, readRecordsAt} from '../find-account.ts';
import type {StalkerRecordType} from './record.ts';

/**
The channels that an account has chosen, as `GET itv_subscription` lists them, with the account that has them; only read. Key: `mac`, `ls`,
as that list names it.

`before`: `sub_ch`, and whose it is: either the three identifiers of the one account that has this MAC and number, or `logins`, one of which
it has, as `compareKey` spells them.
*/
export const choices: StalkerRecordType = {
	record: 'choices',

	async find({key}, client, signal) {
		const [chosen] = (await readChosen(client, signal)).get(nameOf(key)) ?? [];
		return {
			now: chosen === undefined ? null : {sub_ch: chosen},
			reason: null,
			id: null,
			resource: 'itv_subscription',
		};
	},

	async prepareChecks(changes, client, signal) {
		const chosen = await readChosen(client, signal);
		const nowOf = ({key}: Change) => chosen.get(nameOf(key)) ?? [];
		const alike = changes.filter(change => isDeepStrictEqual(nowOf(change), [change.before!['sub_ch']]));
		const owners = await readOwners(alike, client, signal);
		return (change): ChangeResult => {
			const owner = owners.get(change);
			const [now] = nowOf(change);
			const {mac, ls} = change.key;
			const names = {mac: textOf(mac), ls: textOf(ls)};
			if (!owner)
				return {
					is: 'stale',
					current: now === undefined ? null : {sub_ch: now},
					reason: message('changed-row', {key: names.mac || `number:${names.ls}`}),
				};
			if (owner.is === 'unread')
				return {is: 'failed', current: null, reason: message('failed', {message: errorMessage(owner.error)})};
			return isOwner(owner.accounts, change.before!)
				? {is: 'unchanged', current: null}
				: {is: 'stale', current: null, reason: message('choices-of-other', names)};
		};
	},
};

const nameOf = ({mac, ls}: Fields): string => `${textOf(mac)} ${textOf(ls)}`;

/** Every list of chosen channels that the portal sends for a MAC and number. */
async function readChosen(
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlyArray<Value>>> {
	const {results} = await client.list('itv_subscription', {signal});
	const records = results.filter((record): record is Fields => typeof record === 'object' && record !== null);
	return new Map(
		[...Map.groupBy(records, nameOf)].map(([name, own]) => [name, own.map(({sub_ch: list}) => idsIn(list))]),
	);
}

/** Ids of channels, each once. PHP sends an object where the list has gaps; `null`: unknown. */
const idsIn = (list: Value | undefined): Value =>
	typeof list === 'object' && list !== null ? [...new Set(Object.values(list).map(textOf))] : null;

/** The accounts with a change's MAC and number, as they are now; or why the portal does not return them. */
type Owner =
	| {readonly is: 'read'; readonly accounts: readonly AccountIdentifiers[]}
	| {readonly is: 'unread'; readonly error: unknown};

/**
They are asked for by their identifiers, a few hundred in a request. An account for which the portal fails is found by halving the request,
so that the others are still read.
*/
async function readOwners(
	changes: readonly Change[],
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyMap<Change, Owner>> {
	const owners = new Map<Change, Owner>();
	const asked = changes.map(change => ({...askedFor(change), change}));
	const {batches, unidentified} = batchByIdentifier(asked);
	const keep = (own: readonly (typeof asked)[number][], records: readonly unknown[]) => {
		const accounts = records.map(recordIdentifiers);
		for (const {change} of own)
			owners.set(change, {is: 'read', accounts: accounts.filter(account => hasNames(account, change))});
	};
	const fail = (own: readonly (typeof asked)[number][], error: unknown) => {
		// An unreachable portal concerns all accounts.
		if (isSystemFailure(error)) throw error;
		for (const {change} of own) owners.set(change, {is: 'unread', error});
	};
	const read = async (batch: IdentifierBatch<(typeof asked)[number]>): Promise<void> => {
		const own = batch.flatMap(({accounts}) => accounts);
		try {
			keep(own, (await readAllMatching(batch, client, signal)).records);
		} catch (error) {
			if (batch.length === 1 || isSystemFailure(error)) return fail(own, error);
			const half = Math.ceil(batch.length / 2);
			for (const part of [batch.slice(0, half), batch.slice(half)]) await read(part);
		}
	};
	for (const batch of batches) await read(batch);
	for (const one of unidentified) {
		const named = {login: one.login, stb_mac: '', account_number: ''};
		const address = findAccountAddress(named, [named]);
		try {
			keep([one], address.is === 'none' ? [] : await readRecordsAt(address, client, signal));
		} catch (error) {
			fail([one], error);
		}
	}

	return owners;
}

const askedFor = ({key, before}: Change): AccountIdentifiers => ({
	login: textOf(before!['login']),
	stb_mac: textOf(key['mac']),
	account_number: textOf(key['ls']),
});

/** Whether an account has the MAC and the number of the key, or the one of them that the key has. */
function hasNames({stb_mac, account_number}: AccountIdentifiers, {key}: Change): boolean {
	const [mac, number] = [textOf(key['mac']), compareKey(textOf(key['ls']))];
	const isNumber = compareKey(account_number) === number;
	if (mac === '') return isNumber;
	const form = (text: string) => normalizeMac(text) ?? compareKey(text);
	return form(stb_mac) === form(mac) && (number === '' || isNumber);
}

function isOwner([account, ...others]: readonly AccountIdentifiers[], before: Fields): boolean {
	if (!account || others.length > 0) return false;
	const {logins} = before;
	return Array.isArray(logins)
		? logins.includes(compareKey(account.login))
		: accountIdentity(account) === accountIdentity(identifiersIn(before));
}
