import {isInfomirMac, normalizeMac} from '../../normalize/mac.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {invalidRows} from '../../sync/parse-records.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {customerLabel} from '../accounts/labels.ts';
import {normalizeMacOrText} from '../accounts/account-index.ts';
import {parseMacs, customerIndexOf} from '../accounts/match.ts';
import type {Box} from './box.ts';
import type {BoxList} from './read-boxes.ts';

/** A box beside the service that has its MAC. */
export type BoxRow = Row<Box, Subscriber>;

export type BoxComparison = Comparison<Box, Subscriber, BoxList, BillingCustomers>;

/**
Put every box beside the service whose `cid` names it, and add the boxes that only billing has. Unregistered ones stand first, those that watch in front.
Pure.
*/
export function compareBoxes(
	{items, invalid, isReadByMac}: BoxList,
	{customers}: BillingCustomers,
	short: boolean,
): readonly BoxRow[] {
	const register = customerIndexOf(customers);
	const places = Map.groupBy(items.keys(), place => normalizeMacOrText(items[place]!.mac));
	const rows = items.map((theirs, place): BoxRow => {
		const mac = normalizeMacOrText(theirs.mac);
		const same = mac === '' ? [place] : places.get(mac)!;
		const found =
			mac === ''
				? []
				: register.byMac
						.get(mac)
						.map(at => customers[at]!)
						.filter(hasService);
		const drifts =
			mac === ''
				? []
				: differencesOf(
						theirs,
						same
							.slice(0, maxNamed + 1)
							.filter(other => other !== place)
							.map(other => items[other]!),
						found,
					);
		return {
			key: rowKey(theirs, mac, place, same.length > 1),
			mark: syncStatusOf(drifts),
			differences: drifts,
			stalker: theirs,
			billing: found.length === 1 ? found[0]! : null,
			matchedBy: found.length === 1 ? 'mac' : null,
		};
	});
	const unsure = short || isReadByMac || invalid.length > 0;
	const left = customers
		.filter(hasService)
		.flatMap(ours =>
			ours.service.disable === 2
				? []
				: parseMacs(ours.service.cid).flatMap(mac =>
						places.has(mac) ? [] : [billingOnlyRow(mac, ours, unsure)],
					),
		);
	const rankOf = ({mark, stalker}: BoxRow): number => (mark !== '+' ? 2 : stalker?.online === '1' ? 0 : 1);
	return [...rows.toSorted((a, b) => rankOf(a) - rankOf(b)), ...invalidRows(invalid), ...left];
}

/** As many others as a conflict names: a broken portal may send one MAC a thousand times. */
const maxNamed = 10;

function rowKey({mac, login, ls}: Box, name: string, place: number, isShared: boolean): string {
	if (name !== '' && !isShared) return normalizeMac(mac) ?? mac.trim();
	return `${mac || login || ls} #${place + 1}`;
}

function differencesOf(
	{mac, login, ls}: Box,
	doubles: readonly Box[],
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
	if (doubles.length > 0)
		return [drift('D3', {with: doubles.map(other => other.login || other.ls || other.mac)})];
	if (found.length > 1) return [drift('D4', {with: found.map(customerLabel)})];
	return [
		...(found.length === 0 ? [drift('F1', {theirs: [mac, login || ls].filter(Boolean).join('  ')})] : []),
		...(isInfomirMac(mac) ? [] : [drift('D6')]),
	];
}

const billingOnlyRow = (mac: string, ours: Subscriber, unsure: boolean): BoxRow => ({
	key: mac,
	mark: unsure ? '?' : '-',
	differences: unsure ? [] : [{code: 'A3', field: 'mac', theirs: null, ours: mac}],
	stalker: null,
	billing: ours,
	matchedBy: null,
});
