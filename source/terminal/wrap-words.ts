import wrapAnsi from 'wrap-ansi';

/** The text with line breaks between words, so that no line is wider than `width` cells, and none ends with a space; a word that is wider alone stays whole, to be copied. */
export const wrapWords = (text: string, width: number): string =>
	wrapAnsi(text, width, {trim: false}).replaceAll(/ +$/gm, '');
