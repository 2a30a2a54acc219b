import {isDeepStrictEqual} from 'node:util';
import type {Account} from '../account.ts';
import type {BillingCustomers} from '../billing-customers.ts';
import {compareAccounts, recompareChanged, type AccountList, type AccountComparison} from '../compare.ts';
import {allAccounts, reuseAccountIndex} from '../account-index.ts';
import type {Fate} from './portal.ts';

/** The sheet with what was found. Nothing is compared that could not come out otherwise: a hundred thousand rows are felt under a key. */
export function sheetAgain(sheet: AccountComparison, fate: Fate, ours: BillingCustomers): AccountComparison {
	const theirs = readingAgain(sheet.stalker, fate);
	if (theirs === sheet.stalker && ours === sheet.billing) return sheet;
	const short = sheet.short && {...sheet.short, got: theirs.items.length};
	if (keepsEvery(fate, names)) reuseAccountIndex(allAccounts(theirs), allAccounts(sheet.stalker));
	const {customers, plans, today} = sheet.billing;
	const isJudgedAlike = ours.customers === customers && ours.plans === plans && ours.today === today;
	const rows =
		isJudgedAlike && keepsEvery(fate, names) ? recompareChanged(sheet.rows, theirs, fate.became) : null;
	return {stalker: theirs, billing: ours, short, rows: rows ?? compareAccounts(theirs, ours, short !== null)};
}

function readingAgain(reading: AccountList, {became, appeared}: Fate): AccountList {
	if (appeared.length === 0 && [...became].every(([before, now]) => before === now)) return reading;
	const items = reading.items.flatMap(account => {
		const now = became.get(account);
		return now === undefined ? account : (now ?? []);
	});
	return {...reading, items: [...items, ...appeared]};
}

/** Whether every account is still in its place, and the same in these fields. */
const keepsEvery = ({became, appeared}: Fate, part: (account: Account) => unknown): boolean =>
	appeared.length === 0 &&
	[...became].every(
		([before, now]) => before === now || (now !== null && isDeepStrictEqual(part(before), part(now))),
	);

const names = ({login, stb_mac, account_number}: Account): unknown => [login, stb_mac, account_number];
