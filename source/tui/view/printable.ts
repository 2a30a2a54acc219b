import {sanitize} from '../../terminal/sanitize.ts';

/** Latin, Cyrillic and common punctuation. Nearly all text matches and needs no replacement. */
const ordinaryText = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u0400-\u0482\u048A-\u052F\u2010-\u2027]*$/;

/** Characters that change the width of the preceding character, differently on each terminal. */
const widthModifiers = /[\p{Emoji_Modifier}\uFE00-\uFE0F\u20E3]/gu;

const invisibleCharacters = /\p{Default_Ignorable_Code_Point}/gu;

/** Combining marks at the start of a text, which would be drawn on the character before the text. */
const leadingMarks = /^\p{M}+/u;

/** Makes unsafe text printable in a line: no control characters, and the same width on each terminal as `textWidth` returns. */
export const toPrintable = (text: string): string =>
	ordinaryText.test(text)
		? text
		: sanitize(text)
				.replaceAll(widthModifiers, '')
				.replaceAll(invisibleCharacters, '�')
				.replace(leadingMarks, '�');
