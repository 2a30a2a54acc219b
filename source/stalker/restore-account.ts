import {message} from '../i18n/translator.ts';
import {compareKey} from '../normalize/collation.ts';
import {normalizeMac} from '../normalize/mac.ts';
import {creation, textOf, update, type Change, type Fields} from '../sync/changes/change.ts';
import type {Restoration} from '../sync/changes/ports.ts';
import type {Message} from '../i18n/message.ts';
import type {StalkerClient} from './client.ts';
import {isMistakenForMac, isRunAsSql, isSafeIdentifier} from './safe-request.ts';
import {accountFieldNames} from './find-account.ts';
import {accountParts, partFields} from './records/account-parts.ts';

/**
The changes that restore a deleted account from what was read of it before: the account, then its data in other resources, as far as
possible, and what is lost. A message where the portal would not accept it at all. Reads the portal's tariff plans.
*/
export async function restoreAccount(
	previous: Fields,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<Restoration | Message> {
	const tariff = textOf(previous['tariff_plan']);
	const plans = tariff === '' ? [] : await readPlans(client, signal);
	const isPlanGone = tariff !== '' && !plans.some(({id}) => compareKey(id) === compareKey(tariff));
	const after = sendable(previous, isPlanGone);
	const {login = ''} = after;
	const bad =
		login === '' || login === '0' ? 'login' : Object.keys(after).find(name => isRunAsSql(after[name]!));
	if (bad !== undefined) return message('not-sendable', {field: bad});

	const key = {login, stb_mac: after['stb_mac'] ?? '', account_number: after['account_number'] ?? ''};
	const extras = partChanges(previous, key);
	const mac = textOf(previous['stb_mac']);
	const lost = message('ask-lost', {
		mac: mac !== '' && key.stb_mac === '' ? mac : null,
		respelled: key.stb_mac !== mac && key.stb_mac !== '' ? key.stb_mac : null,
		snapshot: isKnownToParts(key),
		end: !('end_date' in ((previous['record'] ?? previous) as Fields)),
		plan: plans.some(({id, isDefault}) => isDefault && compareKey(id) === compareKey(tariff)) ? tariff : null,
	});
	return {
		changes: [creation('account', key, after), ...extras],
		questions: [
			lost,
			...(extras.some(({record}) => record === 'packages') ? [message('ask-restart')] : []),
			...(isPlanGone ? [message('ask-tariff-gone', {tariff})] : []),
		],
	};
}

/** The fields of a new account. Blank ones are left out, and so are values that the portal would not accept: it sets its own. */
function sendable(previous: Fields, isPlanGone: boolean): Readonly<Record<string, string>> {
	const fields = {
		...Object.fromEntries(accountFieldNames.map(name => [name, textOf(previous[name])])),
		stb_mac: normalizeMac(textOf(previous['stb_mac'])) ?? '',
		...(isPlanGone && {tariff_plan: ''}),
		...(textOf(previous['end_date']).startsWith('0000') && {end_date: ''}),
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** Replaces the data of the new account; lists that were empty need not be restored. */
const partChanges = (previous: Fields, key: Fields): readonly Change[] =>
	accountParts.flatMap((part): readonly Change[] => {
		const fields = partFields(part, previous[part.resource], previous);
		const after = Object.fromEntries(
			Object.entries(fields).filter(
				([, value]) => (typeof value === 'string' || Array.isArray(value)) && value.length > 0,
			),
		);
		if (Object.keys(after).length === 0) return [];
		return [{...update(part.record, key, {}, after), isOptional: true}];
	});

/**
Whether the account can be addressed in the resources of the parts: they take any identifier of twelve characters for a MAC, and none for a
login.
*/
const isKnownToParts = ({stb_mac, account_number}: Fields): boolean =>
	textOf(stb_mac) !== '' ||
	(isSafeIdentifier(textOf(account_number)) && !isMistakenForMac('stb', textOf(account_number)));

async function readPlans(
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyArray<{readonly id: string; readonly isDefault: boolean}>> {
	const {results} = await client.list('tariffs', {signal});
	return results.map(plan => {
		const {external_id, user_default} = (plan ?? {}) as Fields;
		return {id: textOf(external_id), isDefault: textOf(user_default) === '1'};
	});
}
