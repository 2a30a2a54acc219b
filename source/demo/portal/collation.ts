/**
Returns a predicate: whether the portal's MySQL (`utf8_general_ci`) takes a text for equal to `wanted`. Case, accents and trailing spaces
do not count; `й` and `и` differ.

It compares ASCII character by character, so that a search through 100 000 rows folds only the texts that need it.
*/
export function createTextMatcher(wanted: string): (text: string) => boolean {
	const folded = foldText(wanted);
	return text => {
		for (let index = 0; index < text.length; index++) {
			const code = text.charCodeAt(index);
			if (code > 127) return foldText(text) === folded;
			if (toUpperCode(code) !== folded.charCodeAt(index))
				return index === folded.length && /^ +$/.test(text.slice(index));
		}

		return text.length === folded.length;
	};
}

const toUpperCode = (code: number): number => (code >= 97 && code <= 122 ? code - 32 : code);

/** Two texts are equal to MySQL when their folded forms are the same. */
export function foldText(text: string): string {
	// oxlint-disable-next-line no-control-regex -- ASCII is the common case and needs no normalization
	if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase().replace(/ +$/, '');
	return [...text].map(foldCharacter).join('').replace(/ +$/, '');
}

function foldCharacter(character: string): string {
	if (character === 'й' || character === 'Й') return 'Й';
	if (character === 'ß') return 'S';
	const plain = character
		.normalize('NFD')
		.replaceAll(/\p{Mn}/gu, '')
		.toUpperCase();
	return plain.length === 1 ? plain : character;
}
