/**
Maps identifiers to row indices: a hash table with open addressing, whose entries are positions in a list of names. A `Map` of a hundred thousand texts takes five times the memory,
and longer to fill.
*/
export class IdentifierIndex {
	readonly #names: readonly string[];
	/** Number of rows; the names behind theirs are further ones. */
	readonly #rows: number;
	readonly #furtherRows: readonly number[];
	/** By hash: the first position of a name, counted from 1; 0 where the slot is free. */
	readonly #slots: Int32Array;
	/** Row indices of identifiers that several rows have: nearly always there are none. */
	readonly #several = new Map<string, number[]>();

	/** `names`: the identifier of each row, `''` for none; then further identifiers of rows, whose indices are `furtherRows`. No row may have one twice. */
	constructor(names: readonly string[], furtherRows: readonly number[] = []) {
		this.#names = names;
		this.#rows = names.length - furtherRows.length;
		this.#furtherRows = furtherRows;
		// At most half of the slots are taken.
		this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * names.length + 1)));
		for (let position = 0; position < names.length; position++)
			if (names[position] !== '') this.#add(position);
		for (const several of this.#several.values()) several.sort((a, b) => a - b);
	}

	get(name: string): readonly number[] {
		const several = this.#several.size > 0 ? this.#several.get(name) : undefined;
		if (several) return several;
		const first = this.#slots[this.#slotOf(name)]!;
		return first === 0 ? noIndices : [this.#rowAt(first - 1)];
	}

	/** Whether this row has the identifier, and no other has. */
	isOnly(name: string, row: number): boolean {
		if (name === '' || this.isShared(name)) return false;
		// Nearly always so: no slot needs to be looked up.
		if (this.#names[row] === name) return true;
		const first = this.#furtherRows.length > 0 ? this.#slots[this.#slotOf(name)]! : 0;
		return first !== 0 && this.#rowAt(first - 1) === row;
	}

	/** Whether several rows have the identifier. */
	isShared(name: string): boolean {
		return this.#several.size > 0 && this.#several.has(name);
	}

	#rowAt(position: number): number {
		return position < this.#rows ? position : this.#furtherRows[position - this.#rows]!;
	}

	#add(position: number): void {
		const name = this.#names[position]!;
		const slot = this.#slotOf(name);
		const first = this.#slots[slot]!;
		if (first === 0) {
			this.#slots[slot] = position + 1;
			return;
		}

		const several = this.#several.get(name);
		if (several) several.push(this.#rowAt(position));
		else this.#several.set(name, [this.#rowAt(first - 1), this.#rowAt(position)]);
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
