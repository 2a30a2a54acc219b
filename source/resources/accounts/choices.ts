import {collate} from '../../naming/collation.ts';
import type {Choice} from '../../sync/action.ts';
import {oncePer} from '../../sync/once.ts';
import type {Account} from './account.ts';
import type {AccountRow, AccountsSheet} from './compare.ts';
import {digits, fold} from './drifts.ts';
import {directoryOf, everyoneOf} from './keys.ts';

/**
The services of this portal that no account matches, for an account to be linked to one.

Left out are those whose TV id another account carries as its number. First those with its login, name or phone; then those with a login or surname like its own; then the others; each by login. None has its box:
that one would be matched.
*/
export function serviceChoices(
	{theirs: account}: AccountRow,
	{rows, theirs}: AccountsSheet,
): readonly Choice[] {
	const everyone = everyoneOf(theirs);
	const {numbers} = directoryOf(everyone);
	// Its TV id could not become the account's number.
	const isCarried = ({choice: {value}}: Free) =>
		numbers.get(value).some(place => everyone[place] !== account);
	const free = freeServices(rows).filter(service => !isCarried(service));
	if (!account) return free.map(({choice}) => choice);
	const steps: readonly Choice[][] = [[], [], []];
	const stepOf = stepsFrom(account);
	for (const service of free) steps[stepOf(service)]!.push(service.choice);
	return steps.flat();
}

/** A service in the form in which it is compared. */
type Free = {
	readonly choice: Choice;
	readonly login: string;
	readonly iptvLogin: string;
	readonly name: string;
	readonly phone: string;
};

const freeServices = oncePer((rows: readonly AccountRow[]): readonly Free[] =>
	rows
		.flatMap(({mark, ours}): readonly Free[] => {
			if (mark !== '-' || !ours?.service) return [];
			const {login, fio, phone, service} = ours;
			const text = [String(service.id), login, fio, service.cid].filter(Boolean).join('  ');
			return [
				{
					choice: {value: String(service.id), text},
					login: collate(login),
					iptvLogin: collate(service.iptv_login),
					name: fold(fio),
					phone: digits(phone),
				},
			];
		})
		.toSorted((a, b) => (a.login < b.login ? -1 : Number(a.login > b.login))),
);

/** How far a service is from the account: 0 has one of its names, 1 one like it, 2 none. */
function stepsFrom(account: Account): (service: Free) => number {
	const login = collate(account.login);
	const name = fold(account.full_name);
	const phone = digits(account.phone);
	const [surname = ''] = name.split(' ');
	const isLike = (other: string): boolean =>
		(login.length >= telling && other.includes(login)) || (other.length >= telling && login.includes(other));
	return service => {
		if (login !== '' && (service.login === login || service.iptvLogin === login)) return 0;
		if ((name !== '' && service.name === name) || (phone !== '' && service.phone === phone)) return 0;
		if (isLike(service.login) || isLike(service.iptvLogin)) return 1;
		return surname.length >= telling && service.name.split(' ').includes(surname) ? 1 : 2;
	};
}

/** Shorter parts of a name are in too many others. */
const telling = 3;
