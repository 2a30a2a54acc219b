import {textOf, type CurrentRecord} from '../../sync/changes/change.ts';
import {patchedAccounts, replaceIn} from '../accounts/patch.ts';
import {patchCustomers} from '../accounts/patch-customers.ts';
import type {Box} from './box.ts';
import {compareBoxes, type BoxComparison} from './compare.ts';

/** The boxes with the changes that an action wrote to billing and to their accounts. */
export function patchBoxes(comparison: BoxComparison, current: readonly CurrentRecord[]): BoxComparison {
	const {stalker, short} = comparison;
	const billing = patchCustomers(comparison.billing, current);
	const {accounts} = stalker;
	const now = {
		...stalker,
		items: patchedBoxes(stalker.items, current),
		accounts: accounts && replaceIn(accounts, patchedAccounts(accounts, current)),
	};
	return {stalker: now, billing, short, rows: compareBoxes(now, billing, short !== null)};
}

/** A box has the number of its account. */
function patchedBoxes(boxes: readonly Box[], current: readonly CurrentRecord[]): readonly Box[] {
	const numbers = new Map(
		current.flatMap(({record, key, fields}) =>
			record === 'account' && fields?.['account_number'] !== undefined
				? [[boxKey(textOf(key['stb_mac']), textOf(key['login'])), textOf(fields['account_number'])]]
				: [],
		),
	);
	return boxes.map(box => {
		const ls = numbers.get(boxKey(box.mac, box.login));
		return ls === undefined || ls === box.ls ? box : {...box, ls};
	});
}

const boxKey = (mac: string, login: string): string => JSON.stringify([mac, login]);
