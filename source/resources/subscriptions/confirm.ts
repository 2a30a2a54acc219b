import type {Stalker} from '../../stalker/client.ts';
import {nameAccount, recordsAt, type Named} from '../../stalker/account-name.ts';
import {concernsAll} from '../../sync/job.ts';
import {nameable, type Account} from '../accounts/account.ts';
import {directoryOf} from '../accounts/keys.ts';
import {matchAccount, registerOf} from '../accounts/match.ts';
import {chunksOf, identityOf, readAllOf} from '../accounts/reading/named.ts';
import type {SubscriptionsSheet} from './compare.ts';
import {placeOf, placesNamed} from './reading.ts';
import type {Subscription} from './subscription.ts';

/** A subscription, and the service that it was found to be of. */
type Claim = {readonly theirs: Subscription; readonly tvId: number};

/** `failed`: of these the portal could not tell, and why. */
type Confirmed<One> = {readonly good: ReadonlySet<One>; readonly failed: ReadonlyMap<One, unknown>};

/**
The claims that hold at this moment: one account has the MAC and the number, and it is the one that led to the service. The list of accounts is as old as it happens to
be, so those concerned are asked for by their names, a few hundred in a request.
*/
export async function confirmed<One extends Claim>(
	claims: readonly One[],
	sheet: SubscriptionsSheet,
	stalker: Stalker,
): Promise<Confirmed<One>> {
	const asked = claims.map(claim => ({...namesOf(claim), claim}));
	const {chunks, nameless} = chunksOf(asked);
	const good = new Set<One>();
	const failed = new Map<One, unknown>();
	const judge = (about: readonly (typeof asked)[number][], records: readonly unknown[]) => {
		const accounts = records.map(nameable);
		for (const {claim} of about) if (holds(claim, accounts, sheet)) good.add(claim);
	};

	/** That the portal is gone concerns everybody; that it cannot tell of one account, only whoever has its names. */
	const fail = (about: readonly (typeof asked)[number][], error: unknown) => {
		if (concernsAll(error)) throw error;
		for (const {claim} of about) failed.set(claim, error);
	};

	/** One account that the portal cannot tell of is found by halves, and takes no other with it. */
	const ask = async (chunk: (typeof chunks)[number]): Promise<void> => {
		const about = chunk.flatMap(group => group.accounts);
		try {
			judge(about, (await readAllOf(chunk, stalker)).records);
		} catch (error) {
			if (chunk.length === 1 || concernsAll(error)) return fail(about, error);
			const half = Math.ceil(chunk.length / 2);
			for (const part of [chunk.slice(0, half), chunk.slice(half)]) await ask(part);
		}
	};

	for (const chunk of chunks) await ask(chunk);

	for (const one of nameless) {
		const named = {login: one.login, stb_mac: '', account_number: ''};
		const name = nameAccount(named, [named]);
		try {
			judge([one], name.is === 'none' ? [] : await recordsAt(name, stalker));
		} catch (error) {
			fail([one], error);
		}
	}

	return {good, failed};
}

const namesOf = ({theirs: {login, mac, ls}}: Claim): Named => ({login, stb_mac: mac, account_number: ls});

/** `accounts`: all that answer to the names that were asked for, as they are now. */
function holds(
	{theirs, tvId}: Claim,
	accounts: readonly Account[],
	{theirs: {accounts: listed}, ours: {customers}}: SubscriptionsSheet,
): boolean {
	const directory = directoryOf(accounts);
	const [place, ...others] = placesNamed(theirs, directory);
	if (place === undefined || others.length > 0) return false;
	if (listed) {
		const before = placeOf(theirs, listed);
		return before !== null && identityOf(listed.items[before]!) === identityOf(accounts[place]!);
	}

	const match = matchAccount(place, accounts, directory, registerOf(customers));
	return match.is === 'service' && match.ours.service.id === tvId;
}
