import * as v from 'valibot';
import {patience} from '../../billing/undoing.ts';
import type {Recovery} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import type {AccountIdentifiers} from '../../stalker/account-address.ts';
import {readAccountsAt} from './write-address.ts';
import {normalizeIdentifiers} from './account-index.ts';
import type {OpenJournalEntry} from '../../sync/journal.ts';
import type {ResourceContext} from '../context.ts';

const named = v.object({login: v.string(), stb_mac: v.string(), account_number: v.string()});

/** As `delete` writes it. */
const deletion = v.object({
	subject: v.string(),
	intent: v.object({
		address: v.object({resource: v.picklist(['accounts', 'users']), id: v.string()}),
	}),
	before: v.object({account: named}),
});

/** A deletion that broke off: the portal says whether the account is gone. What was sent a moment ago it may still be working on. */
export async function settleDelete(
	entry: OpenJournalEntry,
	{stalker}: ResourceContext,
	signal?: AbortSignal,
): Promise<Recovery> {
	const {subject, intent, before} = v.parse(deletion, entry);
	const left = await readAccountsAt(intent.address, stalker, signal);
	if (!left.some(isStill(before.account))) return {state: 'done', said: message('broken-deleted', {subject})};
	return entry.age < patience
		? {state: 'open', said: message('may-be-under-way', {action: 'delete', subject, age: entry.age})}
		: {state: 'failed', said: message('broken-not-deleted', {subject})};
}

/**
Whether an account is the one that was to be deleted. A box or a number that was given to somebody else is one name in common; who has changed one of his
names in the panel has the others. Who had one name only is known by that.
*/
const isStill =
	(was: AccountIdentifiers) =>
	(now: AccountIdentifiers): boolean => {
		const [before, after] = [normalizeIdentifiers(was), normalizeIdentifiers(now)];
		const kinds = ['login', 'mac', 'number'] as const;
		const had = kinds.filter(kind => before[kind] !== '');
		const common = had.filter(kind => before[kind] === after[kind]);
		return common.length >= Math.min(2, had.length);
	};
