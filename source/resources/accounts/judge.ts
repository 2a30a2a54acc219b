import {findPlan} from '../../billing/find-plan.ts';
import {markOf, type Drift, type DriftCode} from '../../sync/drift.ts';
import type {Reading, Row, Sheet} from '../../sync/row.ts';
import type {Customer} from '../../billing/read.ts';
import type {Account} from './account.ts';
import type {Known, Subscriber} from './billing-side.ts';
import {calledOf} from './called.ts';
import {driftsBetween, spellingNotes, together} from './drifts.ts';
import {everyoneOf, keyOf, type Directory} from './keys.ts';
import {macsOf, type Match, type Register} from './match.ts';

/** `GET accounts`, and which plan `GET tariffs` calls the default. */
export type AccountsReading = Reading<Account> & {readonly defaultPlan: string | null};

/** An account beside its service, or beside the customer who has none for it yet. */
export type AccountRow = Row<Account, Customer>;

export type AccountsSheet = Sheet<Account, Customer, AccountsReading, Known>;

/** All that one account is judged by. */
export type Scene = {
	readonly reading: AccountsReading;
	readonly known: Known;
	readonly directory: Directory;
	readonly register: Register;
	readonly claims: Claims;
};

/** The row of one account, beside what it was matched with. */
export function rowOf(place: number, match: Match, scene: Scene): AccountRow {
	const {items} = scene.reading;
	const shared = doubles(place, scene);
	const found = matchDrifts(items[place]!, match, scene);
	const drifts = shared.length === 0 ? found : [...shared, ...found];
	return {
		key: keyOf(place, items, scene.directory),
		mark: markOf(drifts),
		drifts,
		theirs: items[place]!,
		ours: match.is === 'service' || match.is === 'customer' ? match.ours : null,
		rule: match.is === 'service' ? match.rule : null,
	};
}

/** Which services have accounts, by TV id; and where it is more than one, their places. */
export type Claims = {
	has(id: number): boolean;
	readonly several: ReadonlyMap<number, readonly number[]>;
};

/** The services that accounts were matched with. */
export function claimsOf(matches: readonly Match[]): Claims {
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
function doubles(
	place: number,
	{reading, directory: {names, logins, macs, numbers}}: Scene,
): readonly Drift[] {
	const {login, mac, number} = names[place]!;
	const shared = {number: numbers.isShared(number), mac: macs.isShared(mac), login: logins.isShared(login)};
	if (!shared.number && !shared.mac && !shared.login) return none;
	const everyone = everyoneOf(reading);
	const account = everyone[place]!;
	const others = (places: readonly number[]) =>
		places.filter(other => other !== place).map(other => calledOf(everyone[other]!));
	return [
		...(shared.number
			? [theirs('F2', 'account_number', account.account_number, others(numbers.get(number)))]
			: []),
		...(shared.mac ? [theirs('D3', 'stb_mac', account.stb_mac, others(macs.get(mac)))] : []),
		...(shared.login ? [theirs('A4', 'login', account.login, others(logins.get(login)))] : []),
	];
}

const none: readonly Drift[] = [];

/** A drift that billing has nothing to set against; `others` are the accounts or services that have the same name. */
const theirs = (code: DriftCode, field: string, value: string, others: readonly string[] = []): Drift => ({
	code,
	field,
	theirs: value,
	ours: null,
	...(others.length > 0 ? {with: others} : {}),
});

function matchDrifts(account: Account, match: Match, scene: Scene): readonly Drift[] {
	switch (match.is) {
		case 'none':
			return [
				theirs('A1', 'login', account.login),
				...missingPlan(account, scene.known),
				...spellingNotes(account),
			];
		case 'customer':
			return [
				theirs('A2', 'login', account.login),
				...missingPlan(account, scene.known),
				...spellingNotes(account),
			];
		case 'collision':
			return [
				theirs('F2', 'account_number', account.account_number, [serviceName(match.with)]),
				...spellingNotes(account),
			];
		case 'conflict':
			return [theirs('A4', 'login', account.login, match.with.map(serviceName)), ...spellingNotes(account)];
		case 'service':
			return together(
				rivals(account, match.ours, scene),
				sharedBox(account, match.ours, scene.register),
				driftsBetween(account, match.ours, scene.known, scene.reading.defaultPlan),
			);
	}
}

/** How a person knows a service: the customer's login and the TV id. */
export const serviceName = ({login, service}: Subscriber): string => `${login} (TV id ${service.id})`;

function missingPlan({tariff_plan: tariff}: Account, {plans}: Known): readonly Drift[] {
	return tariff === null || tariff === '' || findPlan(tariff, plans)
		? []
		: [theirs('C2', 'tariff_plan', tariff)];
}

/** One service may be several accounts' only when they share the number: the boxes of one customer. */
function rivals(
	account: Account,
	ours: Subscriber,
	{claims, reading: {items}, directory: {names}}: Scene,
): readonly Drift[] {
	const places = claims.several.get(ours.service.id);
	if (!places) return none;
	const claimants = places.map(place => ({...items[place]!, number: names[place]!.number}));
	const areOnes = claimants.every(({number}) => number !== '' && number === claimants[0]!.number);
	const others = claimants.filter(({login}) => login !== account.login).map(calledOf);
	return areOnes ? none : [theirs('A4', 'login', account.login, [...others, serviceName(ours)])];
}

/** D4: the box stands in another service of this portal, too. Names all of them. */
function sharedBox(account: Account, {service}: Subscriber, {byMac, customers}: Register): readonly Drift[] {
	const shared = macsOf(service.cid).filter(mac => byMac.isShared(mac));
	if (shared.length === 0) return none;
	const places = new Set(shared.flatMap(mac => [...byMac.get(mac)]));
	const named = [...places].map(place => serviceName(customers[place] as Subscriber));
	return [theirs('D4', 'stb_mac', account.stb_mac, named)];
}
