/** Different texts that are remembered. */
const most = 1000;

/** Equal texts as one: for what thousands of records repeat, each in a copy of its own. Of more kinds than a thousand the later ones are left as they are. */
export function createInterning(): (text: string) => string {
	const known = new Map<string, string>();
	return text => {
		const one = known.get(text);
		if (one !== undefined) return one;
		if (known.size < most) known.set(text, text);
		return text;
	};
}
