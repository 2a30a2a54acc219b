import type {SetResult} from '../../sync/changes/ports.ts';
import {accountFields} from '../../stalker/find-account.ts';
import {
	type Fields,
	type Change,
	type ChangeResult,
	type ChangeSet,
	type Reference,
	assertion,
	isDone,
	textOf,
	update,
} from '../../sync/changes/change.ts';
import {type Account, accountLabel} from './account.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {refuse, type Refusal} from '../../sync/action.ts';
import {accountIndexOf, findWriteAddress} from './account-index.ts';
import {normalizeMac} from '../../normalize/mac.ts';

/** The key of an account in changes: its identifiers as the portal sent them. */
export const accountKey = ({login, stb_mac, account_number}: Account): Fields => ({
	login,
	stb_mac,
	account_number,
});

/**
The `before` of a change that must not be made if any field of the account has changed since it was shown; without the balance, which
billing updates.
*/
export function watchedFields(account: Account): Fields {
	const {account_balance: _, ...fields} = accountFields(account);
	return fields;
}

/** The account's number becomes the TV id, while it is as it was seen. */
export const numberChange = (account: Account, tvId: number | Reference): Change =>
	update('account', accountKey(account), watchedFields(account), {
		account_number: typeof tvId === 'number' ? String(tvId) : tvId,
	});

/** The account is as it was seen, and no other account has its number. */
export const accountAssertion = (account: Account): Change =>
	assertion('account', accountKey(account), watchedFields(account));

/** No account has the number. */
export const freeNumberAssertion = (tvId: number): Change =>
	assertion('account', {login: '', stb_mac: '', account_number: String(tvId)}, null);

/** Why the TV id cannot become the account's number: another account has it, or the account cannot be addressed alone. */
export function numberRefusal(account: Account, tvId: number, accounts: readonly Account[]): Refusal | null {
	const others = accountIndexOf(accounts)
		.numbers.get(String(tvId))
		.map(index => accounts[index]!)
		.filter(other => other !== account);
	if (others.length > 0)
		return refuse(message('number-shared', {number: String(tvId), others: others.map(accountLabel)}));
	return findWriteAddress(account, accounts)
		? null
		: refuse(message('unaddressable', {login: account.login}));
}

/** The change of a set that writes an account's number. */
const isNumberChange = ({system, record, after}: Change): boolean =>
	system === 'stalker' &&
	record === 'account' &&
	after !== null &&
	'account_number' in after &&
	!('login' in after);

const numberIndex = ({changes}: Pick<ChangeSet, 'changes'>): number => changes.findIndex(isNumberChange);

/** The message for a set whose number was not written, or was written differently; `null` where the reason is enough. */
export function numberNotWritten(
	set: ChangeSet,
	{results, isUndone, isBegun, journal, cause}: SetResult,
): Message | null {
	const index = numberIndex(set);
	if (index < 0) return null;
	const result = results[index]!;
	const {is, reason = message('not-tried')} = result;
	const login = textOf(set.values['login'] as string);
	const tvId = tvIdOf(set, results);
	if (tvId === null) return null;
	if (isUndone && journal !== null) {
		const has =
			is === 'applied' || is === 'unchanged' ? true : is === 'unknown' || is === 'failed' ? false : null;
		return message('number-undone', {login, tvId, entry: journal, has, message: reason});
	}

	if (is === 'unknown' && reason.code === 'number-shared')
		return message('number-doubled', {login, tvId, others: reason.values['others'] as readonly string[]});
	// Where only a number was to be written and it was not sent, the reason is enough.
	return !isBegun && is === 'stale' && cause === undefined
		? null
		: message('number-not-written', {login, tvId, message: reason});
}

/** The TV id: of the service that was written, or the number that alone is written. */
function tvIdOf(set: ChangeSet, results: ReadonlyArray<ChangeResult | null>): number | null {
	const service = set.changes.findIndex(({record}) => record === 'service');
	if (service >= 0) return isDone(results[service] ?? null) ? Number(results[service]!.current!['id']) : null;
	return Number(set.changes[numberIndex(set)]!.after!['account_number']);
}

/** Whether the set writes a number into Stalker. */
export const writesNumber = (set: Pick<ChangeSet, 'changes'>): boolean => numberIndex(set) >= 0;

/** The number that an undo restores; `null`: none. */
export function returningNumber(undo: Pick<ChangeSet, 'changes'>): string | null {
	const change = undo.changes[numberIndex(undo)];
	return change ? textOf(change.after!['account_number']) : null;
}

/** The note of an undo on the number: that it is restored, or why it stays; `''` where there was none. */
export function numberNote({changes, questions}: ChangeSet, results: readonly ChangeResult[]): Message | '' {
	const index = numberIndex({changes});
	if (index < 0) return questions.find(({code}) => code === 'number-stays') ?? '';
	const {reason} = results[index]!;
	return isDone(results[index]!)
		? message('number-back', {number: returningNumber({changes})!})
		: message('number-stays', {reason: reason ?? message('not-tried')});
}

/** The message where only the number was left to be restored; else `null`. */
export const undoneNumber = (undo: ChangeSet, results: readonly ChangeResult[]): Message | null =>
	undo.changes.some(({system}) => system === 'billing')
		? null
		: message('undone-number', {
				login: textOf(undo.values['login'] as string),
				note: numberNote(undo, results),
			});

/** The message where billing is restored and it is not known whether the portal has the number again; else `null`. */
export function undoNotFinished(undo: ChangeSet, {results}: SetResult): Message | null {
	const index = numberIndex(undo);
	const isBegun = undo.changes.every(({system}, place) => system !== 'billing' || isDone(results[place]!));
	if (index < 0 || !isBegun || !undo.undoes || !['unknown', 'skipped'].includes(results[index]!.is))
		return null;
	return message('undo-unclear', {
		login: textOf(undo.values['login'] as string),
		message: results[index]!.reason ?? message('not-tried'),
		entry: undo.undoes.entry,
	});
}

/** The result of an interrupted set that writes a number, after billing's part was written; else `null`. */
export function numberRecovered(
	set: ChangeSet,
	state: 'done' | 'failed' | 'open',
	entry: string,
	results: ReadonlyArray<ChangeResult | null>,
): Message | null {
	const tvId = writesNumber(set) ? tvIdOf(set, results) : null;
	if (tvId === null || state === 'failed' || set.undoes) return null;
	const login = textOf(set.values['login'] as string);
	return state === 'done'
		? message('interrupted-number-there', {login, tvId})
		: message('interrupted-number', {login, tvId, entry});
}

/**
A MAC as it is written to billing. An ABillS compares bytes, and would give the box to another service where the spelling is not the
portal's.
*/
export const storedMac = (mac: string, isAbills: boolean): string =>
	isAbills ? mac.trim() : (normalizeMac(mac) ?? mac.trim());
