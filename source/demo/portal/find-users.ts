import {foldText, createTextMatcher} from './collation.ts';
import type {PortalState, User} from './state.ts';

/**
The accounts that the identifiers name, in the order of the table, each once; all accounts without identifier. The first
identifier decides the kind of all. An empty one matches every account whose number is empty.
*/
export function findUsers(
	state: PortalState,
	ids: readonly string[],
	kind: (first: string) => 'mac' | 'ls' | 'login',
): User[] {
	if (ids.length === 0) return [...state.users];
	const column = kind(ids[0]!);
	const wanted = ids.map(id => (column === 'mac' ? normalizeMac(id) : id));
	if (wanted.length === 1) {
		const isSame = createTextMatcher(wanted[0]!);
		return state.users.filter(user => isSame(user[column]));
	}

	const foldedIds = new Set(wanted.map(foldText));
	return state.users.filter(user => foldedIds.has(foldText(user[column])));
}

/** The rule of `accounts`: at least 12 bytes with a colon that is not the first is a MAC. */
export const accountIdKind = (first: string): 'mac' | 'ls' => (isMac(first) ? 'mac' : 'ls');

/** The rule of `users`. */
export const userIdKind = (first: string): 'mac' | 'login' => (isMac(first) ? 'mac' : 'login');

/** The rule of stb and the other resources of boxes: an identifier of 12 bytes or more is a MAC. */
export const boxIdKind = (first: string): 'mac' | 'ls' => (Buffer.byteLength(first) >= 12 ? 'mac' : 'ls');

const isMac = (id: string): boolean => Buffer.byteLength(id) >= 12 && id.indexOf(':') > 0;

/** Upper case, and colons where there are twelve characters without; other lengths are left as they are. */
export function normalizeMac(text: string): string {
	const upper = text.trim().toUpperCase();
	return upper.length === 12 ? upper.match(/../g)!.join(':') : upper;
}

/** Stalker checks the length alone. */
export const isValidMac = (mac: string): boolean => mac.length === 17;
