import {isDeepStrictEqual} from 'node:util';
import type {Recheck} from '../../../sync/resource.ts';
import type {Customer} from '../../../billing/read.ts';
import type {Account} from '../account.ts';
import {changedField} from '../write-address.ts';
import {knownAgain} from './billing.ts';
import type {BillingCustomers} from '../billing-customers.ts';
import type {AccountRow, AccountList, AccountComparison} from '../compare.ts';
import {lookUpRows} from './portal.ts';
import {sheetAgain} from './sheet.ts';
import type {ResourceContext} from '../../context.ts';

/** More rows than this cost the portal no less one by one than all together. */
const mostRows = 20;

type Way = {
	/** Both sides have answered once: there is something to put fresh records into. */
	readonly isWhole: boolean;
	readonly readWhole: () => Promise<AccountComparison>;
	readonly signal?: AbortSignal | undefined;
};

/**
Read the accounts of these rows again, and the customers that any of their names leads to. `sheet` may be newer than the rows: what changed is
what differs from the rows as they were drawn.

A few rows are looked up one by one; when that cannot tell, or for many, both sides are read whole.
*/
export async function lookAgain(
	rows: readonly AccountRow[],
	sheet: AccountComparison,
	context: ResourceContext,
	{isWhole, readWhole, signal}: Way,
): Promise<Recheck<Account, Customer, AccountList, BillingCustomers>> {
	const current = rows.flatMap(row => currentOf(row, sheet) ?? []);
	const fate =
		isWhole && rows.length <= mostRows
			? await lookUpRows(current, sheet.stalker, context.stalker, signal)
			: null;
	signal?.throwIfAborted();
	const fresh = fate && [...[...fate.became.values()].filter(account => account !== null), ...fate.appeared];
	const now =
		fate && fresh
			? sheetAgain(sheet, fate, await knownAgain(current, fresh, sheet.billing, context))
			: await readWhole();
	return {comparison: now, changedKeys: changedOf(rows, now)};
}

/** The row as the sheet has it, which may have been read since the row was drawn. */
const currentOf = (row: AccountRow, {rows}: AccountComparison): AccountRow | undefined =>
	rows.includes(row) ? row : rows.find(({key}) => key === row.key);

/** The rows whose own row now differs in what a person changes, in its mark, or in what billing has. */
function changedOf(rows: readonly AccountRow[], sheet: AccountComparison): ReadonlySet<string> {
	return new Set(
		rows
			.filter(row => {
				const now = currentOf(row, sheet);
				return now !== row && (!now || !isAlike(row, now));
			})
			.map(({key}) => key),
	);
}

const isAlike = (before: AccountRow, now: AccountRow): boolean =>
	before.mark === now.mark &&
	(before.stalker && now.stalker
		? changedField(before.stalker, now.stalker) === null
		: before.stalker === now.stalker) &&
	isDeepStrictEqual(before.differences, now.differences) &&
	isDeepStrictEqual(before.billing, now.billing);
