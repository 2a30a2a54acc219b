import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import type {Subscriber} from './billing-customers.ts';
import {normalizeMacOrText} from './account-index.ts';
import {identifierChanges, IdentifierIndex} from './identifier-index.ts';
import {PatchableMap} from './patchable-map.ts';
import {TvIdTable} from './tv-id-table.ts';

/** Billing's services and customers by every identifier of an account; the numbers are indices into `customers`. */
export type CustomerIndex = {
	readonly customers: readonly Customer[];
	readonly byId: PatchableMap<number>;
	readonly byMac: IdentifierIndex;
	readonly byIptvLogin: IdentifierIndex;
	readonly byLogin: IdentifierIndex;
};

const customerIndexes = new WeakMap<readonly Customer[], CustomerIndex>();

/** The index of one list of customers, built once for each list. */
export function customerIndexOf(customers: readonly Customer[]): CustomerIndex {
	const index = customerIndexes.get(customers) ?? createCustomerIndex(customers);
	customerIndexes.set(customers, index);
	return index;
}

/** Makes the index of a list out of that of an earlier one. `changed`: all places where the lists have not the same customer; the list is not the shorter one. */
export function patchCustomerIndex(
	index: CustomerIndex,
	customers: readonly Customer[],
	changed: readonly number[],
): CustomerIndex {
	const ids = new Map<number, number | undefined>();
	for (const at of changed) {
		const id = index.customers[at]?.service?.id;
		if (id !== undefined) ids.set(id, undefined);
	}

	for (const at of changed) {
		const id = customers[at]!.service?.id;
		if (id !== undefined) ids.set(id, at);
	}

	const changesOf = (namesOf: (customer: Customer) => readonly string[]) =>
		identifierChanges(changed, index.customers, customers, namesOf);
	const patched: CustomerIndex = {
		customers,
		byId: index.byId.patched(ids),
		byMac: index.byMac.patched(changesOf(({service}) => (service ? serviceMacs(service) : []))),
		byIptvLogin: index.byIptvLogin.patched(
			changesOf(({service}) => (service ? [compareKey(service.iptv_login)] : [])),
		),
		byLogin: index.byLogin.patched(changesOf(({login}) => [compareKey(login)])),
	};
	customerIndexes.set(customers, patched);
	return patched;
}

/** One pass over the customers: to visit a hundred thousand records takes longer than to compute their identifiers. */
function createCustomerIndex(customers: readonly Customer[]): CustomerIndex {
	const [logins, iptvLogins, macs]: [string[], string[], string[]] = [[], [], []];
	const furtherMacs: string[] = [];
	const furtherRows: number[] = [];
	for (let index = 0; index < customers.length; index++) {
		const {login, service} = customers[index]!;
		const key = compareKey(login);
		logins.push(key);
		iptvLogins.push(service ? (service.iptv_login === login ? key : compareKey(service.iptv_login)) : '');
		const own = service ? serviceMacs(service) : [];
		macs.push(own[0] ?? '');
		for (let further = 1; further < own.length; further++) {
			furtherMacs.push(own[further]!);
			furtherRows.push(index);
		}
	}

	return {
		customers,
		byId: new PatchableMap(new TvIdTable(customers)),
		byMac: new IdentifierIndex(furtherMacs.length === 0 ? macs : [...macs, ...furtherMacs], furtherRows),
		byIptvLogin: new IdentifierIndex(iptvLogins),
		byLogin: new IdentifierIndex(logins),
	};
}

/** The boxes of a service, those beside it included. */
export const serviceMacs = ({
	cid,
	screens,
}: Pick<Subscriber['service'], 'cid' | 'screens'>): readonly string[] =>
	parseMacs(screens ? `${cid};${screens}` : cid);

/** Whether a service has a single MAC: none beside it, and one in `cid`. */
export const hasOneMac = ({cid, screens}: Pick<Subscriber['service'], 'cid' | 'screens'>): boolean =>
	!screens && cid !== '' && !cid.includes(';');

/** `iptv_main.cid` may hold several boxes, separated by `;`. */
export function parseMacs(cid: string): readonly string[] {
	if (!cid.includes(';')) return cid === '' ? [] : [normalizeMacOrText(cid)];
	return [...new Set(cid.split(';').map(normalizeMacOrText))].filter(name => name !== '');
}
