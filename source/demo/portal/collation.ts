/**
How the portal's MySQL compares text (`utf8_general_ci`): without case, accents and trailing spaces; `й` stays apart from `и`.

Returns a test for one wanted text. Most rows differ in their last character already, so that a look through 100 000 rows
folds few of them.
*/
export function sameAs(wanted: string): (text: string) => boolean {
	const folded = fold(wanted);
	const last = folded.at(-1);
	return text => {
		if (text === wanted) return true;
		const end = text.charCodeAt(text.length - 1);
		if (end > 32 && end < 128 && String.fromCharCode(end).toUpperCase() !== last) return false;
		return fold(text) === folded;
	};
}

/** The form in which equal texts are equal. */
export function fold(text: string): string {
	// oxlint-disable-next-line no-control-regex -- ASCII is the common case and needs no tables
	if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase().replace(/ +$/, '');
	return [...text].map(weigh).join('').replace(/ +$/, '');
}

function weigh(character: string): string {
	if (character === 'й' || character === 'Й') return 'Й';
	if (character === 'ß') return 'S';
	const plain = character
		.normalize('NFD')
		.replaceAll(/\p{Mn}/gu, '')
		.toUpperCase();
	return plain.length === 1 ? plain : character;
}
