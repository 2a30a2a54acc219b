import {isInfomirMac, normalizeMac} from '../../normalize/mac.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {billingOnlyRow, invalidRows} from '../../sync/unpaired-rows.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {
	hasService,
	type BillingCustomers,
	type Subscriber,
	customerLabel,
} from '../accounts/billing-customers.ts';
import {normalizeMacOrText} from '../accounts/account-index.ts';
import {IdentifierIndex} from '../accounts/identifier-index.ts';
import {serviceMacs, customerIndexOf} from '../accounts/customer-index.ts';
import type {Box} from './box.ts';
import type {BoxList} from './read-boxes.ts';

/** A box with the service that has its MAC. */
export type BoxRow = Row<Box, Subscriber>;

export type BoxComparison = Comparison<Box, Subscriber, BoxList, BillingCustomers>;

/**
Pairs every box with the service whose `cid` contains its MAC, and adds the boxes that only billing has. Unregistered
boxes come first, online ones before the others. Pure.
*/
export function compareBoxes(
	{items, invalid, isReadByMac}: BoxList,
	{customers}: BillingCustomers,
	short: boolean,
): readonly BoxRow[] {
	const customerIndex = customerIndexOf(customers);
	const macs = items.map(({mac}) => normalizeMacOrText(mac));
	const indices = new IdentifierIndex(macs);
	const rows = items.map((stalker, index): BoxRow => {
		const mac = macs[index]!;
		const same = indices.isShared(mac) ? indices.get(mac) : [index];
		const found =
			mac === ''
				? []
				: customerIndex.byMac
						.get(mac)
						.map(at => customers[at]!)
						.filter(hasService);
		const differences =
			mac === ''
				? []
				: differencesOf(
						stalker,
						same
							.slice(0, maxNamed + 1)
							.filter(other => other !== index)
							.map(other => items[other]!),
						found,
					);
		return {
			key: rowKey(stalker, mac, index, same.length > 1),
			mark: syncStatusOf(differences),
			differences,
			stalker,
			billing: found.length === 1 ? found[0]! : null,
			matchedBy: found.length === 1 ? 'mac' : null,
		};
	});
	const isUnsure = short || isReadByMac || invalid.length > 0;
	const unmatched = customers
		.filter(hasService)
		.flatMap(billing =>
			billing.service.disable === 2
				? []
				: serviceMacs(billing.service).flatMap(mac =>
						indices.get(mac).length > 0
							? []
							: [billingOnlyRow(mac, billing, {code: 'A3', field: 'mac', ours: mac}, isUnsure)],
					),
		);
	const rankOf = ({mark, stalker}: BoxRow): number => (mark !== '+' ? 2 : stalker?.online === '1' ? 0 : 1);
	return [...rows.toSorted((a, b) => rankOf(a) - rankOf(b)), ...invalidRows(invalid), ...unmatched];
}

/** Upper bound of the others that a conflict names: a faulty portal may send one MAC a thousand times. */
const maxNamed = 10;

function rowKey({mac, login, ls}: Box, name: string, index: number, isShared: boolean): string {
	if (name !== '' && !isShared) return normalizeMac(mac) ?? mac.trim();
	return `${mac || login || ls} #${index + 1}`;
}

function differencesOf(
	{mac, login, ls}: Box,
	duplicates: readonly Box[],
	found: readonly Subscriber[],
): readonly Difference[] {
	const field = 'mac';
	const drift = (code: Difference['code'], more: Partial<Difference> = {}): Difference => ({
		code,
		field,
		theirs: mac,
		ours: null,
		...more,
	});
	if (duplicates.length > 0)
		return [drift('D3', {with: duplicates.map(other => other.login || other.ls || other.mac)})];
	if (found.length > 1) return [drift('D4', {with: found.map(customerLabel)})];
	return [
		...(found.length === 0 ? [drift('F1', {theirs: [mac, login || ls].filter(Boolean).join('  ')})] : []),
		...(isInfomirMac(mac) ? [] : [drift('D6')]),
	];
}
