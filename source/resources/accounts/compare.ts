import {collate} from '../../naming/collation.ts';
import {brokenRows} from '../../sync/reading.ts';
import type {Account} from './account.ts';
import {hasService, type Known, type Subscriber} from './billing-side.ts';
import {claimsOf, rowOf, type AccountRow, type AccountsReading, type Scene} from './judge.ts';
import {directoryOf, everyoneOf, macName, tvIdOf} from './keys.ts';
import {macsOf, matchAccount, registerOf, type Match} from './match.ts';

export type {AccountRow, AccountsReading, AccountsSheet} from './judge.ts';

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

	const rows = [
		...matches.map((match, place) => rowOf(place, match, scene)),
		...brokenRows(bad),
		...onlyInBilling(matches, scene, short),
	];
	scenes.set(rows, scene);
	return rows;
}

/** What rows were judged by. */
const scenes = new WeakMap<readonly AccountRow[], Scene>();

/**
Judge again only the accounts that have changed in what no other account is judged by: anything but their names. `reading` has them in the places of those that they
were. `null` where it is not known what the rows were judged by.
*/
export function rejudged(
	rows: readonly AccountRow[],
	reading: AccountsReading,
	became: ReadonlyMap<Account, Account | null>,
): readonly AccountRow[] | null {
	const before = scenes.get(rows);
	if (!before) return null;
	if (before.reading === reading) return rows;
	const scene: Scene = {...before, reading};
	const {items} = reading;
	const now = rows.map((row, place) => {
		const fresh = row.theirs && became.get(row.theirs);
		if (!fresh || fresh === row.theirs) return row;
		return rowOf(place, matchAccount(place, items, scene.directory, scene.register), scene);
	});
	scenes.set(now, scene);
	return now;
}

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
		const {id, disable} = ours.service;
		if (disable === 2 || claims.has(id) || disputed.has(id)) return [];
		const unsure = short || mayBeOf(ours, perhaps);
		const drifts = unsure ? [] : [{code: 'A3', field: 'login', theirs: null, ours: ours.login} as const];
		return [{key: `service:${id}`, mark: unsure ? '?' : '-', drifts, theirs: null, ours, rule: null}];
	});
}

/** Whether a service may be that of a record that could not be read. */
export const mayBeOf = ({login, service}: Subscriber, perhaps: ReadonlySet<string> | null): boolean =>
	perhaps === null ||
	// Nearly always there is none, and this is asked of every service.
	(perhaps.size > 0 &&
		([service.iptv_login, login].some(name => name !== '' && perhaps.has(collate(name))) ||
			macsOf(service.cid).some(mac => perhaps.has(mac)) ||
			perhaps.has(String(service.id))));

/** Whatever could name an account in records that could not be read; `null` when one of them names nobody, and might be anybody. */
export function namesIn(records: readonly unknown[]): ReadonlySet<string> | null {
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
