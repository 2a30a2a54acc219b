/** What stands for characters that a terminal without UTF-8 cannot show and that need more than one cell. */
const substitutes: Readonly<Record<string, string>> = {
	'↑': 'Up',
	'↓': 'Dn',
	'←': 'Left',
	'→': 'Right',
	'…': '...',
};

const replaced = new RegExp(`[${Object.keys(substitutes).join('')}]`, 'g');

/**
All texts of a translator with these characters replaced: before a line is laid out, so that it has the right width. Other signs are replaced afterwards, one cell by one
(`Style.transliterate`).
*/
export function withAsciiTexts<Part>(part: Part): Part {
	if (typeof part === 'string') return part.replaceAll(replaced, sign => substitutes[sign]!) as Part;
	if (typeof part === 'function')
		return ((...values: readonly unknown[]) =>
			withAsciiTexts((part as (...all: typeof values) => unknown)(...values))) as Part;
	if (typeof part !== 'object' || part === null || part instanceof Date) return part;
	if (Array.isArray(part)) return part.map(withAsciiTexts) as Part;
	return Object.fromEntries(
		Object.entries(part).map(([name, inner]) => [name, withAsciiTexts(inner)]),
	) as Part;
}
