import {isDeepStrictEqual} from 'node:util';
import type {StalkerClient} from '../../../stalker/client.ts';
import {createStringInterner, createStructuralSharing} from '../../../sync/shared-values.ts';
import {memoizeWeak} from '../../../sync/memoize-weak.ts';
import {parseRecordsInSteps, type PortalList} from '../../../sync/row.ts';
import {finishStepsInSlices} from '../../../sync/sliced-work.ts';
import {parseAccount, type Account} from '../account.ts';
import {reuseAccountIndex} from '../account-index.ts';
import type {AccountList} from '../build-row.ts';

type ParsedAccounts = Pick<PortalList<Account>, 'items' | 'invalid'>;

/**
Parses a portal's list in slices, once for each list: three screens use it. Shares equal records with the previous list, and its
index where no identifier has changed.
*/
export const parseAccounts = async (
	stalker: StalkerClient,
	records: readonly unknown[],
): Promise<ParsedAccounts> => parsersByClient(stalker)(records);

/**
What to cache of a list: the parsed accounts, which may be shared with the previous list; the raw records where some
are invalid.
*/
export async function recordsToCache(
	stalker: StalkerClient,
	records: readonly unknown[],
): Promise<readonly unknown[]> {
	const {items, invalid} = await parseAccounts(stalker, records);
	return invalid.length === 0 ? items : records;
}

const parsersByClient = memoizeWeak<StalkerClient, (records: readonly unknown[]) => Promise<ParsedAccounts>>(
	() => {
		const share = createStructuralSharing(isSameAccount);
		const intern = createStringInterner();
		let last: readonly Account[] = [];
		return memoizeWeak(async records => {
			// Already parsed: the cached list itself.
			if (records === last) return {items: last, invalid: []};
			const parse = (record: unknown) => {
				const parsed = parseAccount(record);
				// The version text is longer than all of an account's identifiers, and nearly every account has the same.
				if ('item' in parsed) parsed.item.version = intern(parsed.item.version);
				return parsed;
			};
			const {items, invalid} = await finishStepsInSlices(parseRecordsInSteps(records, parse));
			const accounts = await share(items);
			if (accounts !== last && haveSameIdentifiers(accounts, last)) reuseAccountIndex(accounts, last);
			last = accounts;
			return {items: accounts, invalid};
		});
	},
);

/**
Whether all fields are equal, including fields that only some portal versions send. Without a list of field names:
this runs for a hundred thousand records.
*/
function isSameAccount(one: Account, other: Account): boolean {
	if (one === other) return true;
	const [fields, others] = [one, other] as readonly Readonly<Record<string, unknown>>[];
	let surplus = 0;
	for (const name in fields) {
		surplus += 1;
		if (!isEqual(fields[name], others![name])) return false;
	}

	for (const _ in others) surplus -= 1;
	return surplus === 0;
}

function isEqual(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || one === null) return false;
	if (Array.isArray(one) && Array.isArray(other) && one.length + other.length === 0) return true;
	return isDeepStrictEqual(one, other);
}

const haveSameIdentifiers = (accounts: readonly Account[], others: readonly Account[]): boolean =>
	accounts.length === others.length &&
	accounts.every((account, index) => {
		const {login, stb_mac, account_number} = others[index]!;
		return (
			account.login === login && account.stb_mac === stb_mac && account.account_number === account_number
		);
	});

/**
The accounts as last read in this run, or read now: for lists that belong to accounts and can be shown without them.
`null` where the portal does not return them: they take thirty times as long as the lists themselves.
*/
export async function latestAccounts(
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<AccountList | null> {
	try {
		const records = await stalker.latestList('accounts', {signal});
		return accountListOf(await parseAccounts(stalker, records));
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof Error && 'code' in error) return null;
		throw error;
	}
}

/** One object for each list: what is derived from it is cached by that object. */
const accountListOf = memoizeWeak((parsed: ParsedAccounts): AccountList => ({
	...parsed,
	warnings: [],
	defaultPlan: null,
	planIds: [],
}));
