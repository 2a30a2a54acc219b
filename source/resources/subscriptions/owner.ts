import type {Drift} from '../../sync/drift.ts';
import {isShort} from '../../sync/sheet.ts';
import {hasService, type Known, type Subscriber} from '../accounts/billing-side.ts';
import {calledOf} from '../accounts/called.ts';
import {mayBeOf, namesIn} from '../accounts/compare.ts';
import {serviceName} from '../accounts/judge.ts';
import {directoryOf, everyoneOf, macName, tvIdOf} from '../accounts/keys.ts';
import {matchAccount, registerOf} from '../accounts/match.ts';
import {placesNamed, type SubscriptionsReading} from './reading.ts';

/** Whose a subscription is, in billing. */
export type Owner =
	| {readonly is: 'service'; readonly ours: Subscriber}
	/** Billing has no service for its account. */
	| {readonly is: 'none'}
	/** Several accounts have its names, or its account's lead to several services. */
	| {readonly is: 'conflict'; readonly drift: Drift}
	/** No account that was read has its names: the accounts are older than it, or one of them cannot be read. */
	| {readonly is: 'unknown'};

/**
The service of a subscription: its account's, by the ladder that accounts are matched by. Where there are no accounts to go by, the one that has its box; but never
that one beside accounts that say something else.
*/
export function ownerOf(place: number, reading: SubscriptionsReading, known: Known): Owner {
	const {items, accounts, places} = reading;
	const register = registerOf(known.customers);
	if (!accounts) return boxed(items[place]!, known);
	const everyone = everyoneOf(accounts);
	const directory = directoryOf(everyone);
	const {mac, ls, login} = items[place]!;
	const at = places[place];
	if (typeof at === 'number') {
		const match = matchAccount(at, accounts.items, directory, register);
		if (match.is === 'service') return match;
		if (match.is === 'conflict')
			return conflict('A4', 'login', login || mac || ls, match.with.map(serviceName));
		if (match.is === 'collision') return conflict('F2', 'ls', ls, [serviceName(match.with)]);
		return {is: 'none'};
	}

	const sharers = placesNamed(items[place]!, directory);
	if (sharers.length < 2) return {is: 'unknown'};
	const names = sharers.slice(0, mostNamed).map(other => calledOf(everyone[other]!));
	return mac === '' ? conflict('F2', 'ls', ls, names) : conflict('D3', 'mac', mac, names);
}

/** As many others as a conflict names. */
const mostNamed = 10;

const conflict = (code: Drift['code'], field: string, theirs: string, others: readonly string[]): Owner => ({
	is: 'conflict',
	drift: {code, field, theirs, ours: null, with: others},
});

/** The service that has the box; of several, the one that has the number, too. */
function boxed({mac, ls}: SubscriptionsReading['items'][number], {customers}: Known): Owner {
	const found =
		mac === ''
			? []
			: registerOf(customers)
					.byMac.get(macName(mac))
					.map(place => customers[place]!)
					.filter(hasService);
	const numbered = found.find(({service: {id}}) => id === tvIdOf(ls));
	const ours = numbered ?? (found.length === 1 ? found[0]! : null);
	return ours ? {is: 'service', ours} : {is: 'none'};
}

/**
TV ids of the services that have an account, whatever it has chosen, or that one may have; `null` where the accounts are not known, or not all of
the `expected` ones.
*/
export function servicesPresent(
	{accounts}: SubscriptionsReading,
	{customers}: Known,
	expected: number,
): ReadonlySet<number> | null {
	if (!accounts || isShort(accounts.items.length, expected)) return null;
	const perhaps = namesIn(accounts.bad.map(({raw}) => raw));
	if (perhaps === null) return null;
	const register = registerOf(customers);
	const directory = directoryOf(everyoneOf(accounts));
	const ids = new Set<number>();
	for (let place = 0; place < accounts.items.length; place++) {
		const match = matchAccount(place, accounts.items, directory, register);
		if (match.is === 'service') ids.add(match.ours.service.id);
		if (match.is === 'conflict') for (const {service} of match.with) ids.add(service.id);
	}

	for (const ours of customers) if (hasService(ours) && mayBeOf(ours, perhaps)) ids.add(ours.service.id);
	return ids;
}
