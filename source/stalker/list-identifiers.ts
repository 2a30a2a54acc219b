import type {AccountIdentifiers} from './account-address.ts';
import {recordIdentifiers} from './accounts-by-identifier.ts';
import type {StalkerClient} from './client.ts';
import {StalkerDisabled, StalkerError, StalkerUnauthorized, StalkerUnreachable} from './errors.ts';

/** The identifiers of all accounts, in the order of the list; `null` where the portal cannot list them. `onBoxes`: called with the boxes so far while they arrive. */
export async function listIdentifiers(
	stalker: StalkerClient,
	{
		signal,
		onBoxes,
	}: {
		readonly signal?: AbortSignal | undefined;
		readonly onBoxes?: (boxes: readonly unknown[]) => Promise<void>;
	},
): Promise<readonly AccountIdentifiers[] | null> {
	try {
		// Not cached as a list: the screen of the boxes has its own.
		const options = {...(onBoxes && {onRecords: onBoxes}), ...(signal && {signal})};
		const {results} = await stalker.read('stb', undefined, options);
		return Array.isArray(results) ? results.map(identifiersOfBox) : null;
	} catch (error) {
		signal?.throwIfAborted();
		const isReachable = !portalFailures.some(kind => error instanceof kind);
		if (error instanceof StalkerError && isReachable) return null;
		throw error;
	}
}

/** A box has the identifiers of its account, under other names. */
export function identifiersOfBox(record: unknown): AccountIdentifiers {
	const {mac, ls, login} = (record ?? {}) as Readonly<Record<string, unknown>>;
	return recordIdentifiers({login, stb_mac: mac, account_number: ls});
}

/** Whether an account can be recognised: a record without usable identifiers might be any account. */
export const isIdentified = ({login, stb_mac, account_number}: AccountIdentifiers): boolean =>
	login !== '' || stb_mac !== '' || account_number !== '';

/** Errors that any other request would get, too. */
const portalFailures = [StalkerUnreachable, StalkerUnauthorized, StalkerDisabled];
