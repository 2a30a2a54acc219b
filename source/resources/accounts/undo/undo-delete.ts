import {compareKey} from '../../../normalize/collation.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import {isRunAsSql} from '../../../stalker/identifier.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import type {UndoOperation} from '../../../sync/action.ts';
import {message} from '../../../i18n/translator.ts';
import {patience} from '../../../billing/undoing.ts';
import {undoConflictMessage} from '../../undo-conflict.ts';
import {parseAccount, type Account} from '../account.ts';
import {accountLabel} from '../labels.ts';
import {recreate, type Recreation} from './recreate.ts';
import {boxName, extrasOf} from './restore.ts';
import {hasNames, whoHas} from './who-has.ts';
import {refuse, type Refusal} from '../../../sync/refusal.ts';
import type {Message} from '../../../i18n/message.ts';
import type {JournalEntry} from '../../../sync/journal.ts';
import type {ResourceContext} from '../../context.ts';

/**
The account is in Stalker again: what its snapshot holds of it, under a new id. Says before what does not come back.

A deletion that is not known to have ended can be taken back once the account is gone.
*/
export const undoDelete: UndoOperation<Recreation> = {
	async plan(entry, context: ResourceContext, signal) {
		const account = accountOf(entry);
		if (!account) return refuse(message('not-undoable', {action: entry.action}));
		const {tariff_plan: tariff, login} = account;
		const isTariffGone = !!tariff && !(await externalIds(context.stalker, signal)).some(isLike(tariff));
		const form = formOf(account, isTariffGone);
		const bad =
			login === '' || login === '0' ? 'login' : Object.keys(form).find(field => isRunAsSql(form[field]!));
		if (bad !== undefined) return refuse(message('not-sendable', {field: bad}));
		const extras = extrasOf(entry.before as Readonly<Record<string, unknown>>, account);
		const recreation = {account, form, extras, isTariffGone, left: null};
		const left = await leftOver(entry, recreation, context, signal);
		if (left) return left;
		const taken = await takenName(entry, form, context.stalker, signal);
		return taken ? refuse(taken) : recreation;
	},

	summary: ({account: {login}, form, extras, left}) =>
		left === null
			? message('plan-undo-delete', {
					login,
					fields: [...Object.keys(form), ...extras.map(({resource}) => resource)].filter(
						field => field !== 'login',
					),
				})
			: message('plan-undo-finish', {login}),

	questions: ({account, extras, form, isTariffGone, left}) =>
		left === null
			? [
					message('ask-lost', {
						mac: account.stb_mac !== '' && !('stb_mac' in form) ? account.stb_mac : null,
						snapshot: boxName(account) !== null,
					}),
					...(extras.some(({resource}) => resource === 'account_subscription')
						? [message('ask-restart')]
						: []),
					...(isTariffGone ? [message('ask-tariff-gone', {tariff: account.tariff_plan!})] : []),
				]
			: [],

	async run(recreation, entry, context: ResourceContext, signal) {
		const {form, left} = recreation;
		const key = entry.subject;
		if (left !== null) return recreate(recreation, entry, left, context, signal);
		const taken = await takenName(entry, form, context.stalker, signal);
		if (taken) return {is: 'refused', key, said: taken};
		const {billing, operator, runId} = context;
		const order = {of: entry, intent: {form, extras: recreation.extras}, before: null, writeBack: true};
		const claim = await billing.undo.claim(order, {operator, run: runId, patience});
		return claim.is === 'clash'
			? {is: 'refused', key, said: undoConflictMessage(claim)}
			: recreate(recreation, entry, claim.journal, context, signal);
	},
};

/** An undoing that was broken off: is the account there, that is all there was to do; is it not, it may still come for a while. */
async function leftOver(
	{id}: JournalEntry,
	recreation: Recreation,
	{billing, stalker}: ResourceContext,
	signal?: AbortSignal,
): Promise<Recreation | Refusal | null> {
	const left = await billing.journal.openUndo(id);
	if (!left) return null;
	const {form} = recreation;
	const there = (await whoHas('login', form['login']!, stalker, signal)).some(found => hasNames(found, form));
	if (there) return {...recreation, left: left.id};
	return left.age < patience
		? refuse(undoConflictMessage({is: 'clash', with: 'under-way', journal: left.id, age: left.age}))
		: null;
}

/** The portal itself looks at login and MAC, and never at the number. */
async function takenName(
	{state}: JournalEntry,
	form: Recreation['form'],
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<Message | null> {
	for (const field of ['login', 'stb_mac', 'account_number'] as const) {
		const value = form[field] ?? '';
		const others = await whoHas(field, value, stalker, signal);
		if (others.length > 0 && state === 'open') return message('undo-open');
		if (others.length > 0)
			return message('taken-in-stalker', {field, value, others: others.map(accountLabel)});
	}

	return null;
}

function accountOf({before}: JournalEntry): Account | null {
	const read = parseAccount((before as {readonly account?: unknown} | null)?.account);
	return 'item' in read ? read.item : null;
}

/** Blank fields are left out, and so is what the portal would not take: it makes its own of them. */
function formOf(account: Account, isTariffGone: boolean): Recreation['form'] {
	const {login, full_name, phone, account_number, comment, account_balance, end_date = '', status} = account;
	const all = {
		login,
		full_name,
		phone,
		account_number,
		tariff_plan: isTariffGone ? '' : (account.tariff_plan ?? ''),
		status: status === null ? '' : String(status),
		stb_mac: normalizeMac(account.stb_mac) ?? '',
		comment: comment ?? '',
		account_balance,
		end_date: end_date.startsWith('0000') ? '' : end_date,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

async function externalIds(stalker: StalkerClient, signal?: AbortSignal): Promise<readonly string[]> {
	const {results} = await stalker.list('tariffs', signal ? {signal} : {});
	return results.flatMap(plan => {
		const id = (plan as {readonly external_id?: unknown} | null)?.external_id;
		return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
	});
}

const isLike = (one: string) => (other: string) => compareKey(one) === compareKey(other);
