import wrapAnsi from 'wrap-ansi';

/**
The text with line breaks between words, so that no line is wider than `width` cells, and none ends with a space or begins with one that was between two words; a word that is wider alone
stays whole, to be copied.
*/
export const wrapWords = (text: string, width: number): string =>
	text
		.split('\n')
		.flatMap(line =>
			wrapAnsi(line, width, {trim: false})
				.split('\n')
				.map((part, index) => (index === 0 ? part : part.replace(/^ +/, '')).replace(/ +$/, '')),
		)
		.join('\n');
