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
