import {finishStepsInSlices, stepsOfLoop} from './sliced-work.ts';

/**
Keeps one copy of a list that is read repeatedly: returns the same records as last time where they are equal, and the
same list where all of them are, so that everything derived from it is reused. A hundred thousand records take sixty
megabytes. They are compared in slices, one list after the other.
*/
export function createStructuralSharing<Item>(
	isAlike: (one: Item, other: Item) => boolean,
): (items: readonly Item[]) => Promise<readonly Item[]> {
	let last: Promise<readonly Item[]> = Promise.resolve([]);
	return async items => {
		const before = last;
		const shared = before.then(async list => finishStepsInSlices(shareSteps(list, items, isAlike)));
		// A list that cannot be compared fails its own reader, and no later one.
		last = shared.catch(async () => before);
		return shared;
	};
}

function* shareSteps<Item>(
	before: readonly Item[],
	items: readonly Item[],
	isAlike: (one: Item, other: Item) => boolean,
): Generator<void, readonly Item[]> {
	if (items === before) return before;
	let isSame = before.length === items.length;
	const kept: Item[] = [];
	yield* stepsOfLoop(items.length, index => {
		const [item, previous] = [items[index]!, before[index]];
		const isShared = previous !== undefined && isAlike(previous, item);
		isSame &&= isShared;
		kept.push(isShared ? previous : item);
	});
	return isSame ? before : kept;
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
