/** ASCII substitute of each sign of the program and of punctuation in its messages; one cell is replaced with one cell. */
export const asciiSigns: Readonly<Record<string, string>> = {
	'▶': '>',
	'●': '*',
	'○': 'o',
	'✗': 'x',
	'✓': 'v',
	'█': '#',
	'░': '.',
	'▎': '.',
	'▍': '.',
	'▌': '#',
	'▋': '#',
	'▊': '#',
	'▉': '#',
	'─': '-',
	'│': '|',
	'‹': '<',
	'›': '>',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'▏': '|',
	'▕': '|',
	'—': '-',
	'…': '~',
	'→': '>',
	'·': '.',
	'≠': '#',
	'–': '-',
	'“': '"',
	'”': '"',
	'„': '"',
	'’': "'",
	'�': '?',
	'«': '"',
	'»': '"',
	'№': 'N',
};

const signsWithSubstitute = new RegExp(`[${Object.keys(asciiSigns).join('')}]`, 'gu');

/** The line with ASCII characters for signs, in as many cells. */
export const toAsciiSigns = (line: string): string =>
	line.replaceAll(signsWithSubstitute, sign => asciiSigns[sign]!);
