/** Different texts that are remembered. */
const maxTexts = 1000;

/** Equal texts as one: for what thousands of records repeat, each in a copy of its own. Of more kinds than a thousand the later ones are left as they are. */
export function createStringInterner(): (text: string) => string {
	const known = new Map<string, string>();
	return text => {
		const one = known.get(text);
		if (one !== undefined) return one;
		if (known.size < maxTexts) known.set(text, text);
		return text;
	};
}
