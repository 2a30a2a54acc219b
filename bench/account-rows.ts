import type {Row} from '../source/sync/row.ts';
import {createAccountsBody} from './accounts-body.ts';

/** So many accounts, only in Stalker. */
export const createRows = (n: number): readonly Row[] =>
	(
		JSON.parse(createAccountsBody(n)) as {readonly results: ReadonlyArray<{readonly login: string}>}
	).results.map(account => ({
		key: account.login,
		mark: '+',
		differences: [],
		stalker: account,
		billing: null,
		matchedBy: null,
	}));

/** In a pseudo-random order that is the same in every run. */
export function shuffled(rows: readonly Row[]): readonly Row[] {
	const mixed = [...rows];
	let seed = 1;
	for (let index = mixed.length - 1; index > 0; index--) {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		const other = seed % (index + 1);
		[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!];
	}

	return mixed;
}
