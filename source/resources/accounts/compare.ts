import {findPlan} from '../../billing/find-plan.ts';
import type {Customer} from '../../billing/read.ts';
import {collate} from '../../naming/collation.ts';
import {markOf, type Drift, type DriftCode} from '../../sync/drift.ts';
import {brokenRows} from '../../sync/reading.ts';
import type {Reading, Row, Sheet} from '../../sync/row.ts';
import type {Account} from './account.ts';
import {hasService, type Known, type Subscriber} from './billing-side.ts';
import {calledOf} from './called.ts';
import {driftsBetween, spellingNotes, together} from './drifts.ts';
import {directoryOf, everyoneOf, keyOf, macName, tvIdOf, type Directory} from './keys.ts';
import {macsOf, matchAccount, registerOf, type Match, type Register} from './match.ts';

/** `GET accounts`, and which plan `GET tariffs` calls the default. */
export type AccountsReading = Reading<Account> & {readonly defaultPlan: string | null};

/** An account beside its service, or beside the customer who has none for it yet. */
export type AccountRow = Row<Account, Customer>;

export type AccountsSheet = Sheet<Account, Customer, AccountsReading, Known>;

/** Put every account beside its service, name the disagreements, and add the services that no account has. Pure. */
export function compareAccounts(
	reading: AccountsReading,
	known: Known,
	short: boolean,
): readonly AccountRow[] {
	const {items, bad} = reading;
	const directory = directoryOf(everyoneOf(reading));
	const register = registerOf(known.customers);
	const matches = items.map((_, place) => matchAccount(place, items, directory, register));
	const scene: Scene = {reading, known, directory, register, claims: claimsOf(matches)};

	const rows = items.map((account, place): AccountRow => {
		const match = matches[place]!;
		const shared = doubles(place, scene);
		const found = matchDrifts(account, match, scene);
		const drifts = shared.length === 0 ? found : [...shared, ...found];
		return {
			key: keyOf(place, items, directory),
			mark: markOf(drifts),
			drifts,
			theirs: account,
			ours: match.is === 'service' || match.is === 'customer' ? match.ours : null,
			rule: match.is === 'service' ? match.rule : null,
		};
	});
	return [...rows, ...brokenRows(bad), ...onlyInBilling(matches, scene, short)];
}

type Scene = {
	readonly reading: AccountsReading;
	readonly known: Known;
	readonly directory: Directory;
	readonly register: Register;
	readonly claims: Claims;
};

/** Which services have accounts, by TV id; and where it is more than one, their places. */
type Claims = {
	has(id: number): boolean;
	readonly several: ReadonlyMap<number, readonly number[]>;
};

function claimsOf(matches: readonly Match[]): Claims {
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
				isDoubled(match.ours, scene.register)
					? [theirs('D4', 'stb_mac', account.stb_mac, [serviceName(match.ours)])]
					: none,
				driftsBetween(account, match.ours, scene.known, scene.reading.defaultPlan),
			);
	}
}

/** How a person knows a service: the customer's login and the TV id. */
const serviceName = ({login, service}: Subscriber): string => `${login} (TV id ${service.id})`;

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

/** D4: the box stands in another service of this portal, too. */
const isDoubled = ({service}: Subscriber, {byMac}: Register): boolean =>
	macsOf(service.cid).some(mac => byMac.isShared(mac));

/**
Services that no account has. Not among them: status 2, which is not in Stalker by rights, and services that an unsettled
account leads to. A short answer proves nothing missing.
*/
function onlyInBilling(
	matches: readonly Match[],
	{known, claims, reading: {bad}}: Scene,
	short: boolean,
): readonly AccountRow[] {
	const disputed = new Set(
		matches.flatMap(match => (match.is === 'conflict' ? match.with.map(({service}) => service.id) : [])),
	);
	const perhaps = namesIn(bad.map(({raw}) => raw));
	return known.customers.filter(hasService).flatMap((ours): readonly AccountRow[] => {
		const {id, disable, iptv_login: login, cid} = ours.service;
		if (disable === 2 || claims.has(id) || disputed.has(id)) return [];
		const unsure =
			short ||
			perhaps === null ||
			[login, ours.login].some(name => name !== '' && perhaps.has(collate(name))) ||
			macsOf(cid).some(mac => perhaps.has(mac)) ||
			perhaps.has(String(id));
		const drifts = unsure ? [] : [{code: 'A3', field: 'login', theirs: null, ours: ours.login} as const];
		return [{key: `service:${id}`, mark: unsure ? '?' : '-', drifts, theirs: null, ours, rule: null}];
	});
}

/** Whatever could name an account in records that could not be read; `null` when one of them names nobody, and might be anybody. */
function namesIn(records: readonly unknown[]): ReadonlySet<string> | null {
	const names = new Set<string>();
	for (const record of records) {
		const before = names.size;
		const {
			login,
			stb_mac: mac,
			account_number: number,
		} = (typeof record === 'object' && record !== null ? record : {}) as Readonly<Record<string, unknown>>;
		if (isName(login)) names.add(collate(String(login)));
		if (isName(mac)) names.add(macName(String(mac)));
		if (isName(number)) names.add(String(tvIdOf(String(number)) ?? number));
		if (names.size === before) return null;
	}

	return names;
}

const isName = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';
