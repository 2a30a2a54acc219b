/**
Maps identifiers to row indices: a hash table with open addressing, whose entries are positions in a list of names. A `Map` of a hundred
thousand texts takes five times the memory, and longer to fill.
*/
export class IdentifierIndex {
	readonly #names: readonly string[];
	/** Number of rows; the names behind theirs are further ones. */
	readonly #rows: number;
	readonly #furtherRows: readonly number[];
	readonly #slots: Int32Array;
	/** Row indices of identifiers that several rows have: nearly always there are none. */
	#several = new Map<string, number[]>();
	/** Row indices of identifiers that changed rows had or have. These are valid, whatever the table says. */
	#replaced: ReadonlyMap<string, readonly number[]> = new Map();
	/** The identifiers of these rows. */
	#renamed: ReadonlyMap<number, readonly string[]> = new Map();

	/** `slots`: the table of an index with the same names; a new one is empty. */
	private constructor(names: readonly string[], furtherRows: readonly number[], slots?: Int32Array) {
		this.#names = names;
		this.#rows = names.length - furtherRows.length;
		this.#furtherRows = furtherRows;
		// At most half of the slots are taken. So a position needs one bit less than the number of a slot, and the bits above it are free
		// for the hash.
		const size = names.every(name => name === '') ? 0 : names.length;
		this.#slots = slots ?? new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 1)));
	}

