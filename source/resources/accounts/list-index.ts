import {finishSteps, stepsOfLoop} from '../../sync/sliced-work.ts';
import {IdentifierIndex} from './identifier-index.ts';

/**
What an item has of each kind of identifier, in the order of the kinds and in the compared form: one text, `''` where it has none, or a list
without `''`, each text once. No record with a field for each kind: of a hundred thousand items that would take longer to read.
*/
type Identifiers = ReadonlyArray<string | readonly string[]>;

/** A list, and the places of its items by each kind of identifier. */
export type ListIndex<Item, Kind extends string> = {readonly items: readonly Item[]} & {
	readonly [kind in Kind]: IdentifierIndex;
};

/** The indexes of lists of one type. What was indexed is kept as long as its list exists. */
export type ListIndexes<Index extends {readonly items: readonly unknown[]}> = {
	/** The index of a list, built once for each list. */
	of(items: Index['items']): Index;
	/** The steps of `of`. */
	steps(items: Index['items']): Generator<void, Index>;
	/** Makes the index of `other` that of `items`, too: both must have the same identifiers at the same places. */
	reuse(items: Index['items'], other: Index['items']): void;
	/**
	Makes the index of a list out of that of an earlier list, which must not be longer. `changed`: all places where the two lists have
	different objects.
	*/
	patch(before: Index, items: Index['items'], changed: readonly number[]): Index;
};

/** Declares how the items of a list are identified. */
export function createListIndexes<Item, Kind extends string>(
	kinds: readonly Kind[],
	identify: (item: Item) => Identifiers,
): ListIndexes<ListIndex<Item, Kind>> {
	const indexes = new WeakMap<readonly Item[], ListIndex<Item, Kind>>();
	const keep = (
		items: readonly Item[],
		indexOf: (kind: Kind, at: number) => IdentifierIndex,
	): ListIndex<Item, Kind> => {
		const byKind = Object.fromEntries(kinds.map((kind, at) => [kind, indexOf(kind, at)]));
		const index = {items, ...byKind} as ListIndex<Item, Kind>;
		indexes.set(items, index);
		return index;
	};
	/** One pass over the items: to visit a hundred thousand records takes longer than to compute their identifiers. */
	function* build(items: readonly Item[]): Generator<void, ListIndex<Item, Kind>> {
		const names = kinds.map((): string[] => []);
		const further = kinds.map(() => ({names: [] as string[], rows: [] as number[]}));
		yield* stepsOfLoop(items.length, row => {
			const identifiers = identify(items[row]!);
			for (let at = 0; at < names.length; at++) {
				const own = identifiers[at]!;
				if (typeof own === 'string') {
					names[at]!.push(own);
					continue;
				}

				const [first = '', ...others] = own;
				names[at]!.push(first);
				for (const name of others) {
					further[at]!.names.push(name);
					further[at]!.rows.push(row);
				}
			}
		});

		const filled: IdentifierIndex[] = [];
		for (const [at, own] of names.entries()) {
			const {names: more, rows} = further[at]!;
			filled.push(yield* IdentifierIndex.createInSteps(more.length === 0 ? own : [...own, ...more], rows));
		}

		return keep(items, (_, at) => filled[at]!);
	}

	function* steps(items: readonly Item[]): Generator<void, ListIndex<Item, Kind>> {
		return indexes.get(items) ?? (yield* build(items));
	}

	const of = (items: readonly Item[]) => finishSteps(steps(items));
	return {
		of,
		steps,
		reuse(items, other) {
			const index = of(other);
			keep(items, kind => index[kind]);
		},
		patch(before, items, changed) {
			const fresh = changed.map(row => [row, identify(items[row]!)] as const);
			return keep(items, (kind, at) =>
				before[kind].patched(fresh.map(([row, identifiers]) => [row, listOf(identifiers[at]!)])),
			);
		},
	};
}

const listOf = (names: string | readonly string[]): readonly string[] =>
	typeof names !== 'string' ? names : names === '' ? [] : [names];
