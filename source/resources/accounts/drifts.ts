import {findPlan} from '../../billing/find-plan.ts';
import {collate} from '../../naming/collation.ts';
import {isInfomir, normaliseMac} from '../../naming/mac.ts';
import type {Drift, DriftCode} from '../../sync/drift.ts';
import type {Account} from './account.ts';
import type {Known, Subscriber} from './billing-side.ts';
import {tvIdOf} from './keys.ts';
import {macsOf} from './match.ts';

/** Every field in which an account and its service disagree, by the kinds A5 to E3. */
export function driftsBetween(
	account: Account,
	ours: Subscriber,
	known: Known,
	defaultPlan: string | null,
): readonly Drift[] {
	return together(
		numberDrifts(account, ours),
		statusDrifts(account, ours, known.today),
		planDrifts(account, ours, known, defaultPlan),
		macDrifts(account, ours),
		noteDrifts(account, ours),
		expiryDrifts(account, ours),
	);
}

const none: readonly Drift[] = [];

/** Lists in one. Nearly all of a hundred thousand rows have nothing in any, and share the one empty list. */
export function together(...lists: ReadonlyArray<readonly Drift[]>): readonly Drift[] {
	return lists.every(list => list.length === 0) ? none : lists.flat();
}

const drift = (code: DriftCode, field: string, theirs: string | null, ours: string | null): Drift => ({
	code,
	field,
	theirs,
	ours,
});

function numberDrifts({account_number: number}: Account, {service}: Subscriber): readonly Drift[] {
	return tvIdOf(number) === service.id ? none : [drift('A5', 'account_number', number, String(service.id))];
}

/** Deleted, or past the last day of the customer or the service. */
const hasEnded = ({deleted, user_expire: customer, service}: Subscriber, today: string): boolean =>
	deleted || (customer !== null && customer < today) || (service.expire !== null && service.expire < today);

function statusDrifts({status}: Account, ours: Subscriber, today: string): readonly Drift[] {
	if (status === null) return none;
	const on = status === 1;
	const ended = hasEnded(ours, today);
	const disabled = ours.service.disable !== 0 || ours.user_disable !== 0;
	if (!on) return ended || disabled ? none : [drift('B2', 'status', 'off', 'on')];
	if (!disabled && !ended) return none;
	return [
		...(disabled ? [drift('B1', 'status', 'on', 'off')] : []),
		...(ended ? [drift('B3', 'status', 'on', ours.deleted ? 'deleted' : 'expired')] : []),
	];
}

/** The name by which the portal would know a billing plan. */
export const externalIdOf = ({plan_id: id, plan_filter_id: filter}: Subscriber['service']): string | null =>
	id === null ? null : filter === null || filter === '' ? String(id) : filter;

function planDrifts(
	{tariff_plan: tariff}: Account,
	{service}: Subscriber,
	{plans}: Known,
	defaultPlan: string | null,
): readonly Drift[] {
	const theirs = tariff === null || tariff === '' ? null : tariff;
	const ours = externalIdOf(service);
	// An account without a plan is sent with the default plan's id: the two cannot be told apart.
	const isDefault = theirs !== null && theirs === defaultPlan;
	if (service.tp_id === null) return theirs === null || isDefault ? none : planUnlike('C1');
	if (theirs === null) return planUnlike('C1');
	const plan = findPlan(theirs, plans);
	if (plan?.tp_id === service.tp_id) return none;
	return [...planUnlike(isDefault ? 'C4' : 'C1'), ...(plan ? [] : planUnlike('C2'))];

	function planUnlike(code: 'C1' | 'C2' | 'C4'): readonly Drift[] {
		return [drift(code, 'tariff_plan', theirs, ours)];
	}
}

function macDrifts(account: Account, {service}: Subscriber): readonly Drift[] {
	if (account.stb_mac === service.cid && account.stb_mac !== '') return spellingNotes(account);
	const theirs = account.stb_mac.trim();
	const cids = macsOf(service.cid);
	const mac = normaliseMac(theirs) ?? collate(theirs);
	if (theirs === '' && cids.length === 0) return none;
	if (theirs === '' || cids.length === 0)
		return [drift('D2', 'stb_mac', theirs || null, service.cid || null), ...spellingNotes(account)];
	if (!cids.includes(mac)) return [drift('D1', 'stb_mac', theirs, service.cid), ...spellingNotes(account)];
	const spelled = service.cid.split(';').some(cid => cid.trim() === theirs);
	return [...(spelled ? [] : [drift('D5', 'stb_mac', theirs, service.cid)]), ...spellingNotes(account)];
}

/** D6: no MAC at all, or not one of a box by Infomir. */
export function spellingNotes({stb_mac: mac}: Account): readonly Drift[] {
	const normal = normaliseMac(mac);
	return mac.trim() === '' || (normal !== null && isInfomir(normal))
		? none
		: [drift('D6', 'stb_mac', mac, null)];
}

function noteDrifts(
	{full_name: name, phone, account_balance: balance}: Account,
	{fio, phone: oursPhone, deposit}: Subscriber,
): readonly Drift[] {
	if (name === fio && phone === oursPhone && !isAmount(balance)) return none;
	return [
		...(name.trim() !== '' && fold(name) !== fold(fio) ? [drift('E1', 'full_name', name, fio)] : []),
		...(digits(phone) !== '' && digits(phone) !== digits(oursPhone)
			? [drift('E1', 'phone', phone, oursPhone)]
			: []),
		...(isAmount(balance) && Math.abs(Number(balance) - Number(deposit ?? 0)) >= 0.005
			? [drift('E2', 'account_balance', balance, Number(deposit ?? 0).toFixed(2))]
			: []),
	];
}

/** Names are alike when they differ in case, accents and spaces at most. */
export const fold = (name: string): string => collate(name.trim().replaceAll(/\s+/g, ' '));

export const digits = (phone: string): string => phone.replaceAll(/\D/g, '');

/** An empty or zero balance is one that nobody keeps. */
const isAmount = (balance: string): boolean => /^-?\d+(\.\d+)?$/.test(balance) && Number(balance) !== 0;

/** The day of an `end_date`; `null` for the zero date. */
export const dayOf = (date: string): string | null =>
	/^\d{4}-\d\d-\d\d/.test(date) && !date.startsWith('0000') ? date.slice(0, 10) : null;

/** Only portals that bill by themselves send an `end_date`. */
function expiryDrifts(
	{end_date: end}: Account,
	{service, user_expire: customer}: Subscriber,
): readonly Drift[] {
	if (end === undefined || dayOf(end) === (service.expire ?? customer)) return none;
	return [drift('E3', 'end_date', dayOf(end), service.expire ?? customer)];
}