	/**
	Makes an index, in steps. `names`: the identifier of each row, `''` for none; then further identifiers of rows, whose indices are
	`furtherRows`. No row may have one twice.
	*/
	static *createInSteps(
		names: readonly string[],
		furtherRows: readonly number[] = [],
	): Generator<void, IdentifierIndex> {
		const index = new IdentifierIndex(names, furtherRows);
		for (let start = 0; start < names.length; start += namesOfStep) {
			const end = Math.min(start + namesOfStep, names.length);
			for (const [first, position] of fillSlots(index.#slots, names, start, end))
				index.#addFurther(first, position);
			yield;
		}

		for (const several of index.#several.values()) several.sort((a, b) => a - b);
		return index;
	}

	/**
	The index after these rows have other identifiers, none of them twice. It shares the table, and costs as much as all rows that have
	changed since the table was filled.
	*/
	patched(changes: ReadonlyArray<readonly [row: number, names: readonly string[]]>): IdentifierIndex {
		const changed = changes.filter(([row, names]) => !isSameList(names, this.namesOf(row)));
		if (changed.length === 0) return this;
		const index = new IdentifierIndex(this.#names, this.#furtherRows, this.#slots);
		index.#several = this.#several;
		index.#renamed = new Map([...this.#renamed, ...changed]);
		const replaced = new Map(this.#replaced);
		const indicesOf = (name: string) => replaced.get(name) ?? this.get(name);
		for (const [row, names] of changed) {
			for (const name of this.namesOf(row))
				replaced.set(
					name,
					indicesOf(name).filter(other => other !== row),
				);
			for (const name of names)
				replaced.set(
					name,
					[...indicesOf(name), row].toSorted((a, b) => a - b),
				);
		}

		index.#replaced = replaced;
		return index;
	}

	/** The first identifier of a row; `''` where it has none. */
	nameOf(row: number): string {
		const renamed = this.#renamed.size > 0 ? this.#renamed.get(row) : undefined;
		return (renamed ? renamed[0] : row < this.#rows ? this.#names[row] : undefined) ?? '';
	}

	/** All identifiers of a row. */
	namesOf(row: number): readonly string[] {
		const renamed = this.#renamed.get(row);
		if (renamed) return renamed;
		if (row >= this.#rows || this.#names[row] === '') return [];
		const further = this.#furtherRows.flatMap((other, at) =>
			other === row ? [this.#names[this.#rows + at]!] : [],
		);
		return [this.#names[row]!, ...further];
	}

	get(name: string): readonly number[] {
		const replaced = this.#replacement(name);
		if (replaced) return replaced;
		const several = this.#several.size > 0 ? this.#several.get(name) : undefined;
		if (several) return several;
		const first = this.#first(name);
		return first === -1 ? noIndices : [this.#rowAt(first)];
	}

	/** The rows that have any of these identifiers. Each of these is looked up once: thousands of records may have the same. */
	*rowsWith(names: Iterable<string>): Generator<number, void> {
		for (const name of new Set(names)) yield* this.get(name);
	}

	/** The row with the identifier; -1 where no row has it, or several have. */
	only(name: string): number {
		if (name === '') return -1;
		const replaced = this.#replacement(name);
		if (replaced) return replaced.length === 1 ? replaced[0]! : -1;
		const first = this.#first(name);
		return first === -1 || this.isShared(name) ? -1 : this.#rowAt(first);
	}

	/** Whether any row has the identifier. */
	has(name: string): boolean {
		const replaced = this.#replacement(name);
		return replaced ? replaced.length > 0 : this.#first(name) !== -1;
	}

	/** Whether this row has the identifier, and no other has. */
	isOnly(name: string, row: number): boolean {
		if (name === '') return false;
		const replaced = this.#replacement(name);
		if (replaced) return replaced.length === 1 && replaced[0] === row;
		if (this.isShared(name)) return false;
		// Nearly always so: no slot needs to be looked up. Names behind those of the rows are further ones.
		if (row < this.#rows && this.#names[row] === name) return true;
		const first = this.#furtherRows.length > 0 ? this.#first(name) : -1;
		return first !== -1 && this.#rowAt(first) === row;
	}

	/** Whether several rows have the identifier. */
	isShared(name: string): boolean {
		const replaced = this.#replacement(name);
		if (replaced) return replaced.length > 1;
		return this.#several.size > 0 && this.#several.has(name);
	}

	#replacement(name: string): readonly number[] | undefined {
		return this.#replaced.size > 0 ? this.#replaced.get(name) : undefined;
	}

	#rowAt(position: number): number {
		return position < this.#rows ? position : this.#furtherRows[position - this.#rows]!;
	}

	/** Adds a row to those with the name of a first position. */
	#addFurther(first: number, position: number): void {
		const name = this.#names[position]!;
		const several = this.#several.get(name);
		if (several) several.push(this.#rowAt(position));
		else this.#several.set(name, [this.#rowAt(first), this.#rowAt(position)]);
	}

	/** The first position of a name; -1 where there is none. */
	#first(name: string): number {
		const slot = findSlot(this.#slots, this.#names, name, hashOf(name));
		return (this.#slots[slot]! & positionMask(this.#slots)) - 1;
	}
}

/** Names that are put into an index at a time. */
const namesOfStep = 1000;

/**
Fills free slots with the names from `start` to `end`: by the low bits of a name's hash, the position of the name, counted from 1, and in
the bits above it those of the hash. Returns the first and the further position of each name that is there again. A function with parameters
only, which takes half the time of one that reads fields.
*/
function fillSlots(
	slots: Int32Array,
	names: readonly string[],
	start: number,
	end: number,
): ReadonlyArray<readonly [first: number, further: number]> {
	const mask = positionMask(slots);
	const further: Array<readonly [number, number]> = [];
	for (let position = start; position < end; position++) {
		const name = names[position]!;
		if (name === '') continue;
		const hash = hashOf(name);
		const slot = findSlot(slots, names, name, hash);
		const entry = slots[slot]!;
		if (entry === 0) slots[slot] = (hash & ~mask) | (position + 1);
		else further.push([(entry & mask) - 1, position]);
	}

	return further;
}

/**
The slot of a name, or the free one where it belongs. Of nearly all other names on the way the hash differs, so that they need not be read
from memory.
*/
function findSlot(slots: Int32Array, names: readonly string[], name: string, hash: number): number {
	const mask = positionMask(slots);
	const last = slots.length - 1;
	let slot = hash & last;
	for (;;) {
		const entry = slots[slot]!;
		if (entry === 0) return slot;
		if (((entry ^ hash) & ~mask) === 0 && names[(entry & mask) - 1] === name) return slot;
		slot = (slot + 1) & last;
	}
}

/** The bits of a slot that contain a position. */
const positionMask = (slots: Int32Array): number => (slots.length >>> 1) - 1;

const noIndices: readonly number[] = [];

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((name, at) => name === other[at]);

/**
FNV-1a over the UTF-16 units, mixed so that its low bits depend on all of them. The seed is random: nobody can choose names that share a
slot.
*/
function hashOf(name: string): number {
	let hash = seed;
	for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01_00_01_93);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
	return hash ^ (hash >>> 12);
}

const seed = Math.floor(Math.random() * 2 ** 32) | 0;
