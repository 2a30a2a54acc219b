import {findPlan} from '../../billing/find-plan.ts';
import {syncStatusOf, type Difference, type DifferenceCode} from '../../sync/difference.ts';
import type {PortalList, Row, Comparison} from '../../sync/row.ts';
import type {Customer} from '../../billing/read.ts';
import type {Account} from './account.ts';
import type {BillingCustomers, Subscriber} from './billing-customers.ts';
import {accountLabel} from './labels.ts';
import {differencesBetween, macNotes, concatDifferences} from './differences.ts';
import {allAccounts, rowKey, type AccountIndex} from './account-index.ts';
import {parseMacs, type Match, type CustomerIndex} from './match.ts';

/** `GET accounts`, and which plan `GET tariffs` calls the default. */
export type AccountList = PortalList<Account> & {readonly defaultPlan: string | null};

/** An account beside its service, or beside the customer who has none for it yet. */
export type AccountRow = Row<Account, Customer>;

export type AccountComparison = Comparison<Account, Customer, AccountList, BillingCustomers>;

/** All that one account is judged by. */
export type MatchContext = {
	readonly reading: AccountList;
	readonly known: BillingCustomers;
	readonly directory: AccountIndex;
	readonly register: CustomerIndex;
	readonly claims: MatchedServices;
};

/** The row of one account, beside what it was matched with. */
export function buildRow(place: number, match: Match, scene: MatchContext): AccountRow {
	const {items} = scene.reading;
	const shared = duplicateDifferences(place, scene);
	const found = matchDifferences(items[place]!, match, scene);
	const drifts = shared.length === 0 ? found : [...shared, ...found];
	return {
		key: rowKey(place, items, scene.directory),
		mark: syncStatusOf(drifts),
		differences: drifts,
		stalker: items[place]!,
		billing: match.is === 'service' || match.is === 'customer' ? match.ours : null,
		matchedBy: match.is === 'service' ? match.rule : null,
	};
}

/** Which services have accounts, by TV id; and where it is more than one, their places. */
export type MatchedServices = {
	has(id: number): boolean;
	readonly several: ReadonlyMap<number, readonly number[]>;
};

/** The services that accounts were matched with. */
export function findMatchedServices(matches: readonly Match[]): MatchedServices {
	const first = new Map<number, number>();
	const several = new Map<number, number[]>();
	for (let place = 0; place < matches.length; place++) {
		const match = matches[place]!;
		if (match.is !== 'service') continue;
		const {id} = match.ours.service;
		const other = first.get(id);
		if (other === undefined) first.set(id, place);
		else several.set(id, [...(several.get(id) ?? [other]), place]);
	}

	return {has: id => first.has(id), several};
}

/** Numbers and MACs that several accounts carry, and logins that differ in case or accents alone. */
function duplicateDifferences(
	place: number,
	{reading, directory: {names, logins, macs, numbers}}: MatchContext,
): readonly Difference[] {
	const {login, mac, number} = names[place]!;
	const shared = {number: numbers.isShared(number), mac: macs.isShared(mac), login: logins.isShared(login)};
	if (!shared.number && !shared.mac && !shared.login) return noDifferences;
	const everyone = allAccounts(reading);
	const account = everyone[place]!;
	const others = (places: readonly number[]) =>
		places.filter(other => other !== place).map(other => accountLabel(everyone[other]!));
	return [
		...(shared.number
			? [stalkerDifference('F2', 'account_number', account.account_number, others(numbers.get(number)))]
			: []),
		...(shared.mac ? [stalkerDifference('D3', 'stb_mac', account.stb_mac, others(macs.get(mac)))] : []),
		...(shared.login ? [stalkerDifference('A4', 'login', account.login, others(logins.get(login)))] : []),
	];
}

const noDifferences: readonly Difference[] = [];

/** A drift that billing has nothing to set against; `others` are the accounts or services that have the same name. */
const stalkerDifference = (
	code: DifferenceCode,
	field: string,
	value: string,
	others: readonly string[] = [],
): Difference => ({
	code,
	field,
	theirs: value,
	ours: null,
	...(others.length > 0 ? {with: others} : {}),
});

function matchDifferences(account: Account, match: Match, scene: MatchContext): readonly Difference[] {
	switch (match.is) {
		case 'none':
			return [
				stalkerDifference('A1', 'login', account.login),
				...missingPlanDifferences(account, scene.known),
				...macNotes(account),
			];
		case 'customer':
			return [
				stalkerDifference('A2', 'login', account.login),
				...missingPlanDifferences(account, scene.known),
				...macNotes(account),
			];
		case 'collision':
			return [
				stalkerDifference('F2', 'account_number', account.account_number, [serviceLabel(match.with)]),
				...macNotes(account),
			];
		case 'conflict':
			return [
				stalkerDifference('A4', 'login', account.login, match.with.map(serviceLabel)),
				...macNotes(account),
			];
		case 'service':
			return concatDifferences(
				sharedServiceDifferences(account, match.ours, scene),
				sharedBoxDifferences(account, match.ours, scene.register),
				differencesBetween(account, match.ours, scene.known, scene.reading.defaultPlan),
			);
	}
}

/** How a person knows a service: the customer's login and the TV id. */
export const serviceLabel = ({login, service}: Subscriber): string => `${login} (TV id ${service.id})`;

function missingPlanDifferences(
	{tariff_plan: tariff}: Account,
	{plans}: BillingCustomers,
): readonly Difference[] {
	return tariff === null || tariff === '' || findPlan(tariff, plans)
		? []
		: [stalkerDifference('C2', 'tariff_plan', tariff)];
}

/** One service may be several accounts' only when they share the number: the boxes of one customer. */
function sharedServiceDifferences(
	account: Account,
	ours: Subscriber,
	{claims, reading: {items}, directory: {names}}: MatchContext,
): readonly Difference[] {
	const places = claims.several.get(ours.service.id);
	if (!places) return noDifferences;
	const claimants = places.map(place => ({...items[place]!, number: names[place]!.number}));
	const areOnes = claimants.every(({number}) => number !== '' && number === claimants[0]!.number);
	const others = claimants.filter(({login}) => login !== account.login).map(accountLabel);
	return areOnes
		? noDifferences
		: [stalkerDifference('A4', 'login', account.login, [...others, serviceLabel(ours)])];
}

/** D4: the box stands in another service of this portal, too. Names all of them. */
function sharedBoxDifferences(
	account: Account,
	{service}: Subscriber,
	{byMac, customers}: CustomerIndex,
): readonly Difference[] {
	const shared = parseMacs(service.cid).filter(mac => byMac.isShared(mac));
	if (shared.length === 0) return noDifferences;
	const places = new Set(shared.flatMap(mac => [...byMac.get(mac)]));
	const named = [...places].map(place => serviceLabel(customers[place] as Subscriber));
	return [stalkerDifference('D4', 'stb_mac', account.stb_mac, named)];
}
