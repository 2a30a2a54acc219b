import {compareKey} from '../../normalize/collation.ts';
import {billingOnlyRow, invalidRows} from '../../sync/row.ts';
import {finishSteps, stepsOfLoop} from '../../sync/sliced-work.ts';
import {hasService, type BillingCustomers, type Subscriber} from './billing-customers.ts';
import {buildRow, type AccountRow, type AccountList, type MatchContext} from './build-row.ts';
import {accountIndexSteps, allAccounts, normalizeMacOrText} from './account-index.ts';
import {matchAccount} from './match.ts';
import {parseMacs, customerIndexSteps} from './customer-index.ts';

/** Pairs every account with its service, names the differences, and adds the services without account. Pure. */
export const compareAccounts = (
	stalker: AccountList,
	billing: BillingCustomers,
	short: boolean,
): readonly AccountRow[] => finishSteps(compareAccountsInSteps(stalker, billing, short));

/** The steps of {@link compareAccounts}. */
export function* compareAccountsInSteps(
	stalker: AccountList,
	billing: BillingCustomers,
	short: boolean,
): Generator<void, readonly AccountRow[]> {
	const {items, invalid} = stalker;
	const accountIndex = yield* accountIndexSteps(allAccounts(stalker));
	const customerIndex = yield* customerIndexSteps(billing.customers);
	const sharing = new Map<number, number[]>();
	const context: MatchContext = {stalker, billing, accountIndex, customerIndex, sharing};
	/** By place of a service: the account that matched it first, counted from 1; 0 where none did. A map takes longer to fill. */
	const matched = new Int32Array(billing.customers.length);
	const disputed = new Set<number>();
	const matchAt = (index: number) => matchAccount(index, accountIndex, customerIndex);
	const rows: AccountRow[] = [];
	yield* stepsOfLoop(items.length, index => {
		const match = matchAt(index);
		if (match.is === 'service') {
			const {place} = match;
			const first = matched[place]!;
			if (first === 0) matched[place] = index + 1;
			else sharing.set(place, [...(sharing.get(place) ?? [first - 1]), index]);
		} else if (match.is === 'conflict') for (const {service} of match.with) disputed.add(service.id);
		// Built at once, while the records are in the processor's cache.
		rows.push(buildRow(index, match, context));
	});

	// Of several accounts with one service the first rows were built before the other accounts were matched.
	for (const indices of sharing.values())
		for (const index of indices) rows[index] = buildRow(index, matchAt(index), context);
	for (const row of invalidRows(invalid)) rows.push(row);
	for (const row of yield* onlyInBilling(matched, disputed, context, short)) rows.push(row);
	return rememberCompared(rows, {...context, short, changed: 0});
}

/** What rows were built with. `changed`: in how many places lists have been patched since all rows were compared. */
export type Compared = MatchContext & {readonly short: boolean; readonly changed: number};

const contexts = new WeakMap<readonly AccountRow[], Compared>();

/** What rows were built with; `undefined`: they were not compared here. */
export const comparedWith = (rows: readonly AccountRow[]): Compared | undefined => contexts.get(rows);

/** Remembers what rows were built with. Returns the rows. */
export function rememberCompared(rows: readonly AccountRow[], context: Compared): readonly AccountRow[] {
	contexts.set(rows, context);
	return rows;
}

/**
Rows of the services without account. Left out are services of status 2, which should not be in Stalker, and those
that a conflicting account matches (`disputed`). With a short list, nothing counts as missing.
*/
function* onlyInBilling(
	matched: Int32Array,
	disputed: ReadonlySet<number>,
	{billing: {customers}, stalker: {invalid}}: MatchContext,
	short: boolean,
): Generator<void, readonly AccountRow[]> {
	const invalidIdentifiers = identifiersIn(invalid.map(({raw}) => raw));
	const rows: AccountRow[] = [];
	yield* stepsOfLoop(customers.length, place => {
		// Nearly all of a hundred thousand services have an account.
		if (matched[place] !== 0) return;
		const customer = customers[place]!;
		if (!hasService(customer) || customer.service.disable === 2 || disputed.has(customer.service.id)) return;
		rows.push(rowOfService(customer, short || mayBelongTo(customer, invalidIdentifiers)));
	});

	return rows;
}

/** The row of a service without account. `isUnsure`: whether one is missing is not known. */
export const rowOfService = (customer: Subscriber, isUnsure: boolean): AccountRow =>
	billingOnlyRow(
		serviceKey(customer.service.id),
		customer,
		{code: 'A3', field: 'login', ours: customer.login},
		isUnsure,
	);

/** The key of such a row. */
export const serviceKey = (id: number): string => `service:${id}`;

/** Whether a service may belong to an invalid record. */
export const mayBelongTo = (
	{login, service}: Subscriber,
	invalidIdentifiers: ReadonlySet<string> | null,
): boolean =>
	invalidIdentifiers === null ||
	// Nearly always the set is empty, and this runs for every service.
	(invalidIdentifiers.size > 0 &&
		([service.iptv_login, login].some(name => name !== '' && invalidIdentifiers.has(compareKey(name))) ||
			parseMacs(service.cid).some(mac => invalidIdentifiers.has(mac)) ||
			invalidIdentifiers.has(String(service.id))));

/** The identifiers in invalid records; `null` when one of them has none, and might be any account. */
export function identifiersIn(records: readonly unknown[]): ReadonlySet<string> | null {
	const names = new Set<string>();
	for (const record of records) {
		const context = names.size;
		const {login, stb_mac, account_number} = (
			typeof record === 'object' && record !== null ? record : {}
		) as Readonly<Record<string, unknown>>;
		if (isIdentifier(login)) names.add(compareKey(String(login)));
		if (isIdentifier(stb_mac)) names.add(normalizeMacOrText(String(stb_mac)));
		if (isIdentifier(account_number)) names.add(compareKey(String(account_number)));
		if (names.size === context) return null;
	}

	return names;
}

const isIdentifier = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';
