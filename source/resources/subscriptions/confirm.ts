import type {StalkerClient} from '../../stalker/client.ts';
import {findAccountAddress, readRecordsAt, type AccountIdentifiers} from '../../stalker/account-address.ts';
import {isSystemFailure} from '../../sync/system-failure.ts';
import {parseIdentifiers, type Account} from '../accounts/account.ts';
import {accountIndexOf} from '../accounts/account-index.ts';
import {matchAccount, customerIndexOf} from '../accounts/match.ts';
import {batchByIdentifier, accountIdentity, readAllMatching} from '../accounts/read/by-identifier.ts';
import type {SubscriptionComparison} from './compare.ts';
import {accountIndexFor, accountIndicesFor} from './read-subscriptions.ts';
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
	sheet: SubscriptionComparison,
	stalker: StalkerClient,
): Promise<Confirmed<One>> {
	const asked = claims.map(claim => ({...namesOf(claim), claim}));
	const {batches: chunks, unidentified: nameless} = batchByIdentifier(asked);
	const good = new Set<One>();
	const failed = new Map<One, unknown>();
	const judge = (about: readonly (typeof asked)[number][], records: readonly unknown[]) => {
		const accounts = records.map(parseIdentifiers);
		for (const {claim} of about) if (holds(claim, accounts, sheet)) good.add(claim);
	};

	/** That the portal is gone concerns everybody; that it cannot tell of one account, only whoever has its names. */
	const fail = (about: readonly (typeof asked)[number][], error: unknown) => {
		if (isSystemFailure(error)) throw error;
		for (const {claim} of about) failed.set(claim, error);
	};

	/** One account that the portal cannot tell of is found by halves, and takes no other with it. */
	const ask = async (chunk: (typeof chunks)[number]): Promise<void> => {
		const about = chunk.flatMap(group => group.accounts);
		try {
			judge(about, (await readAllMatching(chunk, stalker)).records);
		} catch (error) {
			if (chunk.length === 1 || isSystemFailure(error)) return fail(about, error);
			const half = Math.ceil(chunk.length / 2);
			for (const part of [chunk.slice(0, half), chunk.slice(half)]) await ask(part);
		}
	};

	for (const chunk of chunks) await ask(chunk);

	for (const one of nameless) {
		const named = {login: one.login, stb_mac: '', account_number: ''};
		const name = findAccountAddress(named, [named]);
		try {
			judge([one], name.is === 'none' ? [] : await readRecordsAt(name, stalker));
		} catch (error) {
			fail([one], error);
		}
	}

	return {good, failed};
}

const namesOf = ({theirs: {login, mac, ls}}: Claim): AccountIdentifiers => ({
	login,
	stb_mac: mac,
	account_number: ls,
});

/** `accounts`: all that answer to the names that were asked for, as they are now. */
function holds(
	{theirs, tvId}: Claim,
	accounts: readonly Account[],
	{stalker: {accounts: listed}, billing: {customers}}: SubscriptionComparison,
): boolean {
	const directory = accountIndexOf(accounts);
	const [place, ...others] = accountIndicesFor(theirs, directory);
	if (place === undefined || others.length > 0) return false;
	if (listed) {
		const before = accountIndexFor(theirs, listed);
		return before !== null && accountIdentity(listed.items[before]!) === accountIdentity(accounts[place]!);
	}

	const match = matchAccount(place, accounts, directory, customerIndexOf(customers));
	return match.is === 'service' && match.billing.service.id === tvId;
}
