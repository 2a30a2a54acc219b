import {sanitize} from '../../terminal/sanitize.ts';

/** Latin, Cyrillic and common punctuation: what nearly all text is. */
const ordinaryText = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u0400-\u0482\u048A-\u052F\u2010-\u2027]*$/;

/** They change the width of what stands before them, and no two terminals agree by how much. */
const widthModifiers = /[\p{Emoji_Modifier}\uFE00-\uFE0F\u20E3]/gu;

const invisibleCharacters = /\p{Default_Ignorable_Code_Point}/gu;

/** A mark that would sit on what stands to the left of the text. */
const leadingMarks = /^\p{M}+/u;

/** Text from anywhere as it may stand in a line: harmless, and as wide as it is counted, whatever stands beside it. */
export const toPrintable = (text: string): string =>
	ordinaryText.test(text)
		? text
		: sanitize(text)
				.replaceAll(widthModifiers, '')
				.replaceAll(invisibleCharacters, '�')
				.replace(leadingMarks, '�');
