import {compareKey} from '../../normalize/collation.ts';
import {invalidRows} from '../../sync/parse-records.ts';
import type {Account} from './account.ts';
import {hasService, type BillingCustomers, type Subscriber} from './billing-customers.ts';
import {
	findMatchedServices,
	buildRow,
	type AccountRow,
	type AccountList,
	type MatchContext,
} from './build-row.ts';
import {accountIndexOf, allAccounts, normalizeMacOrText, parseTvId} from './account-index.ts';
import {parseMacs, matchAccount, customerIndexOf, type Match} from './match.ts';

export type {
	AccountRow,
	AccountList as AccountsReading,
	AccountComparison as AccountsSheet,
} from './build-row.ts';

/** Put every account beside its service, name the disagreements, and add the services that no account has. Pure. */
export function compareAccounts(
	reading: AccountList,
	known: BillingCustomers,
	short: boolean,
): readonly AccountRow[] {
	const {items, invalid} = reading;
	const directory = accountIndexOf(allAccounts(reading));
	const register = customerIndexOf(known.customers);
	const matches = items.map((_, place) => matchAccount(place, items, directory, register));
	const scene: MatchContext = {reading, known, directory, register, claims: findMatchedServices(matches)};

	const rows = [
		...matches.map((match, place) => buildRow(place, match, scene)),
		...invalidRows(invalid),
		...onlyInBilling(matches, scene, short),
	];
	contexts.set(rows, scene);
	return rows;
}

/** What rows were judged by. */
const contexts = new WeakMap<readonly AccountRow[], MatchContext>();

/**
Judge again only the accounts that have changed in what no other account is judged by: anything but their names. `reading` has them in the places of those that they
were. `null` where it is not known what the rows were judged by.
*/
export function recompareChanged(
	rows: readonly AccountRow[],
	reading: AccountList,
	became: ReadonlyMap<Account, Account | null>,
): readonly AccountRow[] | null {
	const before = contexts.get(rows);
	if (!before) return null;
	if (before.reading === reading) return rows;
	const scene: MatchContext = {...before, reading};
	const {items} = reading;
	const now = rows.map((row, place) => {
		const fresh = row.stalker && became.get(row.stalker);
		if (!fresh || fresh === row.stalker) return row;
		return buildRow(place, matchAccount(place, items, scene.directory, scene.register), scene);
	});
	contexts.set(now, scene);
	return now;
}

/**
Services that no account has. Not among them: status 2, which is not in Stalker by rights, and services that an unsettled
account leads to. A short answer proves nothing missing.
*/
function onlyInBilling(
	matches: readonly Match[],
	{known, claims, reading: {invalid}}: MatchContext,
	short: boolean,
): readonly AccountRow[] {
	const disputed = new Set(
		matches.flatMap(match => (match.is === 'conflict' ? match.with.map(({service}) => service.id) : [])),
	);
	const perhaps = identifiersIn(invalid.map(({raw}) => raw));
	return known.customers.filter(hasService).flatMap((ours): readonly AccountRow[] => {
		const {id, disable} = ours.service;
		if (disable === 2 || claims.has(id) || disputed.has(id)) return [];
		const unsure = short || mayBelongTo(ours, perhaps);
		const drifts = unsure ? [] : [{code: 'A3', field: 'login', theirs: null, ours: ours.login} as const];
		return [
			{
				key: `service:${id}`,
				mark: unsure ? '?' : '-',
				differences: drifts,
				stalker: null,
				billing: ours,
				matchedBy: null,
			},
		];
	});
}

/** Whether a service may be that of a record that could not be read. */
export const mayBelongTo = ({login, service}: Subscriber, perhaps: ReadonlySet<string> | null): boolean =>
	perhaps === null ||
	// Nearly always there is none, and this is asked of every service.
	(perhaps.size > 0 &&
		([service.iptv_login, login].some(name => name !== '' && perhaps.has(compareKey(name))) ||
			parseMacs(service.cid).some(mac => perhaps.has(mac)) ||
			perhaps.has(String(service.id))));

/** Whatever could name an account in records that could not be read; `null` when one of them names nobody, and might be anybody. */
export function identifiersIn(records: readonly unknown[]): ReadonlySet<string> | null {
	const names = new Set<string>();
	for (const record of records) {
		const before = names.size;
		const {
			login,
			stb_mac: mac,
			account_number: number,
		} = (typeof record === 'object' && record !== null ? record : {}) as Readonly<Record<string, unknown>>;
		if (isIdentifier(login)) names.add(compareKey(String(login)));
		if (isIdentifier(mac)) names.add(normalizeMacOrText(String(mac)));
		if (isIdentifier(number)) names.add(String(parseTvId(String(number)) ?? number));
		if (names.size === before) return null;
	}

	return names;
}

const isIdentifier = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';
