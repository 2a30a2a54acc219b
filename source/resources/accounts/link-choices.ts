import {compareKey} from '../../normalize/collation.ts';
import type {Choice} from '../../sync/action.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {type Account, digitsOf, foldName} from './account.ts';
import type {AccountRow, AccountComparison} from './build-row.ts';
import {accountIndexOf, allAccounts} from './account-index.ts';

/**
The services of this portal that no account matches, offered for linking.

Services whose TV id is another account's number are left out. First come those with the account's login, name or
phone, then those with a similar login or the same surname, then the others; each group by login. None has the
account's MAC: that one would be matched.
*/
export function linkChoices(
	{stalker: account}: AccountRow,
	{rows, stalker}: AccountComparison,
): readonly Choice[] {
	const accounts = allAccounts(stalker);
	const {numbers} = accountIndexOf(accounts);
	// Its TV id cannot become the account's number.
	const isTakenNumber = ({choice: {value}}: UnmatchedService) =>
		numbers.get(value).some(index => accounts[index] !== account);
	const free = unmatchedServices(rows).filter(service => !isTakenNumber(service));
	if (!account) return free.map(({choice}) => choice);
	const ranks: readonly Choice[][] = [[], [], []];
	const rankOf = createRanking(account);
	for (const service of free) ranks[rankOf(service)]!.push(service.choice);
	return ranks.flat();
}

/** A service with its values in the compared form. */
type UnmatchedService = {
	readonly choice: Choice;
	readonly login: string;
	readonly iptvLogin: string;
	readonly name: string;
	readonly phone: string;
};

const unmatchedServices = memoizeWeak((rows: readonly AccountRow[]): readonly UnmatchedService[] =>
	rows
		.flatMap(({mark, billing}): readonly UnmatchedService[] => {
			if (mark !== '-' || !billing?.service) return [];
			const {login, fio, phone, service} = billing;
			const text = [String(service.id), login, fio, service.cid].filter(Boolean).join('  ');
			return [
				{
					choice: {value: String(service.id), text},
					login: compareKey(login),
					iptvLogin: compareKey(service.iptv_login),
					name: foldName(fio),
					phone: digitsOf(phone),
				},
			];
		})
		.toSorted((a, b) => (a.login < b.login ? -1 : Number(a.login > b.login))),
);

/** Creates a function that ranks a service for the account: 0 the same login, name or phone, 1 a similar one, 2 neither. */
function createRanking(account: Account): (service: UnmatchedService) => number {
	const login = compareKey(account.login);
	const name = foldName(account.full_name);
	const phone = digitsOf(account.phone);
	const [surname = ''] = name.split(' ');
	const isSimilar = (other: string): boolean =>
		(login.length >= minNamePart && other.includes(login)) ||
		(other.length >= minNamePart && login.includes(other));
	return service => {
		if (login !== '' && (service.login === login || service.iptvLogin === login)) return 0;
		if ((name !== '' && service.name === name) || (phone !== '' && service.phone === phone)) return 0;
		if (isSimilar(service.login) || isSimilar(service.iptvLogin)) return 1;
		return surname.length >= minNamePart && service.name.split(' ').includes(surname) ? 1 : 2;
	};
}

/** Shorter parts of a name are in too many others. */
const minNamePart = 3;
