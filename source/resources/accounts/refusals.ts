import type {Saying} from '../../sync/saying.ts';
import {normaliseMac} from '../../naming/mac.ts';
import {isStorable} from '../../naming/storable.ts';
import {say} from '../../words/words.ts';
import type {Account} from './account.ts';
import {calledInBilling} from './called.ts';
import type {AccountRow} from './compare.ts';

/** As much of each field as billing's columns hold, in characters. */
const most = {login: 64, full_name: 120, phone: 32, stb_mac: 35} as const satisfies Partial<
	Record<keyof Account, number>
>;

/** Why `+` cannot be pressed on this row, or `null`: the mark first, then what billing's columns cannot hold. */
export function unaddable(row: AccountRow): Saying | null {
	const {theirs, mark, drifts} = row;
	if (mark === '?') return say('not-known');
	if (!theirs)
		return mark === '!'
			? say('not-read', {why: drifts[0]?.theirs ?? ''})
			: say('only-in-billing', {login: row.ours ? calledInBilling(row.ours) : row.key});
	if (theirs.login.trim() === '') return say('no-login');
	if (mark === '!') return conflictOf(row);
	if (mark === '~' && !drifts.some(({code}) => code === 'A5')) return say('differs', {drifts});
	return mark === '+' ? unstorable(theirs) : null;
}

function conflictOf({theirs, drifts}: AccountRow): Saying {
	const shared = drifts.find(({code}) => code === 'F2');
	return shared?.with
		? say('number-shared', {number: theirs!.account_number, others: shared.with})
		: say('conflict', {drifts});
}

function unstorable(account: Account): Saying | null {
	for (const [field, length] of Object.entries(most)) {
		if (account[field as keyof typeof most].length > length) return say('too-long', {field, most: length});
	}

	// A name with control characters is shown harmless; as the key of a customer it would never be found again.
	if (/\p{Control}/u.test(account.login)) return say('control-characters', {field: 'login'});
	const field = (['login', 'full_name', 'phone', 'stb_mac'] as const).find(
		name => !isStorable(account[name]),
	);
	if (field !== undefined) return say('unstorable', {field});
	if (normaliseMac(account.stb_mac) === null && account.stb_mac.includes(';'))
		return say('several-macs', {mac: account.stb_mac});
	return null;
}
