import {normalizeMac} from '../../normalize/mac.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import {message} from '../../i18n/translator.ts';
import type {Account} from './account.ts';
import {customerLabel} from './labels.ts';
import type {AccountRow} from './compare.ts';
import type {Message} from '../../i18n/message.ts';

/** Maximum length of each field in billing's columns, in characters. */
const maxCharacters = {login: 64, full_name: 120, phone: 32, stb_mac: 35} as const satisfies Partial<
	Record<keyof Account, number>
>;

/** Why a row cannot be added to billing, or `null`: its status first, then values that billing's columns cannot store. */
export function addRefusal(row: AccountRow): Message | null {
	const {stalker, mark, differences} = row;
	if (mark === '?') return message('not-known');
	if (!stalker)
		return mark === '!'
			? message('not-read', {reason: differences[0]?.theirs ?? ''})
			: message('only-in-billing', {login: row.billing ? customerLabel(row.billing) : row.key});
	if (stalker.login.trim() === '') return message('no-login');
	if (mark === '!') return conflictRefusal(row);
	if (mark === '~' && !differences.some(({code}) => code === 'A5'))
		return message('differs', {drifts: differences});
	return mark === '+' ? storageRefusal(stalker) : null;
}

function conflictRefusal({stalker, differences}: AccountRow): Message {
	const shared = differences.find(({code}) => code === 'F2');
	return shared?.with
		? message('number-shared', {number: stalker!.account_number, others: shared.with})
		: message('conflict', {drifts: differences});
}

function storageRefusal(account: Account): Message | null {
	for (const [field, length] of Object.entries(maxCharacters)) {
		if (account[field as keyof typeof maxCharacters].length > length)
			return message('too-long', {field, most: length});
	}

	// Control characters are shown escaped; a customer with such a login would never be found again.
	if (/\p{Control}/u.test(account.login)) return message('control-characters', {field: 'login'});
	const field = (['login', 'full_name', 'phone', 'stb_mac'] as const).find(
		name => !isStorableText(account[name]),
	);
	if (field !== undefined) return message('unstorable', {field});
	if (normalizeMac(account.stb_mac) === null && account.stb_mac.includes(';'))
		return message('several-macs', {mac: account.stb_mac});
	return null;
}
