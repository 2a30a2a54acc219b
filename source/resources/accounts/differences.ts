import {findPlan} from '../../billing/find-plan.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isInfomirMac, normalizeMac} from '../../normalize/mac.ts';
import type {Difference, DifferenceCode} from '../../sync/difference.ts';
import type {Account} from './account.ts';
import type {BillingCustomers, Subscriber} from './billing-customers.ts';
import {parseTvId} from './account-index.ts';
import {parseMacs} from './match.ts';

/** Every field in which an account and its service disagree, by the kinds A5 to E3. */
export function differencesBetween(
	account: Account,
	ours: Subscriber,
	known: BillingCustomers,
	defaultPlan: string | null,
): readonly Difference[] {
	return concatDifferences(
		numberDifferences(account, ours),
		statusDifferences(account, ours, known.today),
		planDifferences(account, ours, known, defaultPlan),
		macDifferences(account, ours),
		personDifferences(account, ours),
		expiryDifferences(account, ours),
	);
}

const noDifferences: readonly Difference[] = [];

/** Lists in one. Nearly all of a hundred thousand rows have nothing in any, and share the one empty list. */
export function concatDifferences(...lists: ReadonlyArray<readonly Difference[]>): readonly Difference[] {
	return lists.every(list => list.length === 0) ? noDifferences : lists.flat();
}

const difference = (
	code: DifferenceCode,
	field: string,
	theirs: string | null,
	ours: string | null,
): Difference => ({
	code,
	field,
	theirs,
	ours,
});

function numberDifferences({account_number: number}: Account, {service}: Subscriber): readonly Difference[] {
	return parseTvId(number) === service.id
		? noDifferences
		: [difference('A5', 'account_number', number, String(service.id))];
}

/** Deleted, or past the last day of the customer or the service. */
const hasEnded = ({deleted, user_expire: customer, service}: Subscriber, today: string): boolean =>
	deleted || (customer !== null && customer < today) || (service.expire !== null && service.expire < today);

function statusDifferences({status}: Account, ours: Subscriber, today: string): readonly Difference[] {
	if (status === null) return noDifferences;
	const on = status === 1;
	const ended = hasEnded(ours, today);
	const disabled = ours.service.disable !== 0 || ours.user_disable !== 0;
	if (!on) return ended || disabled ? noDifferences : [difference('B2', 'status', 'off', 'on')];
	if (!disabled && !ended) return noDifferences;
	return [
		...(disabled ? [difference('B1', 'status', 'on', 'off')] : []),
		...(ended ? [difference('B3', 'status', 'on', ours.deleted ? 'deleted' : 'expired')] : []),
	];
}

/** The name by which the portal would know a billing plan. */
export const externalIdOf = ({plan_id: id, plan_filter_id: filter}: Subscriber['service']): string | null =>
	id === null ? null : filter === null || filter === '' ? String(id) : filter;

function planDifferences(
	{tariff_plan: tariff}: Account,
	{service}: Subscriber,
	{plans}: BillingCustomers,
	defaultPlan: string | null,
): readonly Difference[] {
	const theirs = tariff === null || tariff === '' ? null : tariff;
	const ours = externalIdOf(service);
	// An account without a plan is sent with the default plan's id: the two cannot be told apart.
	const isDefault = theirs !== null && theirs === defaultPlan;
	if (service.tp_id === null) return theirs === null || isDefault ? noDifferences : planUnlike('C1');
	if (theirs === null) return planUnlike('C1');
	const plan = findPlan(theirs, plans);
	if (plan?.tp_id === service.tp_id) return noDifferences;
	return [...planUnlike(isDefault ? 'C4' : 'C1'), ...(plan ? [] : planUnlike('C2'))];

	function planUnlike(code: 'C1' | 'C2' | 'C4'): readonly Difference[] {
		return [difference(code, 'tariff_plan', theirs, ours)];
	}
}

function macDifferences(account: Account, {service}: Subscriber): readonly Difference[] {
	if (account.stb_mac === service.cid && account.stb_mac !== '') return macNotes(account);
	const theirs = account.stb_mac.trim();
	const cids = parseMacs(service.cid);
	const mac = normalizeMac(theirs) ?? compareKey(theirs);
	if (theirs === '' && cids.length === 0) return noDifferences;
	if (theirs === '' || cids.length === 0)
		return [difference('D2', 'stb_mac', theirs || null, service.cid || null), ...macNotes(account)];
	if (!cids.includes(mac)) return [difference('D1', 'stb_mac', theirs, service.cid), ...macNotes(account)];
	const spelled = service.cid.split(';').some(cid => cid.trim() === theirs);
	return [...(spelled ? [] : [difference('D5', 'stb_mac', theirs, service.cid)]), ...macNotes(account)];
}

/** D6: no MAC at all, or not one of a box by Infomir. */
export function macNotes({stb_mac: mac}: Account): readonly Difference[] {
	const normal = normalizeMac(mac);
	return mac.trim() === '' || (normal !== null && isInfomirMac(normal))
		? noDifferences
		: [difference('D6', 'stb_mac', mac, null)];
}

function personDifferences(
	{full_name: name, phone, account_balance: balance}: Account,
	{fio, phone: oursPhone, deposit}: Subscriber,
): readonly Difference[] {
	if (name === fio && phone === oursPhone && !isAmount(balance)) return noDifferences;
	return [
		...(name.trim() !== '' && foldName(name) !== foldName(fio)
			? [difference('E1', 'full_name', name, fio)]
			: []),
		...(digitsOf(phone) !== '' && digitsOf(phone) !== digitsOf(oursPhone)
			? [difference('E1', 'phone', phone, oursPhone)]
			: []),
		...(isAmount(balance) && Math.abs(Number(balance) - Number(deposit ?? 0)) >= 0.005
			? [difference('E2', 'account_balance', balance, Number(deposit ?? 0).toFixed(2))]
			: []),
	];
}

/** Names are alike when they differ in case, accents and spaces at most. */
export const foldName = (name: string): string => compareKey(name.trim().replaceAll(/\s+/g, ' '));

export const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '');

/** An empty or zero balance is one that nobody keeps. */
const isAmount = (balance: string): boolean => /^-?\d+(\.\d+)?$/.test(balance) && Number(balance) !== 0;

/** The day of an `end_date`; `null` for the zero date. */
export const dayOf = (date: string): string | null =>
	/^\d{4}-\d\d-\d\d/.test(date) && !date.startsWith('0000') ? date.slice(0, 10) : null;

/** Only portals that bill by themselves send an `end_date`. */
function expiryDifferences(
	{end_date: end}: Account,
	{service, user_expire: customer}: Subscriber,
): readonly Difference[] {
	if (end === undefined || dayOf(end) === (service.expire ?? customer)) return noDifferences;
	return [difference('E3', 'end_date', dayOf(end), service.expire ?? customer)];
}
