/**
Maps identifiers to row indices: a hash table with open addressing, whose entries are positions in a list of names. A `Map` of a hundred thousand texts takes five times the memory,
and longer to fill.

`nameOf` returns the identifier at an index, `''` for none; `carrierOf` the number that is stored for the index, where that is another one.
*/
export class IdentifierIndex {
	readonly #names: readonly string[];
	readonly #carrierOf: (index: number) => number;
	/** By hash: the position of the first index with a name, counted from 1; 0 where the slot is free. */
	readonly #slots: Int32Array;
	/** Only of identifiers that several indices have: nearly always there are none. */
	readonly #several = new Map<string, number[]>();

	constructor(
		indices: number,
		nameOf: (index: number) => string,
		carrierOf = (index: number): number => index,
	) {
		this.#names = Array.from({length: indices}, (_, index) => nameOf(index));
		this.#carrierOf = carrierOf;
		// At most half of the slots are taken.
		this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * indices + 1)));
		for (let index = 0; index < indices; index++) if (this.#names[index] !== '') this.#add(index);
	}

	get(name: string): readonly number[] {
		const several = this.#several.size > 0 ? this.#several.get(name) : undefined;
		if (several) return several;
		const first = this.#slots[this.#slotOf(name)]!;
		return first === 0 ? noIndices : [this.#carrierOf(first - 1)];
	}

	/** Whether this index has the identifier, and no other has. */
	isOnly(name: string, index: number): boolean {
		const first = this.#slots[this.#slotOf(name)]!;
		return first !== 0 && this.#carrierOf(first - 1) === index && !this.isShared(name);
	}

	/** Whether several indices have the identifier. */
	isShared(name: string): boolean {
		return this.#several.size > 0 && this.#several.has(name);
	}

	#add(index: number): void {
		const name = this.#names[index]!;
		const slot = this.#slotOf(name);
		const first = this.#slots[slot]!;
		if (first === 0) {
			this.#slots[slot] = index + 1;
			return;
		}

		const several = this.#several.get(name);
		if (several) several.push(this.#carrierOf(index));
		else this.#several.set(name, [this.#carrierOf(first - 1), this.#carrierOf(index)]);
	}

	/** The slot of a name, or the free one where it belongs. */
	#slotOf(name: string): number {
		const last = this.#slots.length - 1;
		let slot = hashOf(name) & last;
		for (;;) {
			const first = this.#slots[slot]!;
			if (first === 0 || this.#names[first - 1] === name) return slot;
			slot = (slot + 1) & last;
		}
	}
}

const noIndices: readonly number[] = [];

/** FNV-1a over the UTF-16 units, mixed so that its low bits depend on all of them. The seed is random: nobody can choose names that share a slot. */
function hashOf(name: string): number {
	let hash = seed;
	for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01_00_01_93);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
	return hash ^ (hash >>> 12);
}

const seed = Math.floor(Math.random() * 2 ** 32) | 0;
