import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import type {Subscriber} from './billing-customers.ts';
import {normalizeMacOrText} from './account-index.ts';
import {identifierChanges, IdentifierIndex} from './identifier-index.ts';

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

/** Maps TV ids to the places of their services in billing's list: a hash table with open addressing. A `Map` of a hundred thousand takes three times the memory, and longer to fill. */
class TvIdTable {
	/** By slot: the TV id. */
	readonly #ids: Float64Array;
	/** By slot: the place, counted from 1; 0 where the slot is free. */
	readonly #places: Int32Array;
	/** Number of bits by which a hash is shifted to be a slot. */
	readonly #shift: number;

	constructor(customers: readonly Customer[]) {
		// At most half of the slots are taken.
		const bits = Math.ceil(Math.log2(2 * customers.length + 2));
		this.#shift = 32 - bits;
		this.#ids = new Float64Array(2 ** bits);
		this.#places = new Int32Array(2 ** bits);
		for (let place = 0; place < customers.length; place++) {
			const {service} = customers[place]!;
			if (!service) continue;
			const slot = this.#slotOf(service.id);
			this.#ids[slot] = service.id;
			this.#places[slot] = place + 1;
		}
	}

	get(id: number): number | undefined {
		const place = this.#places[this.#slotOf(id)]!;
		return place === 0 ? undefined : place - 1;
	}

	/** The slot of a TV id, or the free one where it belongs. */
	#slotOf(id: number): number {
		// Consecutive ids, which nearly all are, get slots of their own.
		let slot = Math.imul(id, 0x9e_37_79_b1) >>> this.#shift;
		while (this.#places[slot] !== 0 && this.#ids[slot] !== id) slot = (slot + 1) % this.#places.length;
		return slot;
	}
}

/** A map of numbers that can be had with other values in some places, without a copy of the whole. */
export class PatchableMap<Value> {
	readonly #base: NumberMap<Value>;
	/** Valid whatever the base says; `undefined` where there is nothing any more. */
	readonly #replaced: ReadonlyMap<number, Value | undefined>;

	constructor(base: NumberMap<Value>, replaced: ReadonlyMap<number, Value | undefined> = new Map()) {
		this.#base = base;
		this.#replaced = replaced;
	}

	get(key: number): Value | undefined {
		return this.#replaced.size > 0 && this.#replaced.has(key) ? this.#replaced.get(key) : this.#base.get(key);
	}

	/** The map with these values; `undefined` removes one. */
	patched(changes: ReadonlyMap<number, Value | undefined>): PatchableMap<Value> {
		if (changes.size === 0) return this;
		return new PatchableMap(this.#base, new Map([...this.#replaced, ...changes]));
	}
}

/** `undefined` where there is nothing. */
type NumberMap<Value> = {get(key: number): Value | undefined};
