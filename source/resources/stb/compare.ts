import {isInfomirMac, normalizeMac} from '../../normalize/mac.ts';
import {namesOf, namesOfOthers, syncStatusOf, type Difference} from '../../sync/difference.ts';
import {billingOnlyRow, invalidRows, type Row, type Comparison} from '../../sync/row.ts';
import {finishSteps, stepsOfLoop} from '../../sync/sliced-work.ts';
import type {Customer} from '../../billing/read-types.ts';
import {
	hasService,
	type BillingCustomers,
	type Subscriber,
	customerLabel,
} from '../accounts/billing-customers.ts';
import {normalizeMacOrText} from '../accounts/account-index.ts';
import {IdentifierIndex} from '../accounts/identifier-index.ts';
import {customerIndexSteps, hasOneMac, serviceMacs} from '../accounts/customer-index.ts';
import type {Box, BoxList} from './read-boxes.ts';

/** A box with the service that has its MAC. */
export type BoxRow = Row<Box, Subscriber>;

export type BoxComparison = Comparison<Box, Subscriber, BoxList, BillingCustomers>;

/**
Pairs every box with the service whose `cid` contains its MAC, and adds the boxes that only billing has. Unregistered
boxes come first, online ones before the others. Pure.
*/
export const compareBoxes = (
	stalker: BoxList,
	billing: BillingCustomers,
	short: boolean,
): readonly BoxRow[] => finishSteps(compareBoxesInSteps(stalker, billing, short));

/** The steps of {@link compareBoxes}. */
export function* compareBoxesInSteps(
	{items, invalid, isReadByMac}: BoxList,
	{customers}: BillingCustomers,
	short: boolean,
): Generator<void, readonly BoxRow[]> {
	const {macs: serviceIndex} = yield* customerIndexSteps(customers);
	const macs: string[] = [];
	yield* stepsOfLoop(items.length, index => void macs.push(normalizeMacOrText(items[index]!.mac)));
	const boxes = yield* IdentifierIndex.createInSteps(macs);
	const isFound = new Uint8Array(customers.length);
	const [online, offline, registered]: [BoxRow[], BoxRow[], BoxRow[]] = [[], [], []];
	yield* stepsOfLoop(items.length, index => {
		const stalker = items[index]!;
		const mac = macs[index]!;
		const isShared = boxes.isShared(mac);
		const at = serviceIndex.only(mac);
		const billing = at === -1 ? null : (customers[at] as Subscriber);
		if (billing) isFound[at] = 1;
		const differences = isShared
			? [conflict('D3', stalker, namesOfOthers(index, boxes.get(mac), items, boxLabel))]
			: billing
				? vendorNotes(stalker)
				: unregisteredDifferences(stalker, mac, serviceIndex.get(mac), customers);
		const row: BoxRow = {
			key: rowKey(stalker, mac, index, isShared),
			mark: syncStatusOf(differences),
			differences,
			stalker,
			billing,
			matchedBy: billing && 'mac',
		};
		(row.mark !== '+' ? registered : stalker.online === '1' ? online : offline).push(row);
	});

	const isUnsure = short || isReadByMac || invalid.length > 0;
	const unmatched = yield* boxesOnlyInBilling(customers, boxes, isFound, isUnsure);
	return [...online, ...offline, ...registered, ...invalidRows(invalid), ...unmatched];
}

/** Rows of the MACs that no box has. `isFound`: 1 for the services of which a box was found. */
function* boxesOnlyInBilling(
	customers: readonly Customer[],
	boxes: IdentifierIndex,
	isFound: Uint8Array,
	isUnsure: boolean,
): Generator<void, readonly BoxRow[]> {
	const rows: BoxRow[] = [];
	yield* stepsOfLoop(customers.length, at => {
		const customer = customers[at]!;
		if (!hasService(customer) || customer.service.disable === 2) return;
		// Nearly always the only MAC is that of the box: no other needs to be looked up.
		if (isFound[at] === 1 && hasOneMac(customer.service)) return;
		for (const mac of serviceMacs(customer.service))
			if (!boxes.has(mac))
				rows.push(billingOnlyRow(mac, customer, {code: 'A3', field: 'mac', ours: mac}, isUnsure));
	});

	return rows;
}

function rowKey({mac, login, ls}: Box, name: string, index: number, isShared: boolean): string {
	if (name !== '' && !isShared) return normalizeMac(mac) ?? mac.trim();
	return `${mac || login || ls} #${index + 1}`;
}

const boxLabel = ({login, ls, mac}: Box): string => login || ls || mac;

/** The differences of a box whose MAC is that of no service, or of the several at `indices`. */
function unregisteredDifferences(
	stalker: Box,
	mac: string,
	indices: readonly number[],
	customers: readonly Customer[],
): readonly Difference[] {
	if (mac === '') return noDifferences;
	if (indices.length > 0)
		return [
			conflict(
				'D4',
				stalker,
				namesOf(indices, at => customerLabel(customers[at]!)),
			),
		];
	const {login, ls} = stalker;
	const theirs = [stalker.mac, login || ls].filter(Boolean).join('  ');
	return [{code: 'F1', field: 'mac', theirs, ours: null}, ...vendorNotes(stalker)];
}

const noDifferences: readonly Difference[] = [];

const conflict = (code: 'D3' | 'D4', {mac}: Box, labels: readonly string[]): Difference => ({
	code,
	field: 'mac',
	theirs: mac,
	ours: null,
	with: labels,
});

const vendorNotes = ({mac}: Box): readonly Difference[] =>
	isInfomirMac(mac) ? noDifferences : [{code: 'D6', field: 'mac', theirs: mac, ours: null}];
