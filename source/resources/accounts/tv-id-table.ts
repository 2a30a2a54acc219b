import type {Customer} from '../../billing/read-types.ts';

/** Maps TV ids to the places of their services in billing's list: a hash table with open addressing. A `Map` of a hundred thousand takes three times the memory, and longer to fill. */
export class TvIdTable {
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
