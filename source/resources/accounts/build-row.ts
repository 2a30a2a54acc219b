import {findPlan} from '../../billing/find-plan.ts';
import {
	maxNamed,
	namesOf,
	namesOfOthers,
	syncStatusOf,
	type Difference,
	type DifferenceCode,
} from '../../sync/difference.ts';
import type {PortalList, Row, Comparison} from '../../sync/row.ts';
import type {Customer} from '../../billing/read-types.ts';
import {type Account, accountLabel} from './account.ts';
import type {BillingCustomers, Subscriber} from './billing-customers.ts';
import {concatDifferences, differencesBetween, macNotes, numberDifferences} from './differences.ts';
import {rowKey, type AccountIndex} from './account-index.ts';
import type {Match} from './match.ts';
import {serviceMacs, type CustomerIndex} from './customer-index.ts';

/** The response of `GET accounts`, with the external ids of `GET tariffs`. */
export type AccountList = PortalList<Account> & {
	/** The external id of the default plan. */
	readonly defaultPlan: string | null;
	/** The external ids of all plans, equal ones as often as they occur; none where they are not known. */
	readonly planIds: readonly string[];
};

/** An account with its service, or with the customer who has none for it yet. */
export type AccountRow = Row<Account, Customer>;

export type AccountComparison = Comparison<Account, Customer, AccountList, BillingCustomers>;

/** Everything on which the row of one account depends. */
export type MatchContext = {
	readonly stalker: AccountList;
	readonly billing: BillingCustomers;
	readonly accountIndex: AccountIndex;
	readonly customerIndex: CustomerIndex;
	/** By place of a service in billing's list: the accounts that are matched with it, where these are several. */
	readonly sharing: ReadonlyMap<number, readonly number[]>;
};

/** Builds the row of one account from its match. */
export function buildRow(index: number, match: Match, context: MatchContext): AccountRow {
	const {items} = context.stalker;
	const shared = duplicateDifferences(index, context);
	const found = matchDifferences(items[index]!, match, context);
	const differences = shared.length === 0 ? found : [...shared, ...found];
	return {
		key: rowKey(index, context.accountIndex),
		mark: syncStatusOf(differences),
		differences,
		stalker: items[index]!,
		billing: match.is === 'service' || match.is === 'customer' ? match.billing : null,
		matchedBy: match.is === 'service' ? match.rule : null,
	};
}

/** Differences for a number or MAC that several accounts have, and for logins that differ in case or accents alone. */
function duplicateDifferences(
	index: number,
	{accountIndex: {items: accounts, logins, macs, numbers}}: MatchContext,
): readonly Difference[] {
	const [login, mac, number] = [logins.nameOf(index), macs.nameOf(index), numbers.nameOf(index)];
	const shared = {number: numbers.isShared(number), mac: macs.isShared(mac), login: logins.isShared(login)};
	if (!shared.number && !shared.mac && !shared.login) return noDifferences;
	const account = accounts[index]!;
	const others = (indices: readonly number[]) => namesOfOthers(index, indices, accounts, accountLabel);
	return [
		...(shared.number
			? [stalkerDifference('F2', 'account_number', account.account_number, others(numbers.get(number)))]
			: []),
		...(shared.mac ? [stalkerDifference('D3', 'stb_mac', account.stb_mac, others(macs.get(mac)))] : []),
		...(shared.login ? [stalkerDifference('A4', 'login', account.login, others(logins.get(login)))] : []),
	];
}

const noDifferences: readonly Difference[] = [];

/** A difference without a value in billing; `others` are labels of the accounts or services with the same identifier. */
const stalkerDifference = (
	code: DifferenceCode,
	field: string,
	value: string,
	others: readonly string[] = [],
): Difference => ({
	code,
	field,
	theirs: value,
	ours: null,
	...(others.length > 0 ? {with: others} : {}),
});

function matchDifferences(account: Account, match: Match, context: MatchContext): readonly Difference[] {
	switch (match.is) {
		case 'none':
			return [
				stalkerDifference('A1', 'login', account.login),
				...missingPlanDifferences(account, context.billing),
				...macNotes(account),
			];
		case 'customer':
			return [
				stalkerDifference('A2', 'login', account.login),
				...missingPlanDifferences(account, context.billing),
				...macNotes(account),
			];
		case 'collision':
			return [
				stalkerDifference('F2', 'account_number', account.account_number, [serviceLabel(match.with)]),
				...macNotes(account),
			];
		case 'conflict':
			return [
				stalkerDifference('A4', 'login', account.login, namesOf(match.with, serviceLabel)),
				...macNotes(account),
			];
		case 'service':
			return concatDifferences(
				sharedServiceDifferences(account, match, context),
				sharedBoxDifferences(account, match.billing, context.customerIndex),
				match.rule === 'number' ? noDifferences : numberDifferences(account, match.billing),
				differencesBetween(account, match.billing, context.billing, context.stalker.defaultPlan),
			);
	}
}

/** Label of a service: the customer's login and the TV id. */
export const serviceLabel = ({login, service}: Subscriber): string => `${login} (TV id ${service.id})`;

/** The TV id in the label of a service; `null` for that of an account. */
export const tvIdInLabel = (label: string): number | null => {
	const [, id] = / \(TV id (\d+)\)$/.exec(label) ?? [];
	return id === undefined ? null : Number(id);
};

function missingPlanDifferences({tariff_plan}: Account, {plans}: BillingCustomers): readonly Difference[] {
	return tariff_plan === null || tariff_plan === '' || findPlan(tariff_plan, plans)
		? []
		: [stalkerDifference('C2', 'tariff_plan', tariff_plan)];
}

/** A4 where several accounts match one service, unless they share the number: then they are the boxes of one customer. */
function sharedServiceDifferences(
	account: Account,
	{place, billing}: Extract<Match, {readonly is: 'service'}>,
	{sharing, accountIndex: {items, numbers}}: MatchContext,
): readonly Difference[] {
	const indices = sharing.get(place);
	if (!indices) return noDifferences;
	const number = numbers.nameOf(indices[0]!);
	const areOnes = number !== '' && indices.every(index => numbers.nameOf(index) === number);
	const others = indices.map(index => items[index]!).filter(({login}) => login !== account.login);
	return areOnes
		? noDifferences
		: [
				stalkerDifference('A4', 'login', account.login, [
					...namesOf(others, accountLabel),
					serviceLabel(billing),
				]),
			];
}

/** D4: another service of this portal has the MAC, too. */
function sharedBoxDifferences(
	account: Account,
	{service}: Subscriber,
	{macs, items}: CustomerIndex,
): readonly Difference[] {
	const shared = serviceMacs(service).filter(mac => macs.isShared(mac));
	if (shared.length === 0) return noDifferences;
	const places = new Set(shared.flatMap(mac => macs.get(mac).slice(0, maxNamed + 1)));
	const named = namesOf([...places], place => serviceLabel(items[place] as Subscriber));
	return [stalkerDifference('D4', 'stb_mac', account.stb_mac, named)];
}
