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
		if (items === last) return last;
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

/** Upper bound on the number of distinct texts kept. */
const maxTexts = 1000;

/**
Returns one and the same string for equal strings: for values that thousands of records repeat, each in a copy of its
own. Once the bound is reached, new strings are returned as they are.
*/
export function createStringInterner(): (text: string) => string {
	const texts = new Map<string, string>();
	let last = '';
	return text => {
		// Long texts that nearly all records have are compared sooner than they are hashed.
		if (text === last) return last;
		const interned = texts.get(text);
		if (interned === undefined && texts.size < maxTexts) texts.set(text, text);
		last = interned ?? text;
		return last;
	};
}
