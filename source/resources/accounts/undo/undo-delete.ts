import {collate} from '../../../naming/collation.ts';
import {normaliseMac} from '../../../naming/mac.ts';
import {isRunAsSql} from '../../../stalker/identifier.ts';
import type {Stalker} from '../../../stalker/client.ts';
import type {Entry, Undo} from '../../../sync/action.ts';
import {refuse, type Refusal, type Saying} from '../../../sync/saying.ts';
import {say} from '../../../words/words.ts';
import type {World} from '../../../world.ts';
import {patience} from '../../../billing/undoing.ts';
import {sayObstacle} from '../../obstacle.ts';
import {readAccount, type Account} from '../account.ts';
import {calledOf} from '../called.ts';
import {recreate, type Recreation} from './recreate.ts';
import {boxName, extrasOf} from './restore.ts';
import {hasNames, whoHas} from './who-has.ts';

/**
The account is in Stalker again: what its snapshot holds of it, under a new id. Says before what does not come back.

A deletion that is not known to have ended can be taken back once the account is gone.
*/
export const undoDelete: Undo<Recreation> = {
	async plan(entry, world, signal) {
		const account = accountOf(entry);
		if (!account) return refuse(say('not-undoable', {action: entry.action}));
		const {tariff_plan: tariff, login} = account;
		const isTariffGone = !!tariff && !(await externalIds(world.stalker, signal)).some(isLike(tariff));
		const form = formOf(account, isTariffGone);
		const bad =
			login === '' || login === '0' ? 'login' : Object.keys(form).find(field => isRunAsSql(form[field]!));
		if (bad !== undefined) return refuse(say('not-sendable', {field: bad}));
		const extras = extrasOf(entry.before as Readonly<Record<string, unknown>>, account);
		const recreation = {account, form, extras, isTariffGone, left: null};
		const left = await leftOver(entry, recreation, world, signal);
		if (left) return left;
		const taken = await takenName(entry, form, world.stalker, signal);
		return taken ? refuse(taken) : recreation;
	},

	says: ({account: {login}, form, extras, left}) =>
		left === null
			? say('plan-undo-delete', {
					login,
					fields: [...Object.keys(form), ...extras.map(({resource}) => resource)].filter(
						field => field !== 'login',
					),
				})
			: say('plan-undo-finish', {login}),

	asks: ({account, extras, form, isTariffGone, left}) =>
		left === null
			? [
					say('ask-lost', {
						mac: account.stb_mac !== '' && !('stb_mac' in form) ? account.stb_mac : null,
						snapshot: boxName(account) !== null,
					}),
					...(extras.some(({resource}) => resource === 'account_subscription') ? [say('ask-restart')] : []),
					...(isTariffGone ? [say('ask-tariff-gone', {tariff: account.tariff_plan!})] : []),
				]
			: [],

	async run(recreation, entry, world, signal) {
		const {form, left} = recreation;
		const key = entry.subject;
		if (left !== null) return recreate(recreation, entry, left, world, signal);
		const taken = await takenName(entry, form, world.stalker, signal);
		if (taken) return {is: 'refused', key, said: taken};
		const {billing, operator, run} = world;
		const order = {of: entry, intent: {form, extras: recreation.extras}, before: null, writeBack: true};
		const claim = await billing.undo.claim(order, {operator, run, patience});
		return claim.is === 'clash'
			? {is: 'refused', key, said: sayObstacle(claim)}
			: recreate(recreation, entry, claim.journal, world, signal);
	},
};

/** An undoing that was broken off: is the account there, that is all there was to do; is it not, it may still come for a while. */
async function leftOver(
	{id}: Entry,
	recreation: Recreation,
	{billing, stalker}: World,
	signal?: AbortSignal,
): Promise<Recreation | Refusal | null> {
	const left = await billing.journal.openUndo(id);
	if (!left) return null;
	const {form} = recreation;
	const there = (await whoHas('login', form['login']!, stalker, signal)).some(found => hasNames(found, form));
	if (there) return {...recreation, left: left.id};
	return left.age < patience
		? refuse(sayObstacle({is: 'clash', with: 'under-way', journal: left.id, age: left.age}))
		: null;
}

/** The portal itself looks at login and MAC, and never at the number. */
async function takenName(
	{state}: Entry,
	form: Recreation['form'],
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<Saying | null> {
	for (const field of ['login', 'stb_mac', 'account_number'] as const) {
		const value = form[field] ?? '';
		const others = await whoHas(field, value, stalker, signal);
		if (others.length > 0 && state === 'open') return say('undo-open');
		if (others.length > 0) return say('taken-in-stalker', {field, value, others: others.map(calledOf)});
	}

	return null;
}

function accountOf({before}: Entry): Account | null {
	const read = readAccount((before as {readonly account?: unknown} | null)?.account);
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
		stb_mac: normaliseMac(account.stb_mac) ?? '',
		comment: comment ?? '',
		account_balance,
		end_date: end_date.startsWith('0000') ? '' : end_date,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

async function externalIds(stalker: Stalker, signal?: AbortSignal): Promise<readonly string[]> {
	const {results} = await stalker.list('tariffs', signal ? {signal} : {});
	return results.flatMap(plan => {
		const id = (plan as {readonly external_id?: unknown} | null)?.external_id;
		return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
	});
}

const isLike = (one: string) => (other: string) => collate(one) === collate(other);
