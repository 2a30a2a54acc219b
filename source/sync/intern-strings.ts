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
