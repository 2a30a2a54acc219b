import {compareKey} from '../../normalize/collation.ts';
import type {Choice} from '../../sync/action.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Account} from './account.ts';
import type {AccountRow, AccountsSheet} from './compare.ts';
import {digitsOf, foldName} from './differences.ts';
import {accountIndexOf, allAccounts} from './account-index.ts';

/**
The services of this portal that no account matches, for an account to be linked to one.

Left out are those whose TV id another account carries as its number. First those with its login, name or phone; then those with a login or surname like its own; then the others; each by login. None has its box:
that one would be matched.
*/
export function serviceChoices(
	{stalker: account}: AccountRow,
	{rows, stalker}: AccountsSheet,
): readonly Choice[] {
	const everyone = allAccounts(stalker);
	const {numbers} = accountIndexOf(everyone);
	// Its TV id could not become the account's number.
	const isCarried = ({choice: {value}}: UnmatchedService) =>
		numbers.get(value).some(place => everyone[place] !== account);
	const free = unmatchedServices(rows).filter(service => !isCarried(service));
	if (!account) return free.map(({choice}) => choice);
	const steps: readonly Choice[][] = [[], [], []];
	const stepOf = createRanking(account);
	for (const service of free) steps[stepOf(service)]!.push(service.choice);
	return steps.flat();
}

/** A service in the form in which it is compared. */
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

/** How far a service is from the account: 0 has one of its names, 1 one like it, 2 none. */
function createRanking(account: Account): (service: UnmatchedService) => number {
	const login = compareKey(account.login);
	const name = foldName(account.full_name);
	const phone = digitsOf(account.phone);
	const [surname = ''] = name.split(' ');
	const isLike = (other: string): boolean =>
		(login.length >= minNamePart && other.includes(login)) ||
		(other.length >= minNamePart && login.includes(other));
	return service => {
		if (login !== '' && (service.login === login || service.iptvLogin === login)) return 0;
		if ((name !== '' && service.name === name) || (phone !== '' && service.phone === phone)) return 0;
		if (isLike(service.login) || isLike(service.iptvLogin)) return 1;
		return surname.length >= minNamePart && service.name.split(' ').includes(surname) ? 1 : 2;
	};
}

/** Shorter parts of a name are in too many others. */
const minNamePart = 3;
