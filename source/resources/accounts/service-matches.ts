import type {CustomerIndex} from './customer-index.ts';
import {PatchableMap} from './patchable-map.ts';

/** The accounts that are matched with a service, by TV id: their indices, or the index alone where one account is. */
export type MatchedServices = PatchableMap<number | readonly number[]>;

/** Collects the accounts that services are matched with, by the places of the services in billing's list: a `Map` of a hundred thousand TV ids takes longer to fill. */
export class ServiceMatches {
	readonly #byId: CustomerIndex['byId'];
	/** Indices of accounts, counted from 1; 0 where none is matched. */
	readonly #accounts: Int32Array;
	/** By place, where several accounts are matched: nearly always there are none. */
	readonly #several = new Map<number, number[]>();

	constructor({customers, byId}: CustomerIndex) {
		this.#accounts = new Int32Array(customers.length);
		this.#byId = byId;
	}

	add(place: number, account: number): void {
		const other = this.#accounts[place]!;
		const several = this.#several.get(place);
		if (other === 0) this.#accounts[place] = account + 1;
		else if (several) several.push(account);
		else this.#several.set(place, [other - 1, account]);
	}

	has(place: number): boolean {
		return this.#accounts[place] !== 0;
	}

	/** The accounts of each service that several are matched with. */
	several(): Iterable<readonly number[]> {
		return this.#several.values();
	}

	/** The accounts of the service with this TV id. */
	get(id: number): number | readonly number[] | undefined {
		const place = this.#byId.get(id);
		if (place === undefined || !this.has(place)) return undefined;
		return this.#several.get(place) ?? this.#accounts[place]! - 1;
	}
}

/** The indices of the accounts that are matched with a service. */
export function matchedWith(id: number, matched: MatchedServices): readonly number[] {
	const indices = matched.get(id) ?? [];
	return typeof indices === 'number' ? [indices] : indices;
}
